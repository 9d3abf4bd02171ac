import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { placeCampaign } from '../../src/server/read-request.js';
import { requestFolder } from '../../src/server/request-folder.js';

it('a small campaign of texts is handed over without a folder', async () => {
  const folder = requestFolder();
  expect(await placeCampaign({ html: '<p>ä</p>', manifest: { kind: 'newsletter' } }, [], folder)).toEqual({ 'body.html': '<p>ä</p>', 'campaign.json': '{\n  "kind": "newsletter"\n}\n' });
  expect(folder.path).toBeUndefined();
});

it('a large one, or one with files, goes to the disk, and is gone when the folder is', async () => {
  const folder = requestFolder();
  const html = 'x'.repeat(300_000);
  expect(await placeCampaign({ html }, [], folder)).toBeUndefined();
  expect(await placeCampaign({ text: 'small' }, ['picture.png'], folder)).toBeUndefined();
  expect(readFileSync(join(folder.path!, 'campaign/body.html'), 'utf8')).toBe(html);
  expect(readFileSync(join(folder.path!, 'campaign/body.txt'), 'utf8')).toBe('small');
  await folder.remove();
  expect(existsSync(folder.path!)).toBe(false);
});

it('nothing is written any more once it is removed, also not by a body that is still coming', async () => {
  const folder = requestFolder();
  const writing = folder.write('body.html', 'x').catch((error: unknown) => error);
  await folder.remove();
  await writing;
  expect(folder.path === undefined || !existsSync(folder.path)).toBe(true);
  await expect(folder.append('recipients.ndjson', Buffer.from('{}'))).rejects.toThrow('The caller went');
});
