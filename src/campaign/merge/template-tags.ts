import { remembered } from '../remembered.js';

/** Delimiters of ESP template languages. Which dialect uses them is a separate question. */
export type TagSyntax =
  | '{{ }}' | '{% %}' | '*| |*' | '%% %%' | '[[ ]]' | '[ ]' | '<% %>' | '${ }' | '<# >' | '%NAME%' | '{scope.name}' | '{$name}' | '<< >>' | '<eloqua>' | '<singleline>';

/** One template tag in a source text. */
export interface TemplateTag {
  readonly syntax: TagSyntax;
  /** `output` prints a value; `statement` steers (if, for, else, end, set, comment). */
  readonly kind: 'output' | 'statement';
  /** The tag as written, delimiters included. */
  readonly raw: string;
  /** Without delimiters, trimmed. */
  readonly expression: string;
  /** Offsets into the text it was found in, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** A tag whose syntax is known by how it opens. Patterns are sticky; `body` captures the expression. */
interface PatternForm {
  readonly syntax: TagSyntax;
  /** No pattern can run past the next opener of its own syntax, so a text of unclosed tags is still read in linear time. */
  readonly pattern: RegExp;
  readonly statement?: RegExp;
}

/** A tag that runs to the nearest closer, whatever stands between. */
interface BlockForm {
  readonly syntax: TagSyntax;
  readonly open: string;
  readonly close: string;
  /** UTF-16 units between the delimiters, no second opener among them; absent for comments and script, which may hold anything. */
  readonly maximum?: number;
  /** The expression's delimiters inside the outer ones: white-space control, output marks. */
  readonly trim?: RegExp;
  /** Absent: always a statement. */
  readonly output?: RegExp;
}

type Form = PatternForm | BlockForm;

// Liquid and Django tags that print something although they are written as statements; among them a project's own, by the end of their names.
const PRINTING_TAG = new RegExp('^(?:=|unsubscribe|manage_preferences|update_profile|web_view|view_in_browser|mirror|echo|include|render|cycle|content_blocks'
  + String.raw`|(?:trans|translate|_)\s{0,9}\(?\s{0,9}["']|(?:url|static|now|firstof)\s(?!.*\sas\s\w{1,60}\s{0,9}-?$)|\w{0,60}_(?:name|url|link|domain|address|email|phone|date|year)\s{0,9}-?$)`, 'i');

const CURLY_STATEMENT = /^[~-]?\s*(?:[#/^!*]|(?:else|end|endif|endfor)\s*[~-]?$|(?:else\s*if|elseif|elif|if|unless|range|with|define)\s|block\s+["`][^"`]{0,80}["`]\s+[.$])/;
const MAILCHIMP_STATEMENT = /^(?:IF|IFNOT|ELSE|ELSEIF|END|INTERESTED|FEEDBLOCK|FEEDITEMS|RSSITEMS)(?::|$)/;

// Scopes of CiviCRM, Engaging Networks and Mautic. Single braces mean much else, so no other scope counts.
const SCOPES = 'contact|action|domain|mailing|contribution|membership|event|participant|user_data|receipt_data|contactfield|leadfield|ownerfield';

/** Smarty's, with what only they have: a variable, a parameter, or the slash of their end. CiviCRM adds `ts`, which wraps what is to be translated. */
const SMARTY_STATEMENT = String.raw`\/(?:foreach|section|capture|literal|strip|ts)|foreachelse|sectionelse|literal|strip|ts|(?:foreach|section|capture|assign|include|ts)\s(?=[^{}\n]{0,200}[$=])(?:[^{}\n]|\{[^{}\n]{1,80}\}){1,400}`;

/** Campaign Monitor and Sendy. One pair of brackets means much else, so only what has a fallback or a condition counts by itself. */
const BRACKET_FORMS: readonly Form[] = [
  { syntax: '[ ]', pattern: /(?<!<!(?:--)?\s?)\[([\p{L}_][\p{L}\p{N}_ -]{0,39},\s?fallback=[^\[\]\n]{0,200})\]/uy },
  { syntax: '[ ]', pattern: /(?<!!(?:--)?\s?)\[((?:else)?if:[^[\]\n]{1,120}|else|endif)\](?!\(|\s?(?:--)?>)/y, statement: /^/ },
];
/** `[firstname]`, in texts that are known to be theirs; no array index, no `[text](link)`, none of Outlook's conditions. */
const PLAIN_BRACKET: PatternForm = { syntax: '[ ]', pattern: /(?<![\p{L}\p{N})\]]|<!(?:--)?\s?)\[((?!if |endif|else)\p{L}[\p{L}\p{N}_]{1,39})\](?![([])/uy };

/** Elements of Campaign Monitor's template editor: what they hold is kept, they are not. */
const EDITOR_ELEMENT = 'singleline|multiline|repeater|layout';

/** Oracle Eloqua marks its field merges by elements, and in addresses by `~~`. */
const ELOQUA_SPAN: PatternForm = { syntax: '<eloqua>', pattern: /<span\s{1,3}class\s?=\s?["']?eloquaemail["']?\s{0,3}>([^<>]{1,100})<\/span>/iy };

/** FreeMarker's directives, which Oracle Responsys has too; a `>` in quotes or brackets does not end one. */
const DIRECTIVE = 'if|elseif|else|list|items|sep|switch|on|case|default|break|assign|local|global|setting|include|import|macro|nested|return|function|escape|noescape|autoesc|noautoesc|compress|attempt|recover|outputformat|ftl|t|lt|rt|nt|stop|data|fields|filter|skim|joindata';
const DIRECTIVE_REST = String.raw`(?:[^<>"'()\n]|"[^"\n]{0,200}"|'[^'\n]{0,200}'|\([^()\n]{0,200}\)){0,400}`;

/** Forms by the text they open with; of two that fit, the first listed wins. */
const FORMS: readonly (readonly [opener: string, forms: readonly Form[]])[] = [
  ['{{', [
    { syntax: '{{ }}', open: '{{!--', close: '--}}' },
    { syntax: '{{ }}', pattern: /\{\{\{((?:[^{}]|\$\{[^{}\n]{1,120}\}){1,500})\}\}\}/y, statement: CURLY_STATEMENT },
    { syntax: '{{ }}', pattern: /\{\{((?:[^{}]|\$\{[^{}\n]{1,120}\}){1,500})\}\}/y, statement: CURLY_STATEMENT },
  ]],
  ['{%', [{ syntax: '{% %}', open: '{%', close: '%}', maximum: 2000, trim: /^[=-]|-$/g, output: PRINTING_TAG }]],
  ['{#', [{ syntax: '{% %}', open: '{#', close: '#}', maximum: 2000 }]],
  ['{', [
    { syntax: '{scope.name}', pattern: new RegExp(`\\{((?:${SCOPES})[.~=][^{}\\n]{1,80})\\}`, 'y') },
    { syntax: '{scope.name}', pattern: /\{((?:unsubscribe|webview)_(?:url|text))\}/y },
    { syntax: '{scope.name}', pattern: /\{!([A-Za-z]\w{1,40}:[^{}\n]{1,80})\}/y },
    { syntax: '{scope.name}', pattern: /\{(\/if|else|(?:else)?if (?:[^{}\n]|\{[^{}\n]{1,80}\}){1,300})\}/y, statement: /^/ },
    { syntax: '{scope.name}', pattern: new RegExp(`\\{(${SMARTY_STATEMENT})\\}`, 'y'), statement: /^/ },
    { syntax: '{scope.name}', open: '{* ', close: '*}', maximum: 2000 },
    { syntax: '{$name}', pattern: /\{(\$[A-Za-z_](?:[^{}\n"']|"[^"\n]{0,200}"|'[^'\n]{0,200}'){0,200})\}/y },
  ]],
  ['*|', [{ syntax: '*| |*', pattern: /\*\|([^|*\n]{1,200})\|\*/y, statement: MAILCHIMP_STATEMENT }]],
  ['%%', [
    { syntax: '%% %%', open: '%%[', close: ']%%', maximum: Infinity },
    { syntax: '%% %%', open: '%%=', close: '=%%', maximum: 2000, output: /^/ },
    { syntax: '%% %%', pattern: /%%([A-Za-z_][\w .:-]{0,119})%%/y },
  ]],
  ['%', [
    { syntax: '%NAME%', pattern: /%(IF [^%\n]{1,120}|ELSEIF [^%\n]{1,120}|ELSE|\/IF)%/y, statement: /^/ },
    { syntax: '%NAME%', pattern: /(?:(?<!\d)|(?<=%[\dA-Fa-f]{2}))%([A-Z](?=[0-9_-]*[A-Z][0-9_-]*[A-Z])[A-Z0-9_-]{2,40})%/y },
  ]],
  ['[[', [
    { syntax: '[[ ]]', pattern: /\[\[(\?(?:[^[\]]|\[\[[^[\]\n]{1,120}\]\]){1,1000})\]\]/y },
    { syntax: '[[ ]]', pattern: /\[\[([A-Za-z_#/][^[\]\n]{0,119})\]\]/y, statement: /^[#/]/ },
  ]],
  ['<%', [
    { syntax: '<% %>', open: '<%--', close: '--%>' },
    { syntax: '<% %>', open: '<%', close: '%>', maximum: 4000, trim: /^[=@-]/g, output: /^[=@-]/ },
  ]],
  ['<#', [
    { syntax: '<# >', open: '<#--', close: '-->' },
    { syntax: '<# >', pattern: new RegExp(`<#((?:${DIRECTIVE})(?![\\w-])${DIRECTIVE_REST})>`, 'y'), statement: /^/ },
  ]],
  ['</#', [{ syntax: '<# >', pattern: new RegExp(`<(/#(?:${DIRECTIVE}))\\s{0,3}>`, 'y'), statement: /^/ }]],
  ['<@', [{ syntax: '<# >', pattern: new RegExp(`<(@[a-z]\\w{0,40}(?:\\.[a-z]\\w{0,40}|\\s{1,3}\\w{1,40}\\s?=)${DIRECTIVE_REST})>`, 'iy'), statement: /^/ }]],
  ['</@', [{ syntax: '<# >', pattern: /<(\/@[a-z][\w.]{0,80})\s{0,3}>/iy, statement: /^/ }]],
  ['[', BRACKET_FORMS],
  ['<span', [ELOQUA_SPAN]],
  ['<SPAN', [ELOQUA_SPAN]],
  ['<eloqua', [{ syntax: '<eloqua>', pattern: /<eloqua\s[^<>]{0,200}?syntax\s?=\s?["']([^"'<>]{1,100})["'][^<>]{0,200}>(?:<\/eloqua>)?/y }]],
  ['~~eloqua', [{ syntax: '<eloqua>', pattern: /~~eloqua\.\.[\w.-]{0,200}?syntax--(\w{1,100})(?:\.\.[\w.-]{0,100})?~~/y }]],
  ['</', [{ syntax: '<singleline>', pattern: new RegExp(`<(/(?:${EDITOR_ELEMENT}))\\s{0,3}>`, 'y'), statement: /^/ }]],
  ['<', [{ syntax: '<singleline>', pattern: new RegExp(`<((?:${EDITOR_ELEMENT})(?:\\s[^<>]{0,300})?)(?<!/)>`, 'y'), statement: /^/ }]],
  ['<<', [{ syntax: '<< >>', pattern: /<<([A-Za-z][\w .-]{1,39})>>/y }]],
  ['&lt;&lt;', [{ syntax: '<< >>', pattern: /&lt;&lt;([A-Za-z][\w .-]{1,39})&gt;&gt;/y }]],
  ['${', [{ syntax: '${ }', pattern: /\$\{([\p{L}_(][^${}\n]{0,119})\}/uy }]],
];

const OPENER = /\{[{%#a-z!/$*]|\*\||%[%A-Z/]|\[|<[%<]|<\/?[#@]|<\/?(?:singlel|multil|repeater|layout)|<(?:span|SPAN|eloqua)\s|~~eloqua|&lt;&lt;|\$\{/g;

/** What every tag opens with. */
const OPENS = /[{*%[<~&$]/;
const NO_TAGS: readonly TemplateTag[] = [];

/** Signs that a text is written for Campaign Monitor or Sendy. */
const BRACKET_SIGN = /\[[\p{L}_][\p{L}\p{N}_ -]{0,39},\s?fallback=|<(?:unsubscribe|webversion|forwardtoafriend)\b/u;

/** Whether `[firstname]` in this text, or beside it, is a tag and no note in brackets. */
export function usesBracketTags(text: string): boolean {
  return BRACKET_SIGN.test(text);
}

/**
 * Template tags of every known syntax, in order, without overlap; with `plainBrackets` those like `[firstname]` as well. Takes time
 * linear in the text, whatever it holds.
 */
export function findTemplateTags(text: string, { plainBrackets = false } = {}): readonly TemplateTag[] {
  if (!OPENS.test(text)) return NO_TAGS;
  return plainBrackets ? tagsAndPlainBrackets(text) : tagsAlone(text);
}

/** A text with something else in the place of each of its template tags. */
export function replaceTags(text: string, become: (tag: TemplateTag) => string): string {
  let replaced = '';
  let end = 0;
  for (const tag of findTemplateTags(text)) {
    replaced += text.slice(end, tag.start) + become(tag);
    end = tag.end;
  }
  return replaced + text.slice(end);
}

const tagsAlone = remembered((text) => readTags(text, false));
const tagsAndPlainBrackets = remembered((text) => readTags(text, true));

function readTags(text: string, plainBrackets: boolean): readonly TemplateTag[] {
  const tags: TemplateTag[] = [];
  const indexOf = forwardIndex(text);
  const opener = new RegExp(OPENER);
  for (let match = opener.exec(text); match; match = opener.exec(text)) {
    const tag = tagAt(text, match.index, indexOf) ?? (plainBrackets && match[0] === '[' ? patternTag(text, match.index, PLAIN_BRACKET) : undefined);
    if (tag) tags.push(tag);
    opener.lastIndex = tag ? tag.end : match.index + 1;
  }
  return tags;
}

/** `indexOf` for positions that only ever grow: each needle's search resumes where its last one ended. */
function forwardIndex(text: string): (needle: string, from: number) => number {
  const found = new Map<string, number>();
  return (needle, from) => {
    const known = found.get(needle);
    if (known !== undefined && (known >= from || known === -1)) return known;
    const index = text.indexOf(needle, from);
    found.set(needle, index);
    return index;
  };
}

function tagAt(text: string, start: number, indexOf: (needle: string, from: number) => number): TemplateTag | undefined {
  for (const [opener, forms] of FORMS) {
    if (!text.startsWith(opener, start)) continue;
    for (const form of forms) {
      const tag = 'pattern' in form ? patternTag(text, start, form) : blockTag(text, start, form, indexOf);
      if (tag) return tag;
    }
  }
  return undefined;
}

function patternTag(text: string, start: number, { syntax, pattern, statement }: PatternForm): TemplateTag | undefined {
  pattern.lastIndex = start;
  const match = pattern.exec(text);
  if (!match) return undefined;
  const raw = match[0];
  const body = match[1] ?? '';
  if (body.trim() === '' || holdsMarkupLines(body) || isUrlEscape(text, start, raw, syntax)) return undefined;
  const kind = statement?.test(body.trim()) ? 'statement' : 'output';
  const expression = syntax === '{{ }}' ? body.replace(/^[~-]|[~-]$/g, '').trim() : body.trim();
  return { syntax, kind, raw, expression, start, end: start + raw.length };
}

/** Markup over several lines is text between two stray delimiters, unless it stands in quotes; on one line it is a tag that an editor has split. */
function holdsMarkupLines(body: string): boolean {
  return body.includes('\n') && /<[a-z/!]/i.test(body.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, ''));
}

/** `%DEFAULT%20` in a URL is the byte DE, `FAULT` and a space: hex digits after both percent signs. */
function isUrlEscape(text: string, start: number, raw: string, syntax: TagSyntax): boolean {
  if (syntax !== '%NAME%') return false;
  return /^%[\dA-F]{2}/.test(raw) && /^[\dA-F]{2}/i.test(text.slice(start + raw.length, start + raw.length + 2));
}

function blockTag(text: string, start: number, form: BlockForm, indexOf: (needle: string, from: number) => number): TemplateTag | undefined {
  const { syntax, open, close, maximum, trim, output } = form;
  if (!text.startsWith(open, start)) return undefined;
  const from = start + open.length;
  const to = indexOf(close, from);
  if (to === -1) return undefined;
  if (maximum !== undefined && (to - from > maximum || reopensBefore(indexOf(open, from), to))) return undefined;
  const body = text.slice(from, to).trim();
  const kind = output?.test(body.replace(/^-\s*/, '')) ? 'output' : 'statement';
  const end = to + close.length;
  return { syntax, kind, raw: text.slice(start, end), expression: trim ? body.replace(trim, '').trim() : body, start, end };
}

function reopensBefore(opener: number, close: number): boolean {
  return opener !== -1 && opener < close;
}
