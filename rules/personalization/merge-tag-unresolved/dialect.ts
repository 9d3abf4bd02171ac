import type { LocatedTemplateTag } from '#campaign/campaign.js';
import type { TagSyntax } from '#campaign/template-tags.js';
import words from './data.json' with { type: 'json' };

/** Delimiters that are a template tag in some ESPs and plain punctuation everywhere else. */
export type LooseForm = 'bracket' | 'brace' | 'dash' | 'percent' | 'colon' | 'hash' | 'dollar' | 'at' | 'guillemet' | 'angle' | 'paren';

/** What the ESP that will merge a template understands. */
export interface Dialect {
  /** Shown to the reader: the manifest's `esp`, or the delimiters that most tags have. */
  readonly label: string;
  /** False: inferred from the template's own tags. */
  readonly declared: boolean;
  /** What programs fill before an ESP sees the mail, so that a second syntax beside it is for the ESP. */
  readonly build: boolean;
  readonly syntaxes: ReadonlySet<TagSyntax>;
  readonly forms: ReadonlySet<LooseForm>;
}

interface DialectRecord {
  readonly names: readonly string[];
  readonly syntaxes: readonly string[];
  readonly forms?: readonly string[];
}

const BY_NAME: ReadonlyMap<string, DialectRecord> = new Map(Object.values(words.dialects as Record<string, DialectRecord>).flatMap((dialect) => dialect.names.map((name) => [name, dialect])));

/** Syntaxes that one engine reads together. */
const FAMILIES: readonly (readonly TagSyntax[])[] = [
  ['{{ }}', '{% %}'], ['*| |*'], ['%% %%'], ['[[ ]]'], ['<% %>'], ['${ }'], ['%NAME%'], ['{scope.name}'], ['<< >>'],
];

const BUILD: ReadonlySet<TagSyntax | undefined> = new Set<TagSyntax | undefined>(['<% %>', '${ }']);

/** The dialect of a template: declared by `esp`, else the one most of its tags are written in; undefined: it has no tags. */
export function dialectOf(esp: string | undefined, tags: readonly LocatedTemplateTag[]): Dialect | undefined {
  const record = esp === undefined ? undefined : BY_NAME.get(esp.toLowerCase().replace(/[^a-z0-9]/g, ''));
  if (esp !== undefined && record) {
    return { label: esp, declared: true, build: false, syntaxes: new Set(record.syntaxes as TagSyntax[]), forms: new Set((record.forms ?? []) as LooseForm[]) };
  }
  const family = dominantFamily(tags);
  return family && { label: family[0] ?? '', declared: false, build: BUILD.has(family[0]), syntaxes: new Set(family), forms: new Set() };
}

/** Of two families with as many tags, the first listed. */
function dominantFamily(tags: readonly LocatedTemplateTag[]): readonly TagSyntax[] | undefined {
  let best: readonly TagSyntax[] | undefined;
  let most = 0;
  for (const family of FAMILIES) {
    const count = tags.filter(({ syntax }) => family.includes(syntax)).length;
    if (count > most) [best, most] = [family, count];
  }
  return best;
}
