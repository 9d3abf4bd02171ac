import { expect, it } from 'vitest';
import { addressEdits } from '#campaign/address-edits.js';
import { campaignOf } from './campaign-of.js';

const edited = async (html: string) => addressEdits(await campaignOf({ html }), 'href', (address) => (address.includes('alt') ? { text: 'neu' } : undefined));

it('replaces the address and leaves quotes, white space and other attributes', async () => {
  const html = '<p>Grüße</p><a title="alt" href=" alt ">alt</a><img src="alt"><a href="x">alt</a>';
  const start = html.indexOf(' alt ') + 1;
  expect(await edited(html)).toEqual([{ file: 'body.html', range: [start, start + 3], text: 'neu' }]);
});

it('edits nothing where a template tag writes attribute names', async () => {
  expect(await edited('<a {{ extra }} href="alt">alt</a>')).toEqual([]);
});
