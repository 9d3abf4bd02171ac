import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

async function run(openCase: string, { manifest = { kind: 'marketing' }, options = {} }: { manifest?: Manifest; options?: object } = {}) {
  const contacts = `contact_id,email,lifecycle,open_case,owner\nc1,ute@wörft.example,customer,${openCase},Eva Brandt\n`;
  return runAudienceRule(rule, { recipients: 'recipient_id,email\nr1,ute@wörft.example\nr2,jan@wörft.example\nr3,eve@bank.example\n', contacts, manifest }, {}, options);
}

describe('targeting/open-case-recipient', () => {
  it('finds the person with the case, and mentions colleagues', async () => {
    expect(await run('Ticket 4711: Lieferung fehlt')).toMatchObject([
      { messageId: 'person', severity: 'warning', recipients: ['r1'], evidence: { contact_owner: { 'Eva Brandt': 1 } } }, { messageId: 'company', severity: 'info', recipients: ['r2'] },
    ]);
  });

  it.each(['legal dispute', 'Mahnstufe 2', 'Kündigung', 'litige en cours', 'pending cancellation'])('takes "%s" for a case of the whole account', async (openCase) => {
    expect(shortly(await run(openCase))).toEqual(['person: r1', 'account: r2']);
  });

  it.each(['', 'none', 'No', 'closed', 'erledigt', 'Aucun', ' - ', 'clos', 'Cerrada 3/10/2026'])('reads "%s" as no case', async (openCase) => {
    expect(await run(openCase)).toEqual([]);
  });

  it('lets service mail through', async () => {
    expect(await run('complaint', { manifest: { kind: 'transactional' } })).toEqual([]);
  });

  it('ignores what its option names', async () => {
    expect(await run('NPS', { options: { ignore: ['nps'] } })).toEqual([]);
  });

  it('lets a case be that says that it is closed, and the answer to a survey', async () => {
    for (const closed of ['resolved 2026-10-01', 'Erledigt: Gutschrift', 'NPS reply 9', 'Case 4412: closed', 'none open', 'No open tickets', 'Keine offenen Vorgänge', 'aucun litige']) expect(await run(closed), closed).toEqual([]);
    for (const open of ['not closed', 'no reply since May', 'noch nicht gelöst', 'kein Zugang zum Konto', 'to be closed by Ann', 'Close my account']) expect(await run(open), open).not.toEqual([]);
    expect(shortly(await run('resolve the dispute'))).toContain('person: r1');
  });
});
