import { describe, expect, inject, it } from 'vitest';
import { spamAssassinAt } from '#spamd/spam-assassin.js';
import type { SpamReport } from '#rule/rule.js';
import { lintCampaign } from '#engine/lint-campaign.js';
import { rules } from '#rules/index.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { NOW, runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';
import SAME_AS_OURS from './same-as-ours.json' with { type: 'json' };
import { opinionOf } from './symbols.js';

const hit = (symbol: string, points: number) => ({ symbol, points, description: symbol.toLowerCase() });
const report = (...hits: SpamReport['hits']): SpamReport => ({ score: hits.reduce((sum, { points }) => sum + points, 0), threshold: 5, hits, composed: true });
const found = async (answer: SpamReport | { unchecked: string }, options = {}) =>
  runRule(rule, await campaignOf({ html: '<p>Grüße</p>' }), options, { askSpamAssassin: () => Promise.resolve(answer) });

describe('content/spamassassin-score', () => {
  it('warns from the threshold on, and names the rules with the most points first', async () => {
    expect(await found(report(hit('MIME_HTML_ONLY', 0.1), hit('HTML_IMAGE_ONLY_04', 1.7), hit('LOTS_OF_MONEY', 3.4)))).toMatchObject([{
      messageId: 'spam', data: { score: 5.2, threshold: 5, hits: 'LOTS_OF_MONEY 3.4, HTML_IMAGE_ONLY_04 1.7 (as content/image-only-body), MIME_HTML_ONLY 0.1 (as content/plain-text-part)' },
    }]);
  });

  it('makes a note below it, and is silent about few points', async () => {
    expect(await found(report(hit('LOTS_OF_MONEY', 2)))).toMatchObject([{ messageId: 'points', severity: 'info' }]);
    expect(await found(report(hit('LOTS_OF_MONEY', 1.9)))).toEqual([]);
  });

  it('leaves out what the sending service changes, and says what and why', async () => {
    const [problem] = await found(report(hit('MISSING_MID', 0.6), hit('MISSING_DATE', 2.7), hit('MISSING_HEADERS', 0.9), hit('NO_RECEIVED', -0), hit('SPF_FAIL', 1), hit('ALL_TRUSTED', -1), hit('FONT_INVIS_NORDNS', 1.5), hit('LOTS_OF_MONEY', 2.4)));
    expect(problem).toMatchObject({ data: { score: 2.4, hits: 'LOTS_OF_MONEY 2.4' }, evidence: { score: 2.4, scoreOfAll: 8.1, hits: [{ symbol: 'LOTS_OF_MONEY' }] } });
    expect((problem?.evidence?.['leftOut'] as { symbol: string; because: string }[]).map(({ symbol, because }) => [symbol, because !== ''])).toEqual(
      ['MISSING_MID', 'MISSING_DATE', 'MISSING_HEADERS', 'NO_RECEIVED', 'SPF_FAIL', 'ALL_TRUSTED', 'FONT_INVIS_NORDNS'].map((symbol) => [symbol, true]),
    );
  });

  it('counts a missing subject of a finished mail, not of a body that came without one', async () => {
    const hits = report(hit('MISSING_SUBJECT', 1.8), hit('LOTS_OF_MONEY', 2));
    expect(await found({ ...hits, composed: false })).toMatchObject([{ data: { score: 3.8, hits: 'LOTS_OF_MONEY 2.0, MISSING_SUBJECT 1.8 (as headers/message-headers-invalid)' } }]);
    expect(await found(hits)).toMatchObject([{ data: { score: 2, hits: 'LOTS_OF_MONEY 2.0' } }]);
  });

  it('takes its limits from its options', async () => {
    const answer = report(hit('LOTS_OF_MONEY', 1.2));
    expect(await found(answer, { noteFrom: 1 })).toMatchObject([{ messageId: 'points', data: { threshold: 5 } }]);
    expect(await found(answer, { threshold: 1 })).toMatchObject([{ messageId: 'spam', data: { threshold: 1 } }]);
  });

  it('counts as skipped without spamd, and when the message was not sent to it', async () => {
    const lint = async (askSpamAssassin?: () => Promise<{ unchecked: string }>) => {
      const rules = [{ rule, severity: rule.severity, options: rule.defaultOptions }];
      return lintCampaign({ campaign: await campaignOf({ html: '<p>Grüße</p>' }), rules, context: { now: NOW, sendAt: NOW, ...(askSpamAssassin && { askSpamAssassin }) }, privacy: { hashKey: 'k', showRecipients: false } });
    };
    expect((await lint()).skipped).toEqual([{ rule: rule.id, needs: ['spamd'] }]);
    expect((await lint(() => Promise.resolve({ unchecked: 'the message is too large' }))).skipped).toEqual([{ rule: rule.id, needs: [], because: 'the message is too large' }]);
  });
});

describe('the lists', () => {
  it('name rules of ours that exist', () => {
    const ids = new Set(rules.map(({ id }) => id));
    expect(Object.keys(SAME_AS_OURS).filter((id) => !ids.has(id as `content/${string}`))).toEqual([]);
  });

  it('match names with a star in front, at the end and in the middle', () => {
    const { counted, leftOut } = opinionOf(report(hit('T_OBFU_PDF_ATTACH', 1), hit('T_OBFU_ATTACH', 1), hit('DOS_OE_TO_MX', 1), hit('RCVD_IN_PSBL', 1), hit('XRCVD_IN', 1)));
    expect(counted.map(({ symbol, sameAs }) => [symbol, sameAs])).toEqual([['T_OBFU_ATTACH', undefined], ['T_OBFU_PDF_ATTACH', 'content/risky-attachment'], ['XRCVD_IN', undefined]]);
    expect(leftOut.map(({ symbol }) => symbol)).toEqual(['DOS_OE_TO_MX', 'RCVD_IN_PSBL']);
  });
});

const spamd = inject('spamd');

describe.skipIf(spamd === null)('content/spamassassin-score with a real spamd', () => {
  const ask = (html: string, text?: string) => campaignOf({ html, ...(text !== undefined && { text }), subject: 'Grüße aus Köln', manifest: { from: { name: 'Acme', email: 'news@acme.example' } } })
    .then((campaign) => runRule(rule, campaign, { noteFrom: 0.1, threshold: 1000 }, { askSpamAssassin: spamAssassinAt(spamd ?? '', new Date()) }));

  it('names the rule of ours that says the same of a mail that is one picture', async () => {
    const [problem] = await ask('<html lang="de"><body><a href="https://acme.example/"><img src="https://acme.example/a.jpg" width="600" height="900" alt=""></a></body></html>');
    expect(problem?.data?.['hits']).toMatch(/HTML_IMAGE_ONLY_\d+ [\d.]+ \(as content\/image-only-body\)/);
  });

  it('knows GTUBE, the test string for spam filters', async () => {
    const gtube = ['XJS*C4JDBQADN1.NSBN3*2IDNEN*', 'GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X'].join('');
    const [problem] = await ask(`<html lang="de"><body><p>Grüße. ${gtube}</p></body></html>`, `Grüße. ${gtube}`);
    expect(problem).toMatchObject({ messageId: expect.stringMatching(/^(?:spam|points)$/) as string });
    expect(problem?.data?.['hits']).toMatch(/^GTUBE 1000\.0/);
  });
});
