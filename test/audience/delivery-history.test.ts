import { expect, it } from 'vitest';
import { deliveryHistoryOf } from '#audience/delivery-history.js';
import { audienceOf } from './audience-of.js';

const RECIPIENTS = 'recipient_id,email\nr1,jö@a.example\nr2,b@A.example\nr3,c@b.example\n';
const FROM = new Date('2026-11-01T00:00:00Z');
const UNTIL = new Date('2026-12-01T00:00:00Z');

it('counts the events of a time span, in all and by domain, the worst first', async () => {
  const event = (id: string, type: string, at = '2026-11-10T10:00:00Z') => `${id},${type},${at}`;
  const events = ['recipient_id,type,occurred_at', event('r1', 'sent'), event('r2', 'sent'), event('r3', 'sent'), event('r3', 'delivered'), event('r1', 'bounce'), event('r3', 'complaint'),
    event('r2', 'complaint', '2026-10-31T23:59:59Z'), event('r2', 'complaint', '2026-12-01T00:00:00Z'), event('r9', 'sent')].join('\n');
  const { audience } = await audienceOf({ facts: new Set(), recipients: RECIPIENTS, events: `${events}\n` });
  try {
    const history = deliveryHistoryOf(audience);
    expect(await history?.between(FROM, UNTIL, 1)).toEqual({
      all: { sent: 4, delivered: 1, complaints: 1, bounces: 1 },
      domains: [{ domain: 'b.example', sent: 1, delivered: 1, complaints: 1, bounces: 0 }, { domain: 'a.example', sent: 2, delivered: 0, complaints: 0, bounces: 1 }],
    });
    expect((await history?.between(FROM, UNTIL, 2))?.domains.map(({ domain }) => domain)).toEqual(['a.example']);
  } finally {
    await audience.warehouse.close();
  }
});

it('is absent without events', async () => {
  const { audience } = await audienceOf({ facts: new Set(), recipients: RECIPIENTS });
  expect(deliveryHistoryOf(audience)).toBeUndefined();
  await audience.warehouse.close();
});
