import { describe, expect, it } from 'vitest';
import { mergeFieldsOf } from '#audience/merge-fields.js';
import { totalsOf } from '#audience/totals.js';
import type { Manifest } from '#campaign/manifest.js';
import { audienceOf } from '../../../test/audience/audience-of.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const SMALL = { minRecipients: 10 };
const rows = (count: number, row: (index: number) => string) => Array.from({ length: count }, (_, index) => row(index)).join('\n');
const recipients = (count: number) => `recipient_id,email\n${rows(count, (index) => `r${String(index)},p${String(index)}@müller.example`)}\n`;
const contacts = (count: number, lifecycle = 'customer') => `contact_id,email,lifecycle\n${rows(count, (index) => `c${String(index)},p${String(index)}@müller.example,${lifecycle}`)}\n`;

async function found(tables: { recipients: string; contacts?: string }, options: Partial<typeof rule.defaultOptions> = SMALL, manifest: Manifest = {}) {
  const { audience } = await audienceOf(tables);
  try {
    const campaign = await campaignOf({ html: '<p>Hello</p>', manifest: { kind: 'marketing', ...manifest } });
    return (await runRule(rule, campaign, options, { totals: totalsOf(audience), mergeFields: mergeFieldsOf(audience) })).map(({ messageId, data }) => ({ messageId, ...data }));
  } finally {
    await audience.warehouse.close();
  }
}

describe('targeting/audience-unsegmented', () => {
  it('reports a promotion to nearly all customers, with the numbers', async () => {
    expect(await found({ recipients: recipients(18), contacts: contacts(20) })).toEqual([{ messageId: 'wholeBase', share: 90, reached: 18, mailable: 20 }]);
  });

  it('lets a part of them, other relations and small lists be', async () => {
    expect(await found({ recipients: recipients(11), contacts: contacts(20) })).toEqual([]);
    expect(await found({ recipients: recipients(18), contacts: contacts(20, 'supplier') })).toEqual([]);
    expect(await found({ recipients: recipients(18), contacts: contacts(20) }, {})).toEqual([]);
    expect(await found({ recipients: recipients(18) })).toEqual([]);
  });

  it('lets newsletters and notices go to everybody', async () => {
    for (const kind of ['newsletter', 'transactional', 'fundraising'] as const) expect(await found({ recipients: recipients(18), contacts: contacts(20) }, SMALL, { kind })).toEqual([]);
  });

  it('reports one mail to strangers of many trades and roles', async () => {
    const titles = ['CFO', 'CTO', 'Einkäufer', 'Geschäftsführer', 'Juristin'];
    const trades = ['Bau', 'Bank', 'Handel', 'Pflege', 'Verlag'];
    const mixed = (industries: readonly string[]) => `recipient_id,job_title,Industry\n${rows(20, (index) => `r${String(index)},${titles[index % 5] ?? ''},${industries[index % industries.length] ?? ''}`)}\n`;
    expect(await found({ recipients: mixed(trades) }, SMALL, { audienceType: 'prospecting' })).toEqual([{ messageId: 'anybody', industries: 5, roles: 5 }]);
    expect(await found({ recipients: mixed(['Bau']) }, SMALL, { audienceType: 'prospecting' })).toEqual([]);
    expect(await found({ recipients: mixed(trades) }, SMALL, { audienceType: 'customers' })).toEqual([]);
    expect(await found({ recipients: mixed(trades) }, { ...SMALL, maxGroups: 5 }, { audienceType: 'prospecting' })).toEqual([]);
  });

  it('lets a few strangers be, who may have been chosen one by one', async () => {
    const few = `recipient_id,job_title,industry\n${rows(10, (index) => `r${String(index)},${['CFO', 'CTO', 'Einkäufer', 'Juristin'][index % 4] ?? ''},trade ${String(index % 5)}`)}\n`;
    expect(await found({ recipients: few }, SMALL, { audienceType: 'prospecting' })).toEqual([]);
  });

  it('takes the share from its option', async () => {
    expect(await found({ recipients: recipients(18), contacts: contacts(20) }, { ...SMALL, maxShare: 0.95 })).toEqual([]);
  });
});
