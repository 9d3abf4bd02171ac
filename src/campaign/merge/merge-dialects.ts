import type { LocatedTemplateTag } from '../campaign.js';
import records from './merge-dialects.json' with { type: 'json' };
import type { TagSyntax } from './template-tags.js';

/** Delimiters that are a template tag in some ESPs and plain punctuation everywhere else. */
export type LooseForm = 'bracket' | 'brace' | 'dash' | 'percent' | 'colon' | 'hash' | 'dollar' | 'at' | 'guillemet' | 'angle' | 'paren';

/** How what stands inside `{{ }}` is written: `|default:"x"` in Liquid and Django, `|default("x")` in Jinja, no filters in Handlebars. */
export type CurlyGrammar = 'liquid' | 'django' | 'jinja' | 'handlebars';

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
  /** The template language, where its own parser can be asked. */
  readonly engine: 'liquid' | undefined;
  /** Undefined: not known, or none of these. */
  readonly grammar: CurlyGrammar | undefined;
  /** Defaults are set in the system, so that a tag without one may have one all the same. */
  readonly defaultsElsewhere: boolean;
  /** `{{ First_Name }}` is another field than `{{ first_name }}`. */
  readonly caseSensitive: boolean;
  /** Field names have no lower-case letters. */
  readonly upperCase: boolean;
  /** HTML comments are taken out before tags are read. */
  readonly dropsComments: boolean;
  /** Places whose tags it leaves as they are. */
  readonly notMergedIn: readonly string[];
}

interface DialectRecord {
  readonly names: readonly string[];
  readonly syntaxes: readonly string[];
  readonly forms?: readonly string[];
  readonly engine?: string;
  readonly grammar?: string;
  readonly defaultsElsewhere?: boolean;
  readonly caseSensitive?: boolean;
  readonly upperCase?: boolean;
  readonly dropsComments?: boolean;
  readonly notMergedIn?: readonly string[];
}

const BY_NAME: ReadonlyMap<string, DialectRecord> = new Map(Object.values(records as Record<string, DialectRecord>).flatMap((dialect) => dialect.names.map((name) => [name, dialect])));

/** Names that `esp` may have, as `dialectKey` writes them, and those of systems that are called almost alike. Others are taken for a system that is not known. */
export const DIALECT_NAMES: readonly string[] = [...BY_NAME.keys(), 'mailget', 'sendx'];

/** A name as names are compared: `Campaign Monitor` and `campaign-monitor` are one. */
export function dialectKey(esp: string): string {
  return esp.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Syntaxes that one engine reads together. */
const FAMILIES: readonly (readonly TagSyntax[])[] = [
  ['{{ }}', '{% %}'], ['*| |*'], ['%% %%'], ['[[ ]]'], ['[ ]', '<singleline>'], ['<eloqua>'], ['<% %>'], ['${ }', '<# >'], ['%NAME%'], ['{scope.name}', '{$name}'], ['<< >>'],
];

/** Syntaxes that leave no room for a default inside the tag. */
const DEFAULTS_ELSEWHERE: ReadonlySet<TagSyntax | undefined> = new Set<TagSyntax | undefined>(['*| |*', '<< >>', '<eloqua>']);

const BUILD: ReadonlySet<TagSyntax | undefined> = new Set<TagSyntax | undefined>(['<% %>', '${ }']);

/** The dialect of a template: declared by `esp`, else the one most of its tags are written in; undefined: it has no tags. */
export function dialectOf(esp: string | undefined, tags: readonly LocatedTemplateTag[]): Dialect | undefined {
  const record = recordOf(esp);
  if (esp !== undefined && record) {
    return { label: esp, declared: true, build: false, ...traitsOf(record) };
  }
  const family = dominantFamily(tags);
  const forms = family?.includes('[ ]') ? ['bracket'] : family?.includes('{$name}') ? ['brace'] : [];
  return family && { label: family[0] ?? '', declared: false, build: BUILD.has(family[0]) && !tags.some(({ syntax }) => syntax === '<# >'), ...traitsOf({ names: [], syntaxes: family, forms, defaultsElsewhere: DEFAULTS_ELSEWHERE.has(family[0]) }) };
}

/** Whether the declared ESP takes one pair of brackets for a tag; undefined: none that is known is declared. */
export function mergesBrackets(esp: string | undefined): boolean | undefined {
  return recordOf(esp)?.syntaxes.includes('[ ]');
}

function recordOf(esp: string | undefined): DialectRecord | undefined {
  return esp === undefined ? undefined : BY_NAME.get(dialectKey(esp));
}

function traitsOf(record: DialectRecord): Omit<Dialect, 'label' | 'declared' | 'build'> {
  const { syntaxes, forms = [], defaultsElsewhere = false, caseSensitive = false, upperCase = false, dropsComments = false, notMergedIn = [] } = record;
  const engine = record.engine === 'liquid' ? 'liquid' : undefined;
  const grammar = record.grammar as CurlyGrammar | undefined;
  return { syntaxes: new Set(syntaxes as TagSyntax[]), forms: new Set(forms as LooseForm[]), engine, grammar, defaultsElsewhere, caseSensitive, upperCase, dropsComments, notMergedIn };
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
