import { describe, expect, it } from 'vitest';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const MAIL = { html: '<p>Hello {{ first_name }} of {{ company }}</p>' };
const csv = (...rows: [string, string][]) => ['recipient_id,first_name,company,notes', ...rows.map(([name, company], index) => `r${index + 1},"${name.replaceAll('"', '""')}","${company}","https://x.example <b>"`)].join('\n');
const found = async (rows: [string, string][], options = {}, mail: { html: string } = MAIL) => shortly(await runAudienceRule(rule, { recipients: csv(...rows) }, mail, options));

describe('personalization/merge-value-injection', () => {
  it('counts each kind of value, a recipient once', async () => {
    const rows: [string, string][] = [
    ['Win https://bit.example/x', 'address'], ['www.x.example', 'address'], ['casino-x.top', 'address'], ['bit.ly/3xY', 'address'], ['<b>Bo</b>', 'markup'], ['<script src=x', 'markup'], ['{{ 7*7 }}', 'markup'], ['${7*7}', 'markup'], ['<%= env %>', 'markup'], ['" onmouseover="alert(1)', 'markup'], ['*|FNAME|*', 'markup'],
    ['An\nna', 'lineBreak'], ['Anna\u202Egnp', 'hiddenCharacters'], ['=HYPERLINK(1)', 'formula'], ['=1+1', 'formula'], ['@SUM(A1)', 'formula'], ['You won $500', 'advert'], ['Cliquez ici pour gagner', 'advert'], ['Żaneta kliknij tutaj', 'advert'], ['A'.repeat(61), 'tooLong'], ['🎁🎁🎁🎁', 'emoji'],
    ];
    const findings = await found([...rows.map(([name]): [string, string] => [name, 'Acme']), ['Anna', 'Acme']]);
    const kinds = [...new Set(rows.map(([, kind]) => kind))];
    expect(findings.toSorted()).toEqual(kinds.map((kind) => `${kind}: ${rows.flatMap(([, each], index) => (each === kind ? [`r${index + 1}`] : [])).toSorted().join(' ')}`).toSorted());
  });

  it('lets people and firms be called what they are called', async () => {
    const people: [string, string][] = [
      ['Anne-Marie', 'Booking.com'], ['O\'Brien', 'AT&T'], ['J. R.', '@home'], ['Zoë 🌸', 'Yahoo!'], ['李', '3M'], ['St. John', '1&1'], ['Dr. med. Ines', 'Smith <3'], ['D.J.', '24/7 GmbH'], ['Müller-Lüdenscheidt', 'www'], ['', ''], ['-', '+49 Agentur'], ['=', '=='],
    ];
    expect(await found(people)).toEqual([]);
  });

  it('looks only at what the mail prints', async () => {
    expect(await found([['<b>Bo</b>', 'Acme']], {}, { html: '<p>Hello</p>' })).toEqual([]);
    expect(await found([['<b>Bo</b>', 'Acme']], {}, { html: '<p>Of {{ company }}</p>' })).toEqual([]);
  });

  it('takes limits from its options', async () => {
    expect(await found([['Maximiliane', 'x'], ['Zoë 🌸', 'x']], { maxLength: 10, maxEmoji: 0 })).toEqual(['tooLong: r1', 'emoji: r2']);
  });

  it('never goes above a warning for words and sizes', async () => {
    const findings = await runAudienceRule(rule, { recipients: csv(['A'.repeat(61), 'x']) }, MAIL);
    expect(findings.map(({ severity }) => severity)).toEqual(['warning']);
  });
});
