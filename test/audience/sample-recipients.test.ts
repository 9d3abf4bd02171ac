import { expect, it } from 'vitest';
import { sampleRecipients } from '#audience/sample-recipients.js';
import { audienceOf } from './audience-of.js';

it('shows the mail as those see it who get it: nobody whom the plan holds', async () => {
  const recipients = 'recipient_id,first_name\nłucja,\nann,Ann\nbjørn,Bjørnstjerne\n';
  const idsOf = async (schedule?: string) => {
    const { audience } = await audienceOf({ recipients, ...(schedule !== undefined && { schedule }) });
    return sampleRecipients(audience, ['first_name']).then((samples) => samples.map(({ id }) => id)).finally(() => audience.warehouse.close());
  };
  expect(await idsOf()).toEqual(['łucja', 'ann', 'bjørn']);
  expect(await idsOf('recipient_id,send_at\nłucja,\nann,2026-12-01T17:00:00Z\n')).toEqual(['ann', 'bjørn']);
});
