import type { Campaign, HtmlDocument } from '#campaign/campaign.js';
import { InputError } from '#errors.js';
import type { Finding } from '#rule/finding.js';

/** `<!-- presend-disable rule -- reason -->`: from its place to `<!-- presend-enable rule -->` or the end of the file. */
export interface InlineDisable {
  readonly rule: string;
  readonly reason: string;
  readonly file: string;
  readonly from: Place;
  readonly until?: Place;
}

/** As in locations; without a column the whole line. */
interface Place {
  readonly line: number;
  readonly column?: number | undefined;
}

const COMMENT = /<!--\s*presend-(disable|enable)\b([^>]{0,300}?)-->/g;

/**
 * The comments of a campaign's sources; of a message, those of its HTML as it is decoded. Throws InputError for one without a rule or a reason
 * (a waiver nobody can review is none), and for an end without a beginning.
 */
export function inlineDisablesOf({ message, html, sources }: Campaign): InlineDisable[] {
  if (message === undefined) return [...sources].flatMap(([file, source]) => disablesIn(file, source, placesIn(source)));
  const { file = '' } = html?.locate(0, 0) ?? {};
  return html ? disablesIn(file, html.source, placesInPart(html)) : [];
}

function disablesIn(file: string, source: string, placeAt: (offset: number) => Place): InlineDisable[] {
  const disables: InlineDisable[] = [];
  for (const match of source.includes('presend-disable') ? source.matchAll(COMMENT) : []) {
    const place = placeAt(match.index);
    const [rule = '', ...rest] = (match[2] ?? '').trim().split(/\s+--\s+/);
    if (match[1] === 'enable') {
      if (!close(disables, rule, place)) throw new InputError(`${file}:${String(place.line)}`, `"presend-enable ${rule}" ends no presend-disable before it`, 'Name the rule as that does.');
      continue;
    }
    const reason = rest.join(' -- ').trim();
    if (!/^[a-z-]+\/[a-z-]+$/.test(rule) || reason === '') {
      throw new InputError(`${file}:${String(place.line)}`, 'presend-disable needs one rule and a reason', 'Write <!-- presend-disable category/rule -- reason -->.');
    }
    disables.push({ rule, reason, file, from: place });
  }
  return disables;
}

/** Of base64 the line is known at which the part begins: a comment in it holds for the whole part. */
function placesInPart(html: HtmlDocument): (offset: number) => Place {
  return (offset) => {
    const { line = 1, column } = html.locate(offset, offset);
    return { line, column };
  };
}

/** For offsets that grow. */
function placesIn(source: string): (offset: number) => Place {
  let line = 1;
  let start = 0;
  return (offset) => {
    for (let end = source.indexOf('\n', start); end !== -1 && end < offset; end = source.indexOf('\n', start)) {
      line++;
      start = end + 1;
    }
    return { line, column: offset - start + 1 };
  };
}

function close(disables: InlineDisable[], rule: string, until: Place): boolean {
  const open = disables.filter((disable) => disable.rule === rule && disable.until === undefined);
  for (const disable of open) disables[disables.indexOf(disable)] = { ...disable, until };
  return open.length > 0;
}

/** The comment that covers a finding. A finding without a line belongs to its whole file. */
export function disableFor(finding: Finding, disables: readonly InlineDisable[]): InlineDisable | undefined {
  return disables.find(({ rule, file, from, until }) => {
    if (rule !== finding.rule || finding.recipients) return false;
    const { line, column, file: where } = finding.location ?? {};
    if (where !== undefined && where !== file) return false;
    return line === undefined || (!isBefore({ line, column }, from) && !(until && isBefore(until, { line, column })));
  });
}

function isBefore(one: Place, other: Place): boolean {
  return one.line < other.line || (one.line === other.line && one.column !== undefined && other.column !== undefined && one.column < other.column);
}
