import { describe, expect, it } from 'vitest';
import { campaignOf } from '../campaign-of.js';

describe('refuseOutOfBounds', () => {
  it('refuses 200,000 tags inside one another, and names the line', async () => {
    await expect(campaignOf({ html: '<div>\n'.repeat(200_000) })).rejects.toThrow(/^body\.html:1001: elements are nested more than 1,000 deep/);
  });

  it('loads elements just as deep as the limit', async () => {
    const campaign = await campaignOf({ html: '<div>'.repeat(1000) + 'x' });
    expect(campaign.visibleText.blocks.map(({ text }) => text)).toEqual(['x']);
  });

  it('loads tags that end themselves, however many', async () => {
    const campaign = await campaignOf({ html: `${'<p>x<br>'.repeat(5000)}<ul>${'<li>y'.repeat(5000)}</ul><table>${'<tr><td>z'.repeat(5000)}</table>` });
    expect(campaign.html?.source).toContain('<li>y');
  });
});
