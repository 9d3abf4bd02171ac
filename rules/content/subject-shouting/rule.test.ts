import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (subject: string, options = {}) => (await runRule(rule, await campaignOf({ html: '<p>Hello</p>', subject }), options)).map(({ messageId }) => messageId);

describe('content/subject-shouting', () => {
  it.each([['LAST CHANCE TO BUY', 'capitals'], ['NUR NOCH HEUTE: ÄPFEL', 'capitals'], ['СКИДКА НА ВСЁ', 'capitals'], ['Sale now on!!', 'punctuation'], ['Really?!', 'punctuation'], ['セール開催中！！', 'punctuation'], ['F R E E shipping', 'gappy'], ['RE: LAST CHANCE TO BUY', 'capitals'], ['LAST CHANCE to BUY tickets NOW', 'manyCapitals'], ['ÄPFEL und BIRNEN heute BILLIG', 'manyCapitals'], ['Save $$$ today', 'punctuation']])('reports %s', async (subject, kind) => {
    expect(await found(subject)).toEqual([kind]);
  });

  it.each(['GDPR and NIS2: what changes?', 'NATO', 'Sale ends today!', 'ÖBB UND', '秋の新作コレクション発表', '𝐁𝐨𝐥𝐝 𝐥𝐞𝐭𝐭𝐞𝐫𝐬 𝐟𝐨𝐫 𝐬𝐡𝐨𝐰', '☆第132号　「庭&外構」専門店のためのＱ&Ａサロン　【月刊エクステリア】', 'Hi {{ FIRST_NAME }}, your order', '*|FNAME|*, IHRE', 'Plan A B or C', 'Was ist neu?', 'U.S. news', 'NATO, GDPR and the EU explained', 'Our BIRTHDAY offers for you', '$20 off orders of $100', 'ACME news: HTML und CSS', 'CNET DIGITAL DISPATCH: Mac fans unite'])('leaves "%s" alone', async (subject) => {
    expect(await found(subject)).toEqual([]);
  });

  it('leaves phrases of its option out', async () => {
    expect(await found('ACME WORLD TOUR', { allow: ['ACME WORLD'] })).toEqual([]);
  });
});
