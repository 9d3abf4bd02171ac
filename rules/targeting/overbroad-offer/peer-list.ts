import { isTag, type ParentNode } from 'domhandler';
import type { TextBlock } from '#campaign/campaign.js';
import type { Passage } from '#campaign/facts/passages.js';
import type { Location } from '#campaign/location.js';
import { isOfOther } from './context.js';
import { fold } from './taxonomy.js';

/** Short entries of one make that stand together: points of a list, cells with icons, headings over their texts, lines after ticks, buttons. */
export interface PeerList {
  /** Their words, each once, in the order in which they stand there. */
  readonly entries: readonly string[];
  readonly location: Location;
}

interface Entry {
  readonly label: string;
  /** What makes it look like the others: the elements around it, class and style. */
  readonly make: string;
  /** Index of its passage. */
  readonly at: number;
}

/** So many entries make a list long, and so many words at most an entry: our own. */
const LONG_LIST = 6;
const MOST_WORDS = 5;
/** What a script that sets no spaces has for them. */
const MOST_CHARACTERS = 16;
const UNSPACED = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}/u;
/** Between two headings of a list stand a text and a button. */
const LARGEST_GAP = 3;
/** Words from which on a passage is prose. What stands before any of it is navigation. */
const PROSE = 6;
/** Links to a sender's other places. */
const SOCIAL = /\b(?:facebook|instagram|linkedin|youtube|twitter|tiktok|xing)\b/i;
/** A name and what is said of it: "Almacén: con lector de códigos". */
const LABELLED = /^(.{3,40}?)(?::\s|\s[–—-]\s)(?=\S)/u;
const NO_ENTRY = /[.!?…:;]$|[\d{}[\]|%@*<>€$£]/u;

/** Long lists by their build alone, whatever the language: the longest first. */
export function peerLists(passages: readonly Passage[]): readonly PeerList[] {
  const copy = passages.filter(({ place, block }) => place === 'body' && (block?.role === 'body' || block?.role === 'button'));
  const start = copy.findIndex(({ text, block }) => block?.role === 'body' && text.split(/\s+/).length >= PROSE);
  if (start === -1) return [];
  const runs = runsOf(copy.flatMap((passage, at) => (at < start ? [] : entriesOf(passage, at))));
  return runs.map((run) => listOf(run, copy)).filter((list) => list !== undefined).sort((a, b) => b.entries.length - a.entries.length);
}

function entriesOf({ text, block }: Passage, at: number): readonly Entry[] {
  if (!block) return [];
  const lines = block.lines.length >= LONG_LIST ? block.lines : [];
  const make = lines.length === 0 ? makeOf(block) : `lines of ${String(at)}`;
  return (lines.length === 0 ? [text] : lines).flatMap((line) => {
    const label = labelOf(line);
    return label === undefined ? [] : [{ label, make, at }];
  });
}

/** The name that an entry is, or begins with; undefined for prose and whatever holds numbers, fields or prices. */
function labelOf(line: string): string | undefined {
  const bare = line.replace(/^[^\p{L}\p{N}{[%*]+/u, '').trim();
  const label = (LABELLED.exec(bare)?.[1] ?? bare).trim();
  const isShort = UNSPACED.test(label) ? label.length <= MOST_CHARACTERS : label.split(/\s+/).length <= MOST_WORDS;
  return isShort && /\p{L}.*\p{L}/su.test(label) && !NO_ENTRY.test(label) ? label : undefined;
}

function makeOf({ element, role }: TextBlock): string {
  const names: string[] = [];
  for (let node: ParentNode | null = element; node && isTag(node); node = node.parent) names.push(node.name);
  return [role, element.attribs['class'], element.attribs['style'], ...names].join(' ');
}

/** Entries of one make, each near the one before. */
function runsOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const open = new Map<string, Entry[]>();
  const runs: Entry[][] = [];
  for (const entry of entries) {
    const run = open.get(entry.make);
    const last = run?.at(-1);
    if (run && last && entry.at - last.at <= LARGEST_GAP) run.push(entry);
    else {
      const next = [entry];
      runs.push(next);
      open.set(entry.make, next);
    }
  }
  return runs;
}

function listOf(run: readonly Entry[], copy: readonly Passage[]): PeerList | undefined {
  const labels = new Map(run.map(({ label }) => [fold(label), label]));
  const [first] = run;
  const location = first && copy[first.at]?.location;
  if (!location || labels.size < LONG_LIST) return undefined;
  const around = [copy[first.at - 1]?.text ?? '', ...labels.values()].join(' ');
  return isOfOther(around) || run.some(({ label }) => SOCIAL.test(label)) ? undefined : { entries: [...labels.values()], location };
}
