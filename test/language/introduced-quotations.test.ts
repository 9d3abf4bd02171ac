import { describe, expect, it } from 'vitest';
import { partsOf } from '#language/parts-of.js';
import { campaignOf } from '../campaign/campaign-of.js';

const OPENING = '<p>We have prepared the new season for you and would love to hear what you think of it when you have tried it out at home.</p>';
const FRENCH = 'Nous avons passé une journée merveilleuse dans votre jardin.';
const HEBREW = 'בראשית ברא אלהים את השמים ואת הארץ';
const textsIn = async (body: string) => partsOf(await campaignOf({ html: `<html lang="en"><body>${OPENING}${body}</body></html>` })).map(({ text }) => text).slice(1);

describe('a quotation that is announced', () => {
  it.each([
    ['in blockquote, over two paragraphs', `<p>A visitor wrote to us:</p><blockquote><p>${FRENCH}</p><p>À bientôt !</p></blockquote><p>See you there.</p>`, ['A visitor wrote to us:', 'See you there.']],
    ['in a direction of its own', `<p>This week we read:</p><p dir="rtl">${HEBREW}</p><p>See you there.</p>`, ['This week we read:', 'See you there.']],
  ])('is no part of what the mail says: %s', async (_how, body, expected) => {
    expect(await textsIn(body)).toEqual(expected);
  });

  it.each([
    ['unannounced', `<p>Our visitors</p><blockquote>${FRENCH}</blockquote>`, FRENCH],
    ['an indent of an editor', `<p>This is how it goes:</p><blockquote style="margin:0 0 0 40px">${FRENCH}</blockquote>`, FRENCH],
    ['a footer in a direction of its own', `<p>See you there.</p><p dir="rtl">${HEBREW}</p>`, HEBREW],
    ['a paragraph that only repeats the direction of all', `<p>This week we read:</p><p dir="ltr">${HEBREW}</p>`, HEBREW],
    ['without any mark', `<p>A visitor wrote to us:</p><p>${FRENCH}</p>`, FRENCH],
    ['a mail that was answered', `<p>On Friday Ana wrote:</p><blockquote type="cite">${FRENCH}</blockquote>`, FRENCH],
    ['most of the mail', `<p>Begin forwarded message:</p><blockquote>${`${FRENCH} `.repeat(9)}</blockquote>`, `${FRENCH} `.repeat(9).trim()],
  ])('is left in otherwise: %s', async (_how, body, expected) => {
    expect(await textsIn(body)).toContain(expected);
  });
});
