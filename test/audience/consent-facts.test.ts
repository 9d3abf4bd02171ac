import { describe, expect, it } from 'vitest';
import { factsOf } from './audience-of.js';
import { person, tablesOf } from './people.js';

const factOf = async (column: string, people: Parameters<typeof tablesOf>[0], manifest = {}) => (await factsOf({ ...tablesOf(people), manifest }, [column])).map((row) => row[column]);

describe('consent facts', () => {
  it('say whether controller and seller are the sender: the same name and legal form, or one of the two without a form', async () => {
    const names = ['Müller & Söhne GmbH', 'MUELLER UND SOEHNE', 'Müller & Söhne AG', 'Mueller & Soehne G.m.b.H.', 'Other Ltd', ''];
    const people = Object.fromEntries(names.map((name, index) => [`r${String(index)}`, person('DE', '', { basis: 'express', controller: name, seller_entity: name })]));
    const sender = { legalName: 'Müller & Söhne GmbH' };
    const expected = [true, true, false, true, false, null];
    expect(await factOf('consent_of_sender', people, { sender })).toEqual(expected);
    expect(await factOf('seller_is_sender', people, { sender })).toEqual(expected);
    expect(await factOf('consent_of_sender', people)).toEqual(names.map(() => null));
  });

  it('take one way to write a legal form for another', async () => {
    expect(await factOf('consent_of_sender', { r1: person('GB', '', { basis: 'express', controller: 'Acme Limited' }), r2: person('GB', '', { basis: 'express', controller: 'ACME, LTD.' }), r3: person('GB', '', { basis: 'express', controller: 'Acme Inc' }) }, { sender: { legalName: 'Acme Ltd' } })).toEqual([true, true, false]);
  });

  it('name the statute that the basis rests on', async () => {
    const laws = await factOf('basis_law', { r1: person('CA', '', { basis: 'implied' }), r2: person('GB', '', { basis: 'charitable_soft_opt_in' }), r3: person('GB', '', { basis: 'express' }), r4: person('GB', '', { basis: 'soft_opt_in' }) });
    expect(laws.map((law) => String(law).split(' (profile')[0])).toEqual(['CASL s. 10', 'PECR 2003 reg. 22 as amended by the Data (Use and Access) Act 2025', 'PECR 2003 reg. 22', 'PECR 2003 reg. 22(3)']);
  });

  it('judge a withdrawal, a start and a schedule at the instant of the send', async () => {
    const at = (more: Record<string, string>) => person('DE', '', { basis: 'express', status: 'active', given_at: '2025-01-01T00:00:00Z', ...more });
    expect(await factOf('consent_status', {
      r1: at({ withdrawn_at: '2026-12-01T09:00:00Z' }), r2: at({ withdrawn_at: '2026-12-01T09:00:01Z' }), r3: at({ given_at: '2026-12-01T10:00:00+01:00' }), r4: at({ given_at: '2026-12-01T09:00:01Z' }),
    })).toEqual(['withdrawn', 'active', 'active', 'future']);
  });

  it('take a status that nobody can read for one that may end what was given before it, not what was given later', async () => {
    const given = (given_at: string) => person('DE', '', { basis: 'express', status: 'active', given_at }, { basis: 'express', status: 'Werbesperre', given_at: '2026-03-04T09:00:00Z' });
    expect(await factOf('consent_status', {
      r1: given('2026-03-03T18:00:00Z'), r2: given('2026-03-05T18:00:00Z'), r3: person('DE', '', { basis: 'express', status: 'Werbesperre' }),
      r4: person('DE', '', { basis: 'express', status: 'active', given_at: '2026-03-03T18:00:00Z' }, { basis: 'express', status: 'Werbesperre', purposes: 'surveys', given_at: '2026-03-04T09:00:00Z' }),
    }, { kind: 'newsletter' })).toEqual(['unclear', 'active', 'unclear', 'active']);
  });

  it('read yes and no for a status as what a form asked', async () => {
    const words = ['yes', 'Ja', 'WAHR', '1', 'no', 'Nein', 'false', '0', '7'];
    const people = Object.fromEntries(words.map((status, index) => [`r${String(index)}`, person('DE', '', { basis: 'express', status })]));
    expect(await factOf('consent_status', people)).toEqual(['active', 'active', 'active', 'active', 'withdrawn', 'withdrawn', 'withdrawn', 'withdrawn', 'unclear']);
  });

  it('take no basis, and one that nobody can read, for none that stands', async () => {
    const people = { r1: person('DE', '', { basis: '', status: 'active' }), r2: person('DE', '', { basis: 'Pkt. 4', status: 'active' }), r3: person('US', '', { basis: '', status: 'withdrawn' }) };
    expect(await factOf('consent_status', people)).toEqual(['none', 'active', 'withdrawn']);
    expect(await factOf('consent_accepted', people)).toEqual([false, false, false]);
  });

  it('let a withdrawal of which only the day is on file end what was given on that day, and nothing later', async () => {
    const at = (given_at: string) => person('DE', '', { basis: 'express', status: 'active', given_at }, { basis: 'express', status: 'withdrawn', withdrawn_at: '2026-03-04' });
    expect(await factOf('consent_status', { r1: at('2026-03-04T18:00:00Z'), r2: at('2026-03-05'), r3: at('2026-03-04') })).toEqual(['withdrawn', 'active', 'withdrawn']);
  });

  it('count a confirmation only from its instant on, and not one of another sign-up', async () => {
    const signUp = (confirmed_at: string, given_at = '2026-03-01T08:00:00Z') => ({ basis: 'express', status: 'active', given_at, confirmed_at });
    const objection = { basis: 'express', status: 'objected', withdrawn_at: '2026-06-01T08:00:00Z' };
    const people = {
      later: person('DE', '', signUp('2027-01-01T08:00:00Z'), signUp('2026-05-01T08:05:00Z', '2026-05-01T08:00:00Z')),
      other: person('DE', '', signUp('2025-01-01T08:00:00Z', '2026-06-01T08:00:00Z'), signUp('2026-05-01T08:05:00Z', '2026-05-01T08:00:00Z')),
      outlived: person('FR', '', signUp('2027-01-01T08:00:00Z'), objection), outlives: person('FR', '', signUp('2026-07-01T08:00:00Z'), objection),
    };
    const moved = { ...signUp('2019-05-01T08:00:00Z', '2026-07-01T08:00:00Z') };
    expect(await factOf('consent_status', { moved: person('FR', '', moved, objection) })).toEqual(['objected']);
    expect((await factOf('consent_confirmed_at', { later: people.later, other: people.other })).map(String)).toEqual(Array(2).fill(expect.stringContaining('2026-05-01')));
    expect(await factOf('consent_status', { outlived: people.outlived, outlives: people.outlives })).toEqual(['objected', 'active']);
  });
});

describe('a withdrawal without a day', () => {
  const log = { r1: person('DE', '', { basis: 'express', status: 'withdrawn', given_at: '2025-03-04' }, { basis: 'express', status: 'active', given_at: '2026-03-04' }), r2: person('DE', '', { basis: 'express', status: 'active', given_at: '2025-01-04' }, { basis: 'express', status: 'withdrawn', given_at: '2025-03-04' }) };

  it('is of the day of its row in a log of yes and no, so that a later consent stands', async () => {
    expect(await factOf('consent_status', log)).toEqual(['active', 'withdrawn']);
  });

  it('ends what was given later too in a table that says of others when they were withdrawn', async () => {
    const dated = person('DE', '', { basis: 'express', status: 'withdrawn', given_at: '2024-01-01', withdrawn_at: '2025-03-04' }, { basis: 'express', status: 'active', given_at: '2026-03-04' });
    expect(await factOf('consent_status', { ...log, r3: dated })).toEqual(['withdrawn', 'withdrawn', 'active']);
    const others = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`o${String(index)}`, log.r2]));
    expect((await factOf('consent_status', { ...log, r3: dated, ...others })).slice(-3)).toEqual(['active', 'withdrawn', 'active']);
  });
});

describe('recipient_class', () => {
  it('is as given, else read from the legal form or the mailbox at a company\'s own address', async () => {
    const row = (email: string, company: string, country = 'GB', recipient_class = '') => ({ recipient: { email, company, country, recipient_class } });
    expect(await factOf('recipient_class', {
      r1: row('ann@firm.example', 'Firm Ltd'), r2: row('ann@firm.example', 'Firm p.l.c.'), r3: row('ann@gmail.com', 'Firm Ltd'), r4: row('info@firm.example', ''), r5: row('ann@firm.example', 'Ltd Edition Prints'),
      r6: row('åsa@bolag.example', 'Bolaget Åkeri AB', 'SE'), r7: row('ann@firm.example', 'Firm AB', 'GB'), r8: row('ann@firm.example', 'Firm Ltd', 'GB', 'sole_trader'), r9: row('info@gmail.com', ''),
    })).toEqual(['legal_person', 'legal_person', 'unknown', 'generic_mailbox', 'unknown', 'legal_person', 'unknown', 'sole_trader', 'unknown']);
  });
});
