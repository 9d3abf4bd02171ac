import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const RECIPIENTS = 'recipient_id,email\nr1,Ann@Acme.example\nr2,bob@bank.example\nr3,c.d+x@gmail.com\nr4,jürgen@müller.example\n';
const hashOf = (address: string) => createHash('sha256').update(address).digest('hex');

interface Beside {
  readonly recipients?: string;
  readonly consents?: string;
  readonly contacts?: string;
  readonly manifest?: Manifest;
  readonly maxSharedBy?: number;
}

async function found(suppressions: string, { recipients = RECIPIENTS, manifest = { kind: 'marketing' }, maxSharedBy = 2, ...tables }: Beside = {}) {
  return runAudienceRule(rule, { recipients, suppressions, manifest, ...tables }, {}, { maxSharedBy });
}

/** Recipients who are called what is written of them on the list: those that the rule finds. */
async function idsFound(header: string, words: readonly string[], manifest?: Manifest): Promise<readonly string[]> {
  const recipients = `recipient_id,email\n${words.map((word, place) => `${word},p${String(place)}@acme.example\n`).join('')}`;
  const findings = await found(`${header}\n${words.map((word) => `${word},${word}\n`).join('')}`, { recipients, ...(manifest && { manifest }) });
  return findings.flatMap(({ messageId, recipients: ids }) => (messageId === 'listed' ? ids : []));
}

describe('audience/suppressed-recipient', () => {
  it('finds people by address, by hash, by domain and by id, and says which list has them', async () => {
    const [finding] = await found(`email,email_sha256,domain,recipient_id,list\n ANN@acme.example ,,,,unsubscribe\n,${hashOf('jürgen@xn--mller-kva.example')},,,complaint\n,,bank.example,,legal_hold\n,,,r3,objection\n`);
    expect(finding).toMatchObject({ messageId: 'listed', severity: 'error', recipients: ['r1', 'r2', 'r3', 'r4'] });
    expect(finding?.evidence['suppressed_by']).toEqual({ unsubscribe: 1, complaint: 1, legal_hold: 1, objection: 1 });
  });

  it("takes HubSpot's opt-out of marketing information for one of newsletters and offers, and that of service mail for neither", async () => {
    for (const kind of ['marketing', 'newsletter', 'fundraising'] as const)
      expect(shortly(await found('email,list,scope\nann@acme.example,unsubscribe,Marketing Information\nbob@bank.example,unsubscribe,Customer Service Communication\n', { manifest: { kind } }))).toEqual(['listed: r1']);
  });

  it('finds an address with umlauts in its domain however it is encoded', async () => {
    expect(shortly(await found('email\nJÜRGEN@xn--mller-kva.example\n'))).toEqual(['listed: r4']);
    expect(shortly(await found(`email_sha256\n${hashOf('jürgen@müller.example')}\n`))).toEqual(['listed: r4']);
  });

  it('finds such an address by its digest however the list and the recipients write the domain', async () => {
    const domains = ['mail.müller.example', 'mail.xn--mller-kva.example'];
    const recipients = `recipient_id,email\n${domains.map((domain) => `ute@${domain},Ute@${domain}\nubo@${domain},ubo+news@${domain}\n`).join('')}`;
    for (const domain of domains) {
      const digests = ['ute', 'ubo'].map((name) => `${hashOf(`${name}@${domain}`)}\n`).join('');
      expect(shortly(await found(`email_sha256\n${digests}`, { recipients }))).toEqual([
        'listed: ute@mail.müller.example ute@mail.xn--mller-kva.example', 'variant: ubo@mail.müller.example ubo@mail.xn--mller-kva.example',
      ]);
    }
  });

  it('only warns of another spelling of a listed mailbox, hashed ones too', async () => {
    expect(await found('email\ncd@googlemail.com\n')).toMatchObject([{ messageId: 'variant', severity: 'warning', recipients: ['r3'] }]);
    expect(shortly(await found(`email_sha256\n${hashOf('bob@bank.example')}\n`, { recipients: 'recipient_id,email\nr1,bob+promo@bank.example\n' }))).toEqual(['variant: r1']);
  });

  it('leaves those alone who opted out of another topic', async () => {
    expect(await found('email,scope\nann@acme.example,webinars\n', { manifest: { kind: 'marketing', topic: 'crm' } })).toEqual([]);
  });

  it('respects a later confirmed opt-in after an unsubscription, and never after a complaint', async () => {
    const listed: Readonly<Record<string, string>> = { before: 'unsubscribe,2026-05-01T00:00:00Z', 'the day before': 'unsubscribe,2026-08-31', 'at any time of that day': 'unsubscribe,2026-09-01', after: 'unsubscribe,2026-10-01T00:00:00Z', complaint: 'complaint,2026-05-01T00:00:00Z', objection: 'objection,2026-05-01T00:00:00Z' };
    const rows = (row: (id: string, entry: string, place: number) => string) => Object.entries(listed).map(([id, entry], place) => `${row(id, entry, place)}\n`).join('');
    const [finding, ...others] = await found(`recipient_id,list,at\n${rows((id, entry) => `${id},${entry}`)}`, {
      recipients: `recipient_id,email\n${rows((id, _, place) => `${id},p${String(place)}@acme.example`)}`,
      consents: `recipient_id,basis,status,given_at,confirmed_at\n${rows((id) => `${id},express,active,2026-09-01T00:00:00Z,2026-09-01T00:05:00Z`)}`,
    });
    expect(finding).toMatchObject({ messageId: 'listed', severity: 'error', recipients: ['after', 'at any time of that day', 'complaint', 'objection'] });
    expect(others).toEqual([]);
  });

  it('does not take an opt-in for confirmed before it is', async () => {
    const consents = 'recipient_id,basis,status,given_at,confirmed_at\nr1,express,active,2019-09-01T00:00:00Z,2099-09-01T00:05:00Z\n';
    expect(shortly(await found('email,list,at\nann@acme.example,unsubscribe,2023-05-01T00:00:00Z\n', { consents }))).toEqual(['listed: r1']);
  });

  it('does not let an opt-in lift an unsubscription where another list has the address too', async () => {
    const consents = 'recipient_id,basis,status,given_at,confirmed_at\nr1,express,active,2026-09-01T00:00:00Z,2026-09-01T00:05:00Z\n';
    expect(shortly(await found('email,list,at\nann@acme.example,unsubscribe,2026-05-01T00:00:00Z\nann@acme.example,hard_bounce,2026-06-01T00:00:00Z\n', { consents }))).toEqual(['listed: r1']);
  });

  it('lets service mail through to who unsubscribed, but not to a dead mailbox', async () => {
    const manifest: Manifest = { kind: 'transactional' };
    expect(await found('email,list\nann@acme.example,unsubscribe\nbob@bank.example,objection\n', { manifest })).toEqual([]);
    expect(shortly(await found('email,list\nann@acme.example,hard_bounce\n', { manifest }))).toEqual(['listed: r1']);
  });

  it('holds who is listed, whatever the word for it, but not whose mailbox was full or who is subscribed', async () => {
    const barring = ['Bounced (hard)', 'Wettbewerber', 'désabonnement', 'DESABONNE', 'Kein Kontakt!'];
    expect(await idsFound('recipient_id,list', [...barring, 'Soft bounce', 'mailbox full', 'Subscribed', 'aktiv'])).toEqual(barring.toSorted());
  });

  it('reads a scope in usual words, and blocks nothing else by it', async () => {
    const barring = ['alle', 'All', 'email', 'Newsletter', 'SMS; newsletter', 'sms | E-Mail', 'Direktwerbung'];
    expect(await idsFound('recipient_id,scope', [...barring, 'sms', 'webinars', 'Telefon', 'post'], { kind: 'newsletter' })).toEqual(barring.toSorted());
    expect(await idsFound('recipient_id,scope', ['marketing', 'newsletter'], { kind: 'fundraising' })).toEqual(['marketing']);
  });

  it('takes a domain in the column of addresses for one, but not what is left of an address at a provider', async () => {
    const recipients = 'recipient_id,email\nr1,ann@acme.test\nr2,bob@gmail.com\nr3,jü@sub.müller.test\nr4,eve@bank.test\n';
    expect(shortly(await found('email,list\nacme.test,manual\ngmail.com,manual\nmüller.test,manual\nbank,manual\n', { recipients }))).toEqual(['listed: r1 r3']);
  });

  it('is silent when nobody is listed', async () => {
    expect(await found('email,domain\neve@acme.example,\n,acme.test\n')).toEqual([]);
  });

  it('reads a domain and a digest in the forms that lists have', async () => {
    const recipients = 'recipient_id,email\nr1,a@star.com\nr2,b@web.com\nr3,c@at.com\nr4,d@acme.com\nr5,e@notstar.com\nr6,f@wwwords.com\n';
    expect(shortly(await found(`domain,email_sha256\n*.star.com,\nwww.web.com,\n@at.com,\n,SHA256:${hashOf('d@acme.com').toUpperCase()}\nwords.com,\n`, { recipients }))).toEqual(['listed: r1 r2 r3 r4']);
  });

  it('reads the words of other systems for a list; a soft bounce is on none', async () => {
    expect(shortly(await found('email,list\nann@acme.example,Unsubscribed\nbob@bank.example,Hard Bounce\njürgen@müller.example,soft bounce\n'))).toEqual(['listed: r1 r2']);
  });

  it('reads several addresses in a cell, quotes, a digest and a domain among the addresses, and a web address for a domain', async () => {
    expect(shortly(await found(`email,domain\n"x@y.example; ann@acme.example",\n"'jürgen@müller.example'",\n${hashOf('c.d+x@gmail.com').toUpperCase()},\n,https://www.bank.example/contact\n`))).toEqual(['listed: r1 r2 r3 r4']);
    expect(shortly(await found('email\n*@acme.example\n%@bank.example\n'))).toEqual(['listed: r1 r2']);
    expect(shortly(await found(`email\nann%40acme.example\nSMTP:bob@bank.example\nSHA256:${hashOf('c.d+x@gmail.com')}\njürgen\uff20müller.example (left 2024)\n`))).toEqual(['listed: r1 r2 r3 r4']);
    expect(shortly(await found('email\n<bob@bank.example> (work)\n'))).toEqual(['listed: r2']);
  });

  it('does not let a list for calls or text messages hold a mail', async () => {
    expect(shortly(await found('email,channel\nann@acme.example,sms\nbob@bank.example,"SMS, E-Mail"\nc.d+x@gmail.com,\n'))).toEqual(['listed: r2 r3']);
  });

  it('reads an address with a name, a mailto link, and a domain among the addresses', async () => {
    const recipients = 'recipient_id,email\nr1,ann@acme.com\nr2,bob@bank.com\nr3,c@mail.druck.de\nr4,d@druckerei.de\n';
    expect(shortly(await found('email\n"Ann Smith <Ann@acme.com>"\nmailto:bob@bank.com\n@druck.de\n', { recipients }))).toEqual(['listed: r1 r2 r3']);
  });
});

/** Each name has a contact with two addresses, `name@work.de` and `name@home.de`, and is mailed at the first; `rows` are further recipients. */
const CRM = 'contact_id,email,alternate_emails,first_name,last_name,lifecycle\n';
function mailedAtWork(names: string, rows = ''): { recipients: string; contacts: string } {
  const people = names.split(' ');
  return {
    recipients: `recipient_id,email,first_name,last_name\n${people.map((name) => `${name},${name}@work.de,${name},Lee\n`).join('')}${rows}`,
    contacts: `${CRM}${people.map((name) => `c-${name},${name}@work.de,${name}@home.de; ${name}.lee@googlemail.com,${name},Lee,lead\n`).join('')}`,
  };
}

describe('another address of a person', () => {
  it('bars from all where she objects or complains there, however the list writes it; a dead mailbox, a domain and another topic bar from none', async () => {
    const suppressions = `email,email_sha256,domain,list,scope\nAda@Home.de,,,objection,\nbealee+news@gmail.com,,,complaint,\n,${hashOf('cem@home.de')},,legal_hold,\ndana@home.de,,,hard_bounce,\neva@home.de,,,objection,webinars\n,,home.de,objection,\n`;
    const [finding, ...others] = await found(suppressions, mailedAtWork('ada bea cem dana eva fritz'));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ messageId: 'person', severity: 'error', recipients: ['ada', 'bea', 'cem'], evidence: { person_suppressed_by: { objection: 1, complaint: 1, legal_hold: 1 }, person_score: { '0.95': 3 } } });
    expect(shortly(await found(suppressions, { ...mailedAtWork('ada bea cem'), manifest: { kind: 'transactional' } }))).toEqual(['person: cem']);
  });

  it('is known by rows that share a contact id and a name, and by rows of one mailbox', async () => {
    const recipients = 'recipient_id,email,first_name,last_name\nr1,ann@work.de,Ann,Lee\nr2,zoe@work.de,Zoe,Fox\nr3,ZOE@work.de,Zoe,Fox\nr4,zoe@work.de,Bob,Fox\nr5,tom@firm.de,Tom,Day\n';
    const contacts = 'contact_id,email,first_name,last_name\nc1,ann@work.de,Ann,Lee\nc1,ann@old.de,Ann,Lee\nfirm,tom@firm.de,Tom,Day\nfirm,kim@firm.de,Kim,Orr\n';
    expect(shortly(await found('email,recipient_id,list\nann@old.de,,objection\n,r3,objection\nkim@firm.de,,objection\n', { recipients, contacts }))).toEqual(['listed: r3', 'person: r1 r2']);
  });

  it('is a warning where she unsubscribed there, and nothing once she opted in here; an objection stays', async () => {
    const consents = ['ada', 'bea', 'cem'].map((id) => `${id},express,active,2026-06-01\n`).join('');
    const suppressions = 'email,list,at\nada@home.de,unsubscribe,2026-05-01\nbea@home.de,unsubscribe,2026-07-01\ncem@home.de,objection,2026-05-01\ndana@home.de,unsubscribe,2026-05-01\ndana@home.de,hard_bounce,2026-06-01\n';
    const judged = await found(suppressions, { ...mailedAtWork('ada bea cem dana'), consents: `recipient_id,basis,status,given_at\n${consents}` });
    expect(judged).toMatchObject([{ messageId: 'person', recipients: ['cem'] }, { messageId: 'personLeft', severity: 'warning', recipients: ['bea', 'dana'] }]);
  });

  it('does not bar who shares it, and only warns where it may be either', async () => {
    const contacts = `${CRM}c1,family@lee.de,ann@work.de,Ann,Lee,customer\nc2,family@lee.de,bob@job.de,Bob,Lee,customer\nc3,info@fox.de,zoe@fox.de,Zoe,Fox,customer\n`;
    const recipients = 'recipient_id,email,first_name,last_name\nbob,family@lee.de,Bob,Lee\nann,family@lee.de,Ann,Lee\nnameless,family@lee.de,,\nheir,ann@work.de,Chris,Meyer\nfox,info@fox.de,,\n';
    expect(shortly(await found('email,list\nann@work.de,objection\nzoe@fox.de,objection\n', { contacts, recipients }))).toEqual(['listed: heir', 'person: ann', 'personMaybe: nameless']);
    const both = { contacts, recipients: 'recipient_id,email,first_name,last_name\nann,ann@work.de,Ann,Lee\nbob,bob@job.de,Bob,Lee\nheir,bob@job.de,Chris,Meyer\n' };
    expect(shortly(await found('email,list\nfamily@lee.de,objection\n', both))).toEqual(['personMaybe: ann bob']);
    expect(shortly(await found('email,list\nfamily@lee.de,objection\n', { ...both, maxSharedBy: 1 }))).toEqual([]);
  });

  it('tells nothing of anybody where it is a desk or a stand-in', async () => {
    const people = ['Ann', 'Ben', 'Cem', 'Dana', 'Eva', 'n/a', 'Unknown'];
    const recipients = `recipient_id,email,first_name\n${people.map((name, place) => `r${String(place)},p${String(place)}@firm.de,${name}\n`).join('')}`;
    const contacts = `${CRM}${people.map((name, place) => `c${String(place)},p${String(place)}@firm.de,${place < 5 ? 'none@none.com;nord@firm.de' : 'none@none.com'},${name},,customer\n`).join('')}`;
    expect(await found('email,list\nnone@none.com,objection\nnord@firm.de,complaint\n', { recipients, contacts })).toEqual([]);
    const two = `${CRM}c0,p0@firm.de,"keine@mail.de; no-email@firm.de",,,lead\nc1,p1@firm.de,keine@mail.de; no-email@firm.de,,,lead\n`;
    expect(await found('email,list\nkeine@mail.de,objection\nno-email@firm.de,objection\n', { recipients, contacts: two })).toEqual([]);
  });
});
