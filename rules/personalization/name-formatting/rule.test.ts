import { describe, expect, it } from 'vitest';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const MAIL = { html: '<p>Hello {{ first_name }}</p>' };
const csv = (rows: readonly (readonly [string, string, string?])[]) => ['recipient_id,email,first_name,last_name', ...rows.map(([first, last, email = 'x@y.example'], index) => `r${index + 1},${email},"${first}",${last}`)].join('\n');
const found = async (rows: readonly (readonly [string, string, string?])[], options = {}, mail = MAIL) => shortly(await runAudienceRule(rule, { recipients: csv(rows) }, mail, options));

describe('personalization/name-formatting', () => {
  it('counts names by what is wrong with them', async () => {
    expect(await found([
      ['JÃ¼rgen', 'Huber'], ['O&#39;Neil', 'Huber'], ['anna.huber', 'Huber', 'anna.huber@y.example'], ['a@y.example', 'Huber'], ['Mr Smith', 'Huber'], ['PETER', 'Huber'], ['ŁUCJA', 'Huber'],
      ['Anna Anna', 'Huber'], ['Anna Huber', 'Huber'], ['anna84', 'Huber'], ['J.', 'Huber'], ['peter', 'Huber'], ['Zoë  Ida', 'Huber'], ['Ã‰ric', 'Huber'], ['JOÃO', 'São'], ['Ã–zlem', 'Huber'], ['ÐÐ½Ð½Ð°', 'Huber'], ['Ñandú', 'Ðorđe'],
    ])).toEqual(['garbled: r1 r14 r16 r17 r2', 'emailAsName: r3 r4', 'honorific: r5', 'capitals: r15 r6 r7', 'twice: r8', 'fullName: r9', 'digits: r10', 'initials: r11', 'lowerCase: r12', 'spaces: r13']);
  });

  it('lets people be called what they are called', async () => {
    expect(await found([
      ['Jürgen', 'HUBER'], ['Anne-Marie', 'X'], ['Anna Maria', 'Huber'], ['JP', 'X'], ['李', '王'], ['Мария', 'X'], ['محمد', 'X'], ['Bo', 'X'], ['İpek', 'X'], ['McKenzie', 'X'], ['Anna', 'X', 'anna@y.example'], ['', ''], ['Panos', 'X'], ['Srinivas', 'X'], ['J.P.R', 'X'],
    ])).toEqual([]);
  });

  it('takes a doctor in a first name for a title, and none before a surname', async () => {
    expect(await found([['Dr. Peter', 'Vogel'], ['Anna', 'Dr. Vogel']], {}, { html: '<p>Hello {{ first_name }} {{ last_name }}</p>' })).toEqual(['honorific: r1']);
  });

  it('looks only at fields that the mail prints', async () => {
    expect(await found([['PETER', 'LANGE']], {}, { html: '<p>Hello</p>' })).toEqual([]);
    expect(await found([['Peter', 'LANGE']], {}, { html: '<p>Hello {{ last_name }}</p>' })).toEqual(['capitals: r1']);
  });

  it('leaves out what is rarer than its option says', async () => {
    expect(await found([['PETER', 'x'], ['Anna', 'x'], ['JÃ¼rgen', 'x'], ['KLAUS', 'x']], { minShare: 0.5 })).toEqual(['capitals: r1 r4']);
  });
});
