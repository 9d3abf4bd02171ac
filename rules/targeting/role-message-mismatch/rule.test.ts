import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const RECIPIENTS = 'recipient_id,job_title\nr1,CTO\nr2,CFO\nr3,Managing Director\nr4,Softwareentwicklerin\nr5,\nr6,Ninja\nr7,Datenschutzbeauftragte\nr8,Einkaufsleiterin\n';
const ECONOMIC = '<p>Cut costs by a third: a payback of six months, a better margin and a ROI that your budget will love. The savings are real.</p>';
const TECHNICAL = '<p>Unsere API hat Webhooks, SSO und Verschlüsselung; die Schnittstellen sind quelloffen, die Latenz liegt unter 20 ms.</p>';
const BALANCED = '<p>Cut costs, and a payback of six months. For engineers: an API, webhooks and SSO. For counsel: GDPR compliance and audits.</p>';

const found = async (html: string, options = {}, manifest: Manifest = {}) => runAudienceRule(rule, { recipients: RECIPIENTS, manifest: { kind: 'marketing', ...manifest } }, { html: `<html><body>${html}</body></html>` }, options);

describe('targeting/role-message-mismatch', () => {
  it('finds technical readers of economic arguments, and says how lopsided the copy is', async () => {
    const [finding] = await found(ECONOMIC);
    expect(finding).toMatchObject({ messageId: 'argument', severity: 'warning', recipients: ['r1', 'r4', 'r7'] });
    expect(finding?.evidence['role']).toEqual({ technical: 2, legal: 1 });
  });

  it('finds those who pay or buy among the readers of technical arguments, in German', async () => {
    expect(shortly(await found(TECHNICAL))).toEqual(['argument: r2 r7 r8']);
  });

  it.each([
    'Cut your costs by 30 %. Better margins, lower overheads, a payback period that your board will like, and savings from the first invoice.', 'Réduisez vos coûts : de meilleures marges, moins de frais généraux, une rentabilité rapide et des économies.', 'Obniż koszty: wyższe marże, lepsza rentowność i oszczędności, ze zwrotem z inwestycji w cztery miesiące.',
  ])('knows how money is argued with: %s', async (copy) => expect(shortly(await found(`<p>${copy}</p>`))).toEqual(['argument: r1 r4 r7']));

  it('lets a balanced message be, and directors, and titles that say nothing', async () => {
    expect(await found(BALANCED)).toEqual([]);
    expect((await found(ECONOMIC)).flatMap(({ recipients }) => recipients)).not.toContain('r3');
  });

  it('says nothing of a mail with few arguments', async () => {
    expect(await found('<p>Save money with our new API? No: meet us in Berlin and see the budget.</p>')).toEqual([]);
    expect(shortly(await found('<p>Cut costs. A ROI for your budget.</p>', { minArguments: 3 }))).toEqual(['argument: r1 r4 r7']);
  });

  it('counts no argument of the footer, and takes the share from its option', async () => {
    const html = `${ECONOMIC}<p>It has an API.</p>`;
    expect(shortly(await found(html, { minShare: 0.1 }))).toEqual(['argument: r7']);
  });

  it('finds titles outside the declared roles', async () => {
    expect(shortly(await found('<p>Hello</p>', {}, { targetRoles: ['technical'] }))).toEqual(['target: r2 r7 r8']);
    expect(await found('<p>Hello</p>', {}, { targetRoles: ['technical', 'gardeners'] })).toEqual([]);
  });

  it('is not asked of appeals and receipts', async () => {
    expect(await found(ECONOMIC, {}, { kind: 'fundraising' })).toEqual([]);
    expect(await found(ECONOMIC, {}, { kind: 'transactional' })).toEqual([]);
  });
});
