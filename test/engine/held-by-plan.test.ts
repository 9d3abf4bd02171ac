import { expect, it } from 'vitest';
import { lintCampaign } from '#engine/lint-campaign.js';
import deceased from '../../rules/fundraising/deceased-or-bereaved/rule.js';
import { audienceOf, SEND_AT } from '../audience/audience-of.js';
import { campaignOf } from '../campaign/campaign-of.js';

/** Of three donors Łucja and Maud are dead, and Ned is not. */
async function lint(schedule?: string) {
  const { audience } = await audienceOf({ recipients: 'recipient_id,deceased\nłucja,yes\nmaud,yes\nned,no\n', facts: new Set(deceased.facts), ...(schedule && { schedule }) });
  const rules = [{ rule: deceased, severity: deceased.severity, options: deceased.defaultOptions }];
  return lintCampaign({ campaign: await campaignOf({ manifest: {} }), audience, rules, context: { now: SEND_AT, sendAt: SEND_AT }, privacy: { hashKey: 'k', showRecipients: true } }).finally(() => audience.warehouse.close());
}

it('whom the schedule holds is counted as held by it, and is in no finding', async () => {
  const { findings, recipients, verdict } = await lint('recipient_id,status,send_at\nłucja,held,\nmaud,scheduled,2026-12-01T17:00:00Z\nned,scheduled,2026-12-01T17:00:00Z\n');
  expect(findings.map((finding) => finding.recipients)).toEqual([{ count: 1, of: 2, sample: ['maud'] }]);
  expect(recipients).toEqual({ total: 3, hold: 2, send: 1, heldBy: { schedule: 1, [deceased.id]: 1 } });
  expect(verdict).toBe('hold');
});

it('a schedule that holds all who must not get the mail is one to send by', async () => {
  const { findings, recipients, verdict } = await lint('recipient_id,status,send_at\nłucja,held,\nmaud,held,\nned,scheduled,2026-12-01T17:00:00Z\n');
  expect({ findings, verdict, recipients }).toEqual({ findings: [], verdict: 'send', recipients: { total: 3, hold: 2, send: 1, heldBy: { schedule: 2 } } });
});

it('who is missing in the schedule is judged, and so is everybody without one', async () => {
  expect((await lint('recipient_id,status,send_at\nned,scheduled,2026-12-01T17:00:00Z\n')).recipients).toMatchObject({ hold: 2, heldBy: { [deceased.id]: 2 } });
  expect((await lint()).recipients).toEqual({ total: 3, hold: 2, send: 1, heldBy: { [deceased.id]: 2 } });
});
