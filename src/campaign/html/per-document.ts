import type { HtmlDocument } from '../campaign.js';

/** A fact that is computed once a document, when it is first asked for. */
export function perDocument<Fact extends object>(compute: (document: HtmlDocument) => Fact): (document: HtmlDocument) => Fact {
  const facts = new WeakMap<HtmlDocument, Fact>();
  return (document) => {
    let fact = facts.get(document);
    if (!fact) facts.set(document, (fact = compute(document)));
    return fact;
  };
}
