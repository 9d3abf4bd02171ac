import { isTag } from 'domhandler';
import type { Element } from 'domhandler';
import type { HtmlDocument, TextBlock } from '#campaign/campaign.js';
import { textOf } from '#campaign/facts/passages.js';
import { readerText } from '#campaign/facts/reader-text.js';
import { elementsOf } from '#campaign/html/elements.js';

/** Stands for a phrase that was taken out. */
const GAP = ' , ';

/** What these hold is in no language: commands, what a programme prints, keys. Not `pre` and `tt`, in which whole letters are set. */
const CODE: ReadonlySet<string> = new Set(['code', 'kbd', 'samp']);

/** What these hold inside a sentence is a title or a foreign word; sentences of their own are not. */
const CITED: ReadonlySet<string> = new Set(['cite', 'i', 'em', 'dfn']);
const SENTENCE_END = /[.!?:…]/;

/** What blocks say apart from code, from titles in italics, and from phrases in them that declare a language of their own: `Technik, <i lang="en">state of the art</i>`. */
export function textsWithoutMarkedPhrases(html: HtmlDocument, blocks: readonly TextBlock[]): readonly string[] {
  const texts = blocks.map(({ text }) => text);
  const marked = elementsOf(html).filter(({ name, attribs }) => attribs['lang'] !== undefined || CODE.has(name) || CITED.has(name));
  const indexes = new Map<Element, number[]>();
  blocks.forEach(({ element }, index) => {
    const known = indexes.get(element);
    if (known) known.push(index);
    else indexes.set(element, [index]);
  });
  for (const element of marked) {
    const around = indexes.has(element) ? undefined : blockAround(element, indexes);
    if (!around) continue;
    const phrase = html.unmask(readerText(textOf(element)));
    for (const index of indexes.get(around) ?? []) {
      const text = texts[index] ?? '';
      if (isSetApart(element, phrase, text)) texts[index] = text.replace(phrase, GAP);
    }
  }
  return texts;
}

function isSetApart({ name, attribs }: Element, phrase: string, text: string): boolean {
  if (phrase === '' || CODE.has(name)) return phrase !== '';
  return phrase !== text && (attribs['lang'] !== undefined || !SENTENCE_END.test(phrase));
}

function blockAround(element: Element, blocks: ReadonlyMap<Element, unknown>): Element | undefined {
  for (let node = element.parent; node && isTag(node); node = node.parent) if (blocks.has(node)) return node;
  return undefined;
}
