/** What a mail says of Gift Aid, the British relief for charities. It is written in English only. */
export interface GiftAid {
  /** Index of the passage that says that a gift grows by it. */
  readonly claim: number | undefined;
  /** Some passage says on what it depends. */
  readonly isConditional: boolean;
  readonly asksDeclaration: boolean;
  /** A template condition about it decides who reads what. */
  readonly isGuarded: boolean;
}

const NAMED = /\bgift\s?aid(?:ed)?\b/i;
const GROWS = /\b(?:becomes?|worth|turns? into|boost(?:s|ed)?|increas(?:es|ed)|grows?|25\s?%|25p|extra)\b/i;
const CONDITION = /\b(?:uk tax ?payers?|u\.k\. tax ?payers?|tax ?payer|pay(?:s|ing)? (?:uk )?(?:income )?tax|if you(?:'re| are| can| have)?[^.]{0,40}\b(?:eligible|declar|tax)|eligible|gift\s?aid declaration|if you gift\s?aid)\b/i;
/** "At no cost, whether or not you pay tax": the condition is denied. */
const DENIED = /\b(?:whether or not|even if|regardless of whether)\b[^.!?]{0,30}\btax|\b(?:no need to|you (?:do not|don't) (?:have|need) to) (?:be|pay)\b[^.!?]{0,20}\btax/i;
const REQUEST = /\b(?:make|complete|sign|add|tick|return|fill in|confirm)\b[^.!?]{0,40}\bgift\s?aid\b|\bgift\s?aid\b[^.!?]{0,20}\b(?:it|your (?:gift|donation))\b|\bgift\s?aid it\b/i;
const GUARD = /(?:\{%-?|\{\{[#~]?|\*\||%%\[?|<%)\s?(?:#?if|unless|case|IF)[^{}%|<>\n]{0,60}gift_?\s?aid/i;

/** Reads the passages of a mail; `source` with its template conditions. */
export function giftAidIn(texts: readonly string[], source = ''): GiftAid {
  const about = texts.map((text, index) => ({ text: text.slice(0, 20_000).replaceAll(/[’‘]/g, "'"), index })).filter(({ text }) => NAMED.test(text));
  return {
    claim: about.find(({ text }) => GROWS.test(text))?.index,
    isConditional: about.length > 0 && !about.some(({ text }) => DENIED.test(text)) && texts.some((text) => CONDITION.test(text.slice(0, 20_000).replaceAll(/[’‘]/g, "'"))),
    asksDeclaration: about.some(({ text }) => REQUEST.test(text)),
    isGuarded: GUARD.test(source),
  };
}
