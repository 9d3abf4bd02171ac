import type { Campaign, LocatedTemplateTag } from '../campaign.js';
import { shownTexts } from '../html/shown-text.js';
import type { TagSyntax } from './template-tags.js';

/** A word between delimiters of any template language: `*|LIST:ADDRESS|*`, `{{ organization.full_address }}`, `[Sender_Address]`. */
const DELIMITED = /[{[%<@$*|]{1,3}=?[^{}[\]%<>|\n]{1,80}[}\]%>@$|*]{1,3}/g;

/** Whose data a tag prints, when it is the sender's. */
const SENDER = String.raw`(?:list|sender|compan(?:y|ies)|organi[sz]ation|account|domain|business|office|shop|store|brand|merchant|publisher|charity|site_?settings|settings|snippets?|content_?blocks?|compliance|!contact|from|firma|entreprise|empresa|azienda|bedrijf|unternehmen|f[öo]retag|virksomhed|bedrift|yritys)`;
const ADDRESS = String.raw`(?:addr|adress|adres|anschrift|direcci[óo]n|indirizzo|endere[çc]o|osoite|street|postal|city|zip)`;
const NAME = String.raw`(?:name|legal|company|busname)`;

/** The reader's own data, and addresses that are no place. */
const NOT_SENDER = /(?:^|[^a-z!])(?:contact|lead|customer|recipient|user|subscriber|person|profile|shipping|billing|delivery|order|deal|invoice)[._ :]|e-?mail[._ -]?addr|(?:^|[^a-z])(?:ip|web)[._ -]?addr|from[._ ]?(?:name|e-?mail|addr)/;

const PATTERNS = {
  address: new RegExp(String.raw`${SENDER}[^{}]{0,40}?${ADDRESS}|member_(?:addr|city|postalcode)|(?:postal|mailing|physical|street)[-_ ]?addr|sender[-_ ]?info|office_location|^[^a-z!]*address[^a-z]*$`),
  name: new RegExp(String.raw`${SENDER}[^{}]{0,20}?${NAME}|member_busname|sender[-_ ]?info|list[:_]company|list[:_]address|organi[sz]ation[._ ]?(?:full_)?addr|(?:^|[^a-z])(?:company|organi[sz]ation|domain)[^a-z]*$`),
} as const;

/** Whether the visible text has a tag that the ESP fills with the sender's own address or name. */
export function printsSender(campaign: Campaign, what: keyof typeof PATTERNS): boolean {
  const tags = shownTexts(campaign).flatMap((text) => text.match(DELIMITED) ?? []).map((tag) => tag.toLowerCase());
  return tags.some((tag) => PATTERNS[what].test(tag) && !NOT_SENDER.test(tag));
}

/** What puts in a footer kept elsewhere, of which nothing can be read here: `{{> footer}}`, `{% include "legal.html" %}`, or an `mj-include` that was not read, whatever it holds. */
export function includedFooter(campaign: Campaign): string | undefined {
  return unreadInclude(campaign) ?? campaign.templateTags.find(({ context, expression }) => context !== 'style' && context !== 'comment' && /footer|legal|imprint|impressum/i.test(expression) && !isCondition(expression))?.raw;
}

/** Statements that put in a file which is not part of the campaign, by their syntax: `{% include "x" %}`, `{{> x}}`, Go's `{{ template "x" . }}`, Smarty's `{include file="x"}`, ERB's `<%= render "x" %>`, FreeMarker's `<#include "x">` and `<@layout.mail>`. */
const INCLUDES: Partial<Readonly<Record<TagSyntax, RegExp>>> = {
  '{% %}': /^(?:sw_)?(?:extends|include|embed|render|layout)\b/,
  '{{ }}': /^(?:#?>\s*["'([\w]|(?:template|include|partial)\s+["`'(\w])/,
  '{scope.name}': /^include\s/,
  '<% %>': /^\s*(?:render|include|partial)\b/,
  '<# >': /^(?:include\s|@\w*layout\b)/i,
};
/** Those that are put into a file, instead. */
const EXTENDS = /^(?:sw_)?(?:extends|layout)\b|^#>|^@/;
const FOOTER = /foot|legal|imprint|impressum|unsub|layout|base/i;

/**
 * What puts in a part of the mail of which nothing can be read here, and which may be its end: an `mj-include` whose file was not read, a layout around
 * it, an include called footer, or any include where the HTML does not end by itself.
 */
export function unreadInclude(campaign: Campaign): string | undefined {
  const { html, mjmlFaults } = campaign;
  if (mjmlFaults.some(({ tag }) => tag === 'mj-include')) return '<mj-include>';
  const found = includes(campaign);
  const ends = found.length === 0 || html === undefined || /<\/(?:body|html)\s*>/i.test(html.source);
  return found.find(({ expression }) => !ends || EXTENDS.test(expression) || FOOTER.test(expression))?.raw;
}

/** What puts in the start of the HTML, with its `html` and `head`, which is not part of the campaign: a layout, or an include where the HTML does not begin by itself. */
export function unreadStart(campaign: Campaign): string | undefined {
  const [first] = includes(campaign);
  return first && campaign.html && !/<html[\s>]/i.test(campaign.html.source) ? first.raw : undefined;
}

function includes({ templateTags }: Campaign): readonly LocatedTemplateTag[] {
  return templateTags.filter(({ syntax, context, expression }) => (context === 'text' || context === 'markup') && INCLUDES[syntax]?.test(expression) === true);
}

function isCondition(expression: string): boolean {
  return /^(?:[#/^!]|(?:if|unless|elsif|elif|end|for)\b)|unsub|url|link|e-?mail/i.test(expression);
}
