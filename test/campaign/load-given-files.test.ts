import { expect, it } from 'vitest';
import { loadCampaign } from '#campaign/load-campaign.js';

const given = (files: Readonly<Record<string, string>>) => ({ files: new Map(Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)])) });

it('reads a campaign from files that were handed over, and names them as if they lay in its folder', async () => {
  const campaign = await loadCampaign('campaign', given({ 'campaign.json': '{"subject":"Grüße","text":"words.txt"}', 'body.html': '<p>Hallo</p>', 'words.txt': 'Hallo' }));
  expect([campaign.declared, campaign.subject?.value, campaign.text?.value, campaign.folder]).toEqual([true, 'Grüße', 'Hallo', undefined]);
  expect([...campaign.sources.keys()].sort()).toEqual(['campaign/body.html', 'campaign/campaign.json', 'campaign/words.txt']);
});

it('never looks on the disk for what was not handed over', async () => {
  for (const body of ['package.json', '../package.json', '/etc/passwd']) await expect(loadCampaign('.', given({ 'campaign.json': JSON.stringify({ text: body }), 'body.html': '<p>Hallo</p>' }))).rejects.toThrow(body);
  await expect(loadCampaign('fixtures/campaigns/good-newsletter', given({}))).rejects.toThrow('no campaign in this folder');
});
