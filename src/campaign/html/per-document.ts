import type { HtmlDocument } from '../campaign.js';
import { kept } from '../kept.js';

/** A fact that is computed once a document, when it is first asked for. */
export function perDocument<Fact extends object>(compute: (document: HtmlDocument) => Fact): (document: HtmlDocument) => Fact {
  return kept(compute);
}
