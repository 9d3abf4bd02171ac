import { expect, it } from 'vitest';
import { lackingColumns } from '#engine/missing-columns.js';
import openCase from '../../rules/targeting/open-case-recipient/rule.js';
import suppressed from '../../rules/audience/suppressed-recipient/rule.js';
import { audienceOf } from '../audience/audience-of.js';
import type { AudienceText } from '../audience/audience-of.js';

async function lacking(rule: Parameters<typeof lackingColumns>[0], tables: AudienceText) {
  const { audience } = await audienceOf(tables);
  try {
    return lackingColumns(rule, audience);
  } finally {
    await audience.warehouse.close();
  }
}

it('skips a rule whose table is given without the column that it reads, and names the column', async () => {
  expect(await lacking(openCase, { recipients: 'recipient_id,E-mail\nr1,a@b.com\n', contacts: 'contact_id,email\nc1,a@b.com\n' }))
    .toEqual({ rule: 'targeting/open-case-recipient', needs: [], because: 'the column email or company or last_name in recipients, and the column open_case in contacts' });
  expect(await lacking(openCase, { recipients: 'recipient_id,EMAIL\nr1,a@b.com\n', contacts: 'contact_id,email,Open Case\nc1,a@b.com,\n' })).toBeUndefined();
});

it('takes one of several columns for enough', async () => {
  expect(await lacking(suppressed, { recipients: 'recipient_id,country\nr1,ÖSTERREICH\n', suppressions: 'recipient_id\nr1\n' })).toBeUndefined();
  expect(await lacking(suppressed, { recipients: 'recipient_id,country\nr1,DE\n', suppressions: 'email\na@b.com\n' }))
    .toMatchObject({ because: 'the column email in recipients, or the column recipient_id in suppressions' });
});
