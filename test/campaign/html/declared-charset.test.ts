import { describe, expect, it } from 'vitest';
import { declaredCharset } from '#campaign/html/declared-charset.js';
import { campaignOf, type CampaignFixture } from '../campaign-of.js';

const charset = async (fixture: CampaignFixture) => declaredCharset(await campaignOf(fixture))?.value;

describe('declaredCharset', () => {
  it('reads both kinds of meta element', async () => {
    expect(await charset({ html: '<meta charset="UTF-8"><p>ü</p>' })).toBe('UTF-8');
    expect(await charset({ html: "<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>" })).toBe('windows-1252');
    expect(await charset({ html: '<meta name="description" content="charset=x"><p>ü</p>' })).toBeUndefined();
  });

  it('takes the header of the HTML part of a message, else its meta element', async () => {
    const parts = (type: string, meta = '') => `From: a@b.example\nContent-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain; charset=us-ascii\n\na\n--x\nContent-Type: ${type}\n\n${meta}<p>a</p>\n--x--\n`;
    expect(await charset({ eml: parts('text/html; charset="iso-8859-1"', '<meta charset="utf-8">') })).toBe('iso-8859-1');
    expect(await charset({ eml: parts('text/html', '<meta charset="utf-8">') })).toBe('utf-8');
    expect(await charset({ eml: parts('text/html') })).toBeUndefined();
  });
});
