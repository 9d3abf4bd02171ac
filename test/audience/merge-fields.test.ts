import { describe, expect, it } from 'vitest';
import { mergeFieldsOf } from '#audience/merge-fields.js';
import { audienceOf } from './audience-of.js';

const RECIPIENTS = ['recipient_id,First Name,City', 'r1,Zoë,Köln', 'r2,"  ",Graz', 'r3,N/A,unbekannt', 'r4,-,Bern', 'r5,李,Wien'].join('\n');

describe('the merge fields of an audience', () => {
  it('count blanks and stand-ins as empty', async () => {
    const { audience } = await audienceOf({ facts: new Set(), recipients: RECIPIENTS });
    try {
      const fields = mergeFieldsOf(audience);
      expect(fields.names).toEqual(['recipient_id', 'First Name', 'City']);
      expect(await fields.fillRates(['First Name', 'City'])).toEqual(new Map([['First Name', { filled: 2, of: 5 }], ['City', { filled: 4, of: 5 }]]));
      expect(await fields.fillRates(['City'])).toEqual(new Map([['City', { filled: 4, of: 5 }]]));
      expect((await fields.fillRates([])).size).toBe(0);
    } finally {
      await audience.warehouse.close();
    }
  });
});
