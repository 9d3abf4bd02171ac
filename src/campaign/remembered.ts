/** UTF-16 units of the texts that one function remembers: some ten mails' worth. */
const REMEMBERED_UNITS = 100_000;

/** A longer text than can be kept beside others is still asked for by several, one after the other. */
const MOST_AS_LAST = 4;

/**
 * A pure function of a text that knows its latest results: rules ask for the same texts, mails of one sender repeat styles and footers. Two
 * generations of texts are kept, of `most` units each; when the younger one is full, the older one goes.
 */
export function remembered<Value extends string | object>(compute: (text: string) => Value, most = REMEMBERED_UNITS): (text: string) => Value {
  let younger = new Map<string, Value>();
  let older = new Map<string, Value>();
  let units = 0;
  let lastText: string | undefined; // several patterns ask for one text in turn
  let lastValue: Value | undefined;
  return (text) => {
    if (text === lastText && lastValue !== undefined) return lastValue;
    const known = younger.get(text);
    const value = known ?? older.get(text) ?? compute(text);
    if (text.length > MOST_AS_LAST * most) return value;
    lastText = text;
    lastValue = value;
    if (known !== undefined || text.length > most) return value;
    units += text.length;
    if (units > most) {
      older = younger;
      younger = new Map();
      units = text.length;
    }
    younger.set(text, value);
    return value;
  };
}
