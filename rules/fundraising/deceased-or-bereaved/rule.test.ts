import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { NOW } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const APPEAL: Manifest = { kind: 'fundraising', ask: { type: 'single' } };

async function found(recipients: string, manifest: Manifest = APPEAL, options = {}, more = {}) {
  return shortly(await runAudienceRule(rule, { recipients, manifest, ...more }, {}, options));
}

describe('fundraising/deceased-or-bereaved', () => {
  it('holds everything from the deceased, receipts too', async () => {
    const recipients = 'recipient_id,deceased,status\nr1,true,\nr2,,Verstorben\nr3,false,donor\nr4,,Erbengemeinschaft\nr5,,not deceased\nr6,,regular_donor\nr7,,Real estate\n';
    expect(await found(recipients)).toEqual(['deceased: r1 r2 r4']);
    expect(await found(recipients, { kind: 'transactional' })).toEqual(['deceased: r1 r2 r4']);
    const abroad = ['zmarły', 'nieżyjąca', 'zemřela', 'zesnulý', 'zosnulá', 'umrla', 'умерла', 'скончался', 'покойный', 'pokojnik', 'zmartwiony'];
    expect(await found(`recipient_id,status\n${abroad.map((word, index) => `r${String(index)},${word}\n`).join('')}`)).toEqual(['deceased: r0 r1 r2 r3 r4 r5 r6 r7 r8 r9']);
  });

  it('reads a date of death in a column of the list, and the CRM\'s reason why somebody left', async () => {
    expect(await found('recipient_id,Date of death\nr1,2024-05-02\nr2,\n')).toEqual(['deceased: r1']);
    const contacts = 'contact_id,email,lifecycle,churn_reason\nc1,jürgen@müller.example,lapsed_donor,décédé\nc2,ann@acme.example,lapsed_donor,price\n';
    expect(await found('recipient_id,email\nr1,jürgen@müller.example\nr2,ann@acme.example\n', APPEAL, {}, { contacts })).toEqual(['deceased: r1']);
  });

  it('reads a mark in a column of the list, whatever it is called', async () => {
    for (const header of ['verstorben', 'Is deceased', 'décédé', 'deceased_flag']) expect(await found(`recipient_id,${header}\nr1,ja\nr2,nein\nr3,\nr4,X\nr5,n/a\n`), header).toEqual(['deceased: r1 r4']);
    expect(await found('recipient_id,deceased,verstorben\nr1,true,nein\nr2,false,nein\n')).toEqual(['deceased: r1']);
  });

  it('takes no word for no, and no day that stands for none, for a mark', async () => {
    const nothing = ['Not deceased', 'nicht verstorben', 'non décédé', 'not known', 'none', 'keine', '00.00.0000', '0001-01-01', '1900-01-01', '31.12.9999', '.', '[]', '00'];
    const rows = [...nothing, '2024-05-02', '12.03.2024'].map((cell, index) => `r${String(index)},${cell}\n`).join('');
    expect(await found(`recipient_id,Date of death\n${rows}`)).toEqual([`deceased: r${String(nothing.length)} r${String(nothing.length + 1)}`]);
    for (const header of ['npsp__Deceased__c', 'Deceased?', 'Date Deceased', 'Décédé(e)', 'isDead']) expect(await found(`recipient_id,${header}\nr1,true\nr2,false\n`), header).toEqual(['deceased: r1']);
  });

  it('reads death where a CRM writes what somebody is to the sender', async () => {
    const contacts = ['deceased', 'Verstorben', 'Kunde (verstorben)', 'Dead lead', 'friend', 'donor'].map((word, index) => `c${String(index)},r${String(index)}@acme.example,${word}\n`).join('');
    const recipients = `recipient_id,email\n${[0, 1, 2, 3, 4, 5].map((index) => `r${String(index)},r${String(index)}@acme.example\n`).join('')}`;
    expect(await found(recipients, APPEAL, {}, { contacts: `contact_id,email,lifecycle\n${contacts}` })).toEqual(['deceased: r0 r1 r2']);
  });

  it('reads what a CRM says in a column or a status of its own', async () => {
    const recipients = 'recipient_id,email\nr1,ann@acme.example\nr2,bo@acme.example\nr3,cy@acme.example\nr4,di@acme.example\nr5,ed@acme.example\nr6,flo@acme.example\n';
    const mark = (header: string, ...cells: readonly string[]) => found(recipients, APPEAL, {}, { contacts: `contact_id,email,lifecycle,${header}\n${['ann', 'bo', 'cy', 'di', 'ed', 'flo'].map((name, index) => `c${name},${name}@acme.example,donor,${cells[index] ?? ''}\n`).join('')}` });
    expect(await mark('Deceased', 'Yes', 'No', '', '2024-05-02', 'n/a', 'FALSE')).toEqual(['deceased: r1 r4']);
    expect(await mark('Account Status', 'Deceased', 'Active', 'Dead lead', 'verstorben 2025', 'Real Estate', 'Succession planning')).toEqual(['deceased: r1 r4']);
    expect(await mark('Status', 'Dead', 'Closed - dead', 'Spouse deceased', 'Active (parent died)', 'No longer with us - deceased', 'Ehemaliger Kunde (verstorben)')).toEqual(['deceased: r5 r6']);
    expect(await mark('Date of death', '12.03.2024', '', '-', '', '', '')).toEqual(['deceased: r1']);
  });

  it.each([
    [{ kind: 'fundraising' }, ['recipient_id', 'email'], true], [{ kind: 'fundraising' }, ['recipient_id', 'Date of death'], false], [{ kind: 'fundraising' }, ['recipient_id', 'bereaved_at'], false], [{ kind: 'marketing' }, ['recipient_id', 'email'], false],
  ] as const)('says of %j to a list of %j whether it could not look: %s', async (manifest, names, isSkipped) => {
    const said = await rule.unchecked?.(await campaignOf({ html: '<p>Hello</p>', manifest }), rule.defaultOptions, { now: NOW, sendAt: NOW, mergeFields: { names, fillRates: () => Promise.resolve(new Map()) } });
    expect(said?.includes('column deceased') ?? false).toBe(isSkipped);
  });

  it('finds estates and heirs by the name that they are addressed by, and nobody who is only called so', async () => {
    const names = ['The Estate of,Jane Brown', ',Estate of the late J. Brown', 'Executors of,J Brown', 'Erbengemeinschaft,Müller', 'Eredi,Rossi', 'Succession de,Mme Petit', 'Dödsboet efter,Åke', 'Estée,Estate', 'Nathalie,Nachlassberg', 'Erika,Erben'];
    expect(await found(`recipient_id,first_name,last_name\n${names.map((name, index) => `r${String(index)},${name}\n`).join('')}`)).toEqual(['deceased: r0 r1 r2 r3 r4 r5 r6']);
  });

  it('takes a day of death where yes or no is asked for yes, and words for nothing for no', async () => {
    expect(await found('recipient_id,deceased,bereaved_at\nr1,2025-02-03,\nr2,NULL,0000-00-00\nr3,,2026-06-01\nr4,N,14 Aug 2026\n')).toEqual(['deceased: r1', 'bereaved: r3 r4']);
  });

  it('keeps appeals from people in mourning, as long as its option says, judged at the send', async () => {
    const recipients = 'recipient_id,bereaved_at\nr1,2026-03-01T00:00:00Z\nr2,2025-03-01T00:00:00Z\nr3,2027-03-01T00:00:00Z\nr4,\n';
    expect(await found(recipients)).toEqual(['bereaved: r1']);
    expect(await found(recipients, APPEAL, { bereavedMonths: 24 })).toEqual(['bereaved: r1 r2']);
    expect(await found(recipients, APPEAL, {}, { schedule: 'recipient_id,send_at\nr3,2027-04-01T09:00:00Z\nr1,2027-04-01T09:00:00Z\n' })).toEqual(['bereaved: r3']);
  });

  it('warns of newsletters to them, and lets receipts through', async () => {
    const recipients = 'recipient_id,bereaved_at,status\nr1,2026-03-01T00:00:00Z,\nr2,,verwitwet\n';
    expect(await runAudienceRule(rule, { recipients, manifest: { kind: 'newsletter' } })).toMatchObject([{ messageId: 'bereavedNews', severity: 'warning', recipients: ['r1', 'r2'] }]);
    expect(await found(recipients, { kind: 'transactional' })).toEqual([]);
  });

  it('finds a salutation that still names two, years later', async () => {
    expect(await found('recipient_id,first_name,bereaved_at\nr1,Ann & Søren,2020-01-01T00:00:00Z\nr2,Åse og Per,2020-01-01T00:00:00Z\nr3,Andrea,2020-01-01T00:00:00Z\nr4,Ann & Per,\n')).toEqual(['jointName: r1 r2']);
  });

  it('infers nothing from silence', async () => {
    expect(await found('recipient_id,status\nr1,lapsed\nr2,inactive\nr3,deadline\nr4,mortgage\nr5,Dead lead\n')).toEqual([]);
  });
});
