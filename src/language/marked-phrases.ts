import { isTag, isText } from 'domhandler';
import type { Element } from 'domhandler';
import type { HtmlDocument, TextBlock } from '#campaign/campaign.js';
import { readerText } from '#campaign/facts/reader-text.js';
import { walk } from '#campaign/html/walk.js';

/** Stands for a phrase that was taken out. */
const GAP = ' , ';

/** What blocks say apart from phrases in them that declare a language of their own: `Technik, <i lang="en">state of the art</i>`. */
export function textsWithoutMarkedPhrases(html: HtmlDocument, blocks: readonly TextBlock[]): readonly string[] {
  const texts = blocks.map(({ text }) => text);
  const indexes = new Map<Element, number[]>();
  blocks.forEach(({ element }, index) => {
    const known = indexes.get(element);
    if (known) known.push(index);
    else indexes.set(element, [index]);
  });
  walk(html.root, {
    enter(node) {
      if (!isTag(node) || node.attribs['lang'] === undefined || indexes.has(node)) return undefined;
      const around = blockAround(node, indexes);
      if (!around) return undefined;
      const phrase = html.unmask(readerText(textOf(node)));
      for (const index of indexes.get(around) ?? []) {
        const text = texts[index] ?? '';
        if (phrase !== '' && phrase !== text) texts[index] = text.replace(phrase, GAP);
      }
      return undefined;
    },
  });
  return texts;
}

function blockAround(element: Element, blocks: ReadonlyMap<Element, unknown>): Element | undefined {
  for (let node = element.parent; node && isTag(node); node = node.parent) if (blocks.has(node)) return node;
  return undefined;
}

function textOf(element: Element): string {
  let text = '';
  walk(element, {
    enter(node) {
      if (isText(node)) text += node.data;
      return undefined;
    },
  });
  return text;
}
