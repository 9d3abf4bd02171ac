import { describe, expect, it } from 'vitest';
import { isFillerText } from '#language/filler-text.js';

describe('isFillerText', () => {
  it.each([
    'Lorem ipsum dolor sit amet, consectetur adipiscing elit.',
    'Mauris mauris ante, blandit et, ultrices a, suscipit eget, quam.',
    'Donec non libero sed nulla mattis commodo.',
    'Mei ne prima perfecto adversarium.',
    'Habitant morbi tristique senectus et netus, fames ac turpis.',
  ])('knows the Latin of templates: %s', (text) => {
    expect(isFillerText(text)).toBe(true);
  });

  it.each([
    'La culpa no fue de nadie, y la masa se enfrió en la nevera.',
    'Nulla è come prima: la nuova collezione vi aspetta.',
    'Prietenii mei vin la noi în fiecare vară.',
    'Our founder studied Latin: carpe diem, festina lente.',
    '',
  ])('takes living languages for what they are: %s', (text) => {
    expect(isFillerText(text)).toBe(false);
  });
});
