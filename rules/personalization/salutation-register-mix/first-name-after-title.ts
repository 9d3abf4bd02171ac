import type { Campaign, LocatedTemplateTag } from '#campaign/campaign.js';
import { passages } from '#campaign/facts/passages.js';
import { printedFieldsOf } from '#campaign/merge/printed-fields.js';

export interface TitledFirstName {
  /** As written: `Sehr geehrte Frau`. */
  readonly title: string;
  readonly tag: LocatedTemplateTag;
}

/**
 * Openings of letters that German, French, Spanish and Dutch use with the family name only. Not Polish ("Szanowny Panie Janie"), Portuguese ("Caro senhor João") or
 * Italian ("Gentile Maria"), which say them with a first name.
 */
const TITLE = /(?<![\p{L}\p{N}])(?:sehr geehrte(?:[rs]|\/r|[*:]r|\(r\))?(?: (?:herrn?|frau|herr\/frau|frau\/herr))?|geachte (?:heer|mevrouw|heer\/mevrouw|heer of mevrouw)|estimad[oa] (?:señora?|sra?\.)|(?:chère )?madame|(?:cher )?monsieur)\s+$/iu;
const NAME_BEFORE = 60;
/** Fields that go on with the name: the first is not alone. */
const REST_OF_NAME: ReadonlySet<string | undefined> = new Set(['last_name', 'full_name', 'first_name']);

/** First names that stand alone behind a title; each tag once. */
export function firstNamesAfterTitle(campaign: Campaign): readonly TitledFirstName[] {
  const fields = printedFieldsOf(campaign);
  const firstNames = fields.filter(({ kind }) => kind === 'first_name');
  if (firstNames.length === 0) return [];
  const rest = fields.filter(({ kind }) => REST_OF_NAME.has(kind)).map(({ tag }) => tag.raw);
  const seen = new Set<string>();
  return passages(campaign).flatMap(({ text }) => firstNames.flatMap(({ tag }): TitledFirstName[] => {
    const index = text.indexOf(tag.raw);
    if (index === -1 || seen.has(tag.raw)) return [];
    const after = text.slice(index + tag.raw.length).trimStart();
    const title = TITLE.exec(text.slice(Math.max(0, index - NAME_BEFORE), index))?.[0].trim();
    if (title === undefined || rest.some((name) => after.startsWith(name))) return [];
    seen.add(tag.raw);
    return [{ title, tag }];
  }));
}
