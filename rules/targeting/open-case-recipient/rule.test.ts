import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { runAudienceRule } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

async function run(openCase: string, { manifest = { kind: 'marketing' }, options = {} }: { manifest?: Manifest; options?: object } = {}) {
  const contacts = `contact_id,email,lifecycle,open_case,owner\nc1,ute@wörft.example,customer,${openCase},Eva Brandt\n`;
  return runAudienceRule(rule, { recipients: 'recipient_id,email\nr1,ute@wörft.example\nr2,jan@wörft.example\nr3,eve@bank.example\n', contacts, manifest }, {}, options);
}

/** Each case at a company of its own: what the rule says of Ute, who has it, and of Jan, her colleague. All are judged in one run. */
async function judged(openCases: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const contacts = openCases.map((openCase, at) => `c${String(at)},ute@firm-${String(at)}.de,customer,${openCase}\n`).join('');
  const recipients = openCases.map((_, at) => `ute-${String(at)},ute@firm-${String(at)}.de\njan-${String(at)},jan@firm-${String(at)}.de\n`).join('');
  const findings = await runAudienceRule(rule, { recipients: `recipient_id,email\n${recipients}`, contacts: `contact_id,email,lifecycle,open_case\n${contacts}`, manifest: { kind: 'marketing' } });
  const saidOf = (id: string): string => findings.find(({ recipients: found }) => found.includes(id))?.messageId ?? 'nothing';
  return new Map(openCases.map((openCase, at) => [openCase, `${saidOf(`ute-${String(at)}`)}, ${saidOf(`jan-${String(at)}`)}`]));
}
const alike = (openCases: readonly string[], said: string): ReadonlyMap<string, string> => new Map(openCases.map((openCase) => [openCase, said]));

describe('targeting/open-case-recipient', () => {
  it('finds the person with the case, and mentions colleagues', async () => {
    expect(await run('Ticket 4711: Lieferung fehlt')).toMatchObject([
      { messageId: 'person', severity: 'warning', recipients: ['r1'], evidence: { contact_owner: { 'Eva Brandt': 1 } } }, { messageId: 'company', severity: 'info', recipients: ['r2'] },
    ]);
  });

  it('takes a dispute, an overdue payment and a cancellation for a case of the whole account', async () => {
    const cases = ['legal dispute', 'Mahnstufe 2', 'Kündigung', 'litige en cours', 'pending cancellation'];
    expect(await judged(cases)).toEqual(alike(cases, 'person, account'));
  });

  it('reads words for no case, for one that is closed and for the answer to a survey as no case', async () => {
    const cases = ['', 'none', 'No', 'closed', 'erledigt', 'Aucun', ' - ', 'clos', 'Résolue', 'Cerrada 3/10/2026', 'resolved 2026-10-01', 'Erledigt: Gutschrift', 'NPS reply 9', 'Case 4412: closed', 'none open', 'No open tickets', 'Keine offenen Vorgänge', 'aucun litige'];
    expect(await judged(cases)).toEqual(alike(cases, 'nothing, nothing'));
  });

  it('reads a case that is not closed as one', async () => {
    const cases = ['not closed', 'no reply since May', 'noch nicht gelöst', 'kein Zugang zum Konto', 'to be closed by Ann', 'Close my account'];
    expect(await judged([...cases, 'resolve the dispute'])).toEqual(new Map([...alike(cases, 'person, company'), ['resolve the dispute', 'person, account']]));
  });

  it('lets service mail through', async () => {
    expect(await run('complaint', { manifest: { kind: 'transactional' } })).toEqual([]);
  });

  it('ignores what its option names', async () => {
    expect(await run('NPS', { options: { ignore: ['nps'] } })).toEqual([]);
  });
});
