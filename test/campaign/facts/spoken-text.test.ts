import { describe, expect, it } from 'vitest';
import { spokenText } from '#campaign/facts/spoken-text.js';
import { campaignOf } from '../campaign-of.js';

describe('what a campaign says', () => {
  it('is subject, preheader, sender, blocks, alt texts and text part, a line each, as phrases are looked for in it', async () => {
    const html = '<p>Schöne Grüße,&nbsp; Anna</p><img src="x.png" width="200" height="100" alt="Zwei SCHUHE"><table><tr><td>Don’t miss it</td></tr></table>';
    const campaign = await campaignOf({ html, text: 'First line\nSecond LINE', subject: 'NEUE Schuhe', manifest: { name: 'x', from: { name: 'Anna', email: 'anna@acme.example' } } });
    const lines = spokenText(campaign).split('\n');
    expect(lines[0]).toBe('neue schuhe');
    expect(lines).toEqual(expect.arrayContaining(['schöne grüße, anna', 'zwei schuhe', "don't miss it", 'first line second line', expect.stringContaining('anna@acme.example')]));
  });

  it('is empty for a mail that says nothing', async () => {
    expect(spokenText(await campaignOf({ html: '<div></div>' }))).toBe('');
  });
});
