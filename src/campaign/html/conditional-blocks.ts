/** Markup between the opening and the closing of a conditional comment. Offsets count in the HTML; `start` and `end` bound the content. */
export interface ConditionalBlock {
  readonly condition: string;
  /** `hidden`: `<!--[if mso]>...<![endif]-->`, a comment for all but Outlook. `shown`: `<!--[if !mso]><!-->...<!--<![endif]-->`. */
  readonly kind: 'hidden' | 'shown';
  readonly start: number;
  readonly end: number;
}

export type ConditionalFaultKind = 'unclosed' | 'commentInside' | 'hiddenFromAll' | 'strayEnd' | 'malformed';

export interface ConditionalFault {
  readonly kind: ConditionalFaultKind;
  readonly start: number;
  readonly end: number;
  /** On one line. */
  readonly written: string;
}

interface Opening {
  readonly condition: string;
  readonly kind: ConditionalBlock['kind'];
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

/** MJML writes `<!--[if !mso><!-->` for a menu: a comment that ends at once, and loses nothing. */
const TOKEN = /<!--\[if\b([^\]<>]{0,200})(?:\](>(?:\s{0,20}<!(?:--?\s{0,20}-{0,2}|\s{1,20}--)>|\s{0,20}-->|<!-->)?|-->)?|>(?!\s{0,20}<!-))|<!--?\s{0,20}(?:-{0,2}>\s{0,20})?<!\[endif\]--?>|<!--\[endif\]-->|<!\[endif\]--?>|<!\[if\b[^\]<>]{0,200}\]>|<!\[endif\]>|<!--|-->/iy;
const END = /endif/i;
/** Ghost ends so what all but Outlook show, which is a comment to these; what only Outlook shows is not ended by it. */
const PLAIN_END = '<!--[endif]-->';
const NOT_OUTLOOK = /^\s*\(?\s*!\s*\(?\s*mso\s*\)?\s*\)?\s*$/i;

/** Conditional comments of an HTML source, and what is wrong with them. */
export function conditionalBlocks(html: string): { readonly blocks: readonly ConditionalBlock[]; readonly faults: readonly ConditionalFault[] } {
  const blocks: ConditionalBlock[] = [];
  const faults: ConditionalFault[] = [];
  let open: Opening | undefined;
  let commentInside = false;
  /** In a plain comment, where nothing counts. */
  let inComment = false;

  const close = (at: number): void => {
    if (open) blocks.push({ condition: open.condition, kind: open.kind, start: open.end, end: at });
    open = undefined;
    commentInside = false;
  };
  /** One for each comment, the first: what excludes all has seldom an end that fits. */
  const fault = (kind: ConditionalFaultKind, { written, start, end }: Pick<Opening, 'written' | 'start' | 'end'>): void => {
    if (faults.at(-1)?.start !== start) faults.push({ kind, written: written.replace(/\s+/g, ' '), start, end });
  };

  for (const match of tokensOf(html)) {
    const [written, condition, revealing] = match;
    const here = { written, start: match.index, end: match.index + written.length };
    if (inComment) {
      inComment = !written.endsWith('-->') || written === '<!--';
      continue;
    }
    if (condition !== undefined) {
      if (open) fault('unclosed', open);
      close(match.index);
      if (revealing === undefined) fault('malformed', here);
      open = { condition: condition.trim(), kind: kindOf(revealing), ...here };
      if (excludesAll(open)) fault('hiddenFromAll', open);
    } else if (isEnd(written, open)) {
      const wrong = wrongEnd(written, open, commentInside);
      if (wrong) fault(wrong, open ?? here);
      close(match.index);
    } else if (written === '<!--') {
      if (open?.kind === 'hidden') commentInside = true;
      else inComment = true;
    } else if (written === '-->' && open?.kind === 'hidden' && !commentInside) {
      fault('unclosed', open);
      close(match.index);
    }
  }
  if (open) fault('unclosed', open);
  return { blocks, faults };
}

/** A token begins with one of two marks, and looking for these takes far less time than trying the pattern everywhere. */
function tokensOf(html: string): readonly RegExpExecArray[] {
  const tokens: RegExpExecArray[] = [];
  let opening = html.indexOf('<!');
  let closing = html.indexOf('-->');
  while (opening !== -1 || closing !== -1) {
    const at = closing === -1 || (opening !== -1 && opening < closing) ? opening : closing;
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(html);
    if (token) tokens.push(token);
    const next = at + (token?.[0].length ?? 1);
    if (opening !== -1 && opening < next) opening = html.indexOf('<!', next);
    if (closing !== -1 && closing < next) closing = html.indexOf('-->', next);
  }
  return tokens;
}

/** After the condition a comment goes on, or ends at once and shows what follows to all who know no conditions. */
function kindOf(revealing = '>'): ConditionalBlock['kind'] {
  return revealing === '>' ? 'hidden' : 'shown';
}

function excludesAll({ kind, condition }: Opening): boolean {
  return kind === 'hidden' && NOT_OUTLOOK.test(condition);
}

function isEnd(written: string, open: Opening | undefined): boolean {
  return written === PLAIN_END ? open?.kind === 'shown' : END.test(written);
}

/** What is wrong where `written` ends `open`. `<![endif]>` alone ends a form that no comment holds. */
function wrongEnd(written: string, open: Opening | undefined, commentInside: boolean): ConditionalFaultKind | undefined {
  if (!open) return written.includes('--') ? 'strayEnd' : undefined;
  return commentInside && !written.startsWith('<!-') ? 'commentInside' : undefined;
}

/** Whether Outlook for Windows of today (Word, version 16) shows a block of that condition. */
export function appliesToOutlook(condition: string): boolean {
  return /\bmso\b/i.test(condition) && !/!\s*\(?\s*(?:[gl]te?\s+)?mso|\blte?\s+mso|\bmso\s+\d/i.test(condition.replace(/\bgte?\s+mso\s+\d+/gi, 'mso'));
}
