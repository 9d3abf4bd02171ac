import { describe, expect, it } from 'vitest';
import { isCodeIn, locateInPassage, passages } from '#campaign/facts/passages.js';
import { campaignOf } from '../campaign-of.js';

describe('passages', () => {
  it('gives what a reader reads, envelope first, with its place', async () => {
    const campaign = await campaignOf({
      subject: 'Grüße', html: '<p>Hallo</p><img src="https://x.example/a.png" alt="Ein Brunnen" width="300" height="200">', text: 'Hallo\n\nWelt',
    });
    expect(passages(campaign).map(({ place, text }) => [place, text])).toEqual([
      ['subject', 'Grüße'], ['body', 'Hallo'], ['alt', 'Ein Brunnen'], ['text', 'Hallo'], ['text', 'Welt'],
    ]);
  });

  it('gives the preheader once', async () => {
    const campaign = await campaignOf({ html: '<div style="display:none">Kurz gesagt</div><p>Hallo Welt</p>' });
    expect(passages(campaign).filter(({ text }) => text === 'Kurz gesagt')).toHaveLength(1);
  });

  it('knows the line of a text part', async () => {
    const campaign = await campaignOf({ html: '<p>x</p>', text: 'eins\r\n\r\ndrei' });
    expect(passages(campaign).find(({ text }) => text === 'drei')?.location).toMatchObject({ part: 'text', line: 3 });
  });
});

describe('locateInPassage', () => {
  it('finds the words in the source, or falls back to the passage', async () => {
    const campaign = await campaignOf({ html: '<p>\n  Hello\n  {name}, welcome</p>' });
    const [body] = passages(campaign);
    expect(locateInPassage(campaign, body!, '{name}')).toMatchObject({ line: 3, column: 3, endColumn: 9 });
    expect(locateInPassage(campaign, body!, 'Hello {name}')).toEqual(body!.location);
  });
});

describe('isCodeIn', () => {
  it('tells words inside code from the same block\'s other words', async () => {
    const [body] = passages(await campaignOf({ html: '<p>Write <code>[Name]</code> where the name goes, dear reader.</p>' }));
    expect(isCodeIn(body!, '[Name]')).toBe(true);
    expect(isCodeIn(body!, 'reader')).toBe(false);
  });

  it('takes all of a block that stands in code', async () => {
    const [body] = passages(await campaignOf({ html: '<pre><span>[Name]</span></pre>' }));
    expect(isCodeIn(body!, '[Name]')).toBe(true);
  });
});
