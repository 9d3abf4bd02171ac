import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonFault, jsonRanges } from '#config/json-ranges.js';

const faultOf = (text: string): JsonFault | undefined => {
  try {
    jsonRanges(text);
    return undefined;
  } catch (error) {
    if (error instanceof JsonFault) return error;
    throw error;
  }
};

describe('jsonRanges', () => {
  it('gives the range of each value by its path', () => {
    const text = '{ "sender": {"country" : "DE"},\r\n "offers": ["a", "ü"], "n": -1.5e3 }';
    const ranges = jsonRanges(text);
    const slice = (path: string) => text.slice(...(ranges.get(path) ?? [0, 0]));
    expect(slice('sender.country')).toBe('"DE"');
    expect(slice('offers.1')).toBe('"ü"');
    expect(slice('n')).toBe('-1.5e3');
    expect(slice('sender')).toBe('{"country" : "DE"}');
    expect(slice('')).toBe(text.trim());
  });

  it('takes what JSON.parse takes, and refuses what it refuses', () => {
    const mangled = fc.tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', '"', '\\', '1', ' ', '\n')).map(([json, at, put]) => {
      const index = at % (json.length + 1);
      return json.slice(0, index) + put + json.slice(index + (put === '' ? 1 : 0));
    });
    fc.assert(fc.property(mangled, (text) => {
      let parses = true;
      try {
        JSON.parse(text);
      } catch {
        parses = false;
      }
      const fault = faultOf(text);
      // Stricter on purpose: a name that stands twice is a mistake, though JSON.parse keeps the last.
      if (fault?.message.includes('stands twice')) return;
      expect(fault === undefined, text).toBe(parses);
    }));
  });

  it.each([
    ['{"a": 1,}', 8, 'a field name in double quotes is missing'],
    ['{"a" 1}', 5, 'a colon is missing after "a"'],
    ['{"a": 1 "b": 2}', 8, 'a comma or } is missing'],
    ['[1, ]', 4, 'a value is missing before ]'],
    ['{"a": "b', 6, 'a string is not closed'],
    ['{"a": ', 6, 'the file ends too early'],
    ["{'a': 1}", 1, 'a field name in double quotes is missing'],
    ['{} x', 3, 'something follows the end'],
    ['{"a":1,"a":2}', 7, 'the field "a" stands twice'],
    ['['.repeat(5000), 101, 'nested more than 100 deep'],
  ])('says of %s where and why it is no JSON', (text, offset, message) => {
    expect(faultOf(text)).toMatchObject({ offset, message: expect.stringContaining(message) as string });
  });
});
