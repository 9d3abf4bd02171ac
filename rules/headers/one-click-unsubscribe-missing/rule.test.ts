import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import type { Manifest } from '#campaign/manifest.js';
import rule from './rule.js';

const URI = 'List-Unsubscribe: <https://acme.example/u/4f2a>, <mailto:u@acme.example>';
const POST = 'List-Unsubscribe-Post: List-Unsubscribe=One-Click';

const found = async (headers: readonly string[], manifest: Manifest = { kind: 'marketing' }, body = 'Hallo') =>
  runRule(rule, await campaignOf({ eml: `${['From: Acme <a@acme.example>', 'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=', ...headers].join('\n')}\n\n${body}\n`, manifest }));
const ids = async (...input: Parameters<typeof found>) => (await found(...input)).map(({ messageId }) => messageId);

describe('headers/one-click-unsubscribe-missing', () => {
  it('is silent when both headers are right', async () => {
    expect(await ids([URI, POST])).toEqual([]);
    expect(await ids(['list-unsubscribe: <mailto:u@acme.example>,', '\t<https://acme.example/', ' u/4f2a>', POST.toLowerCase()])).toEqual([]);
  });

  it.each([
    ['missing', []], ['mailtoOnly', ['List-Unsubscribe: <mailto:u@acme.example>', POST]], ['notHttps', ['List-Unsubscribe: <http://acme.example/u>', POST]],
    ['noBrackets', ['List-Unsubscribe: https://acme.example/u', POST]], ['postMissing', [URI]], ['postInvalid', [URI, 'List-Unsubscribe-Post: yes']],
  ])('reports %s', async (messageId, headers) => {
    expect(await ids(headers)).toEqual([messageId]);
  });

  it('warns when signatures leave a header out, and is silent when one signature covers both', async () => {
    const signed = (names: string) => `DKIM-Signature: v=1; d=acme.example;\n h=From:Subject:${names};\n b=AbC=`;
    expect(await found([signed('List-Unsubscribe'), URI, POST])).toMatchObject([{ messageId: 'unsigned', severity: 'warning', data: { names: 'list-unsubscribe-post' } }]);
    expect(await ids([signed('To'), signed('list-unsubscribe:List-Unsubscribe-Post'), URI, POST])).toEqual([]);
  });

  it('warns of an e-mail address in the web address', async () => {
    expect(await ids(['List-Unsubscribe: <https://acme.example/u?mail=jo%40b.example>', POST])).toEqual(['addressInUri']);
    expect(await ids(['List-Unsubscribe: <https://acme.example/u?list=news@acme.example&t=7f3a>', POST])).toEqual([]);
  });

  it('asks nothing of transactional mail, replies and discussion lists, and only warns where the message alone shows that it is a mailing', async () => {
    expect(await ids([], { kind: 'transactional' })).toEqual([]);
    expect(await ids(['In-Reply-To: <1@b.example>'], {})).toEqual([]);
    expect(await ids(['List-Post: <mailto:l@b.example>', 'List-Unsubscribe: <mailto:u@b.example>'], {})).toEqual([]);
    expect(await ids([], {})).toEqual([]);
    expect(await found(['List-Unsubscribe: <mailto:u@b.example>'], {})).toMatchObject([{ messageId: 'mailtoOnly', severity: 'warning' }]);
    expect(await found([], {}, 'Abmelden: https://acme.example/abmelden')).toMatchObject([{ messageId: 'missing', severity: 'warning' }]);
  });
});
