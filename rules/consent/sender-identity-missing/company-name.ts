import words from './data.json' with { type: 'json' };

const LEGAL_FORMS = new Set(words.legalForms);
const ABBREVIATIONS = new Map(Object.entries(words.abbreviations));
/** As `nameWords` writes them, the longest first. */
const LEGAL_PHRASES = new RegExp(`(?<!\\S)(?:${words.legalPhrases.toSorted((one, other) => other.length - one.length).join('|')})(?!\\S)`, 'gu');
/** Before or behind a Japanese name, without a space. */
const JAPANESE_FORM = /[(（]?(?:株式会社|有限会社|合同会社|一般社団法人|一般財団法人|公益財団法人|[(（][株有][)）])[)）]?/gu;
const SIGNS_OF_FORM = /(?<![\p{L}\p{N}])(?:\p{L}{1,2}\.[ ]?){2,5}/gu;

const BRACKETED = /^([^()]{3,200})\(([^()]{3,200})\)([^()]{0,60})$/;

/** Letters of a name that may be found inside a word, such as the host of a web address. */
const SHORTEST_JOINED = 5;

/**
 * Whether a text names a company, with or without its legal form, in any case, accents and punctuation: `ACME GmbH & Co. KG`, `Acme`.
 * A name of which nothing is left without its form ("Stiftung GmbH") has to stand there in full.
 */
export function namesCompany(text: string, legalName: string): boolean {
  return spellings(legalName).some((name) => isNamed(text, name));
}

/** "NABU (Naturschutzbund Deutschland) e.V." goes by several words in brackets as well, and without them; "Acme (Deutschland) GmbH" is not called Deutschland. */
function spellings(legalName: string): readonly string[] {
  const [, before = '', inside = '', behind = ''] = BRACKETED.exec(legalName) ?? [];
  return [legalName, ...(before === '' ? [] : [`${before} ${behind}`]), ...(inside.includes(' ') ? [inside] : [])];
}

function isNamed(text: string, legalName: string): boolean {
  const all = nameWords(legalName);
  const core = all.filter((word) => !LEGAL_FORMS.has(word));
  const wanted = core.length > 0 ? core : all;
  if (wanted.length === 0) return false;
  const shown = nameWords(text);
  // Forms may stand between the words of a name ("Acme GmbH Berlin" for "Acme Berlin GmbH"), so they are passed over in the text too.
  if (holdsRun(core.length > 0 ? shown.filter((word) => !LEGAL_FORMS.has(word)) : shown, wanted)) return true;
  const joined = wanted.join('');
  return joined.length >= SHORTEST_JOINED && shown.some((word) => word.includes(joined));
}

/** Lower case without accents, `a`, `o`, `u` for `ae`, `oe`, `ue`; `e. V.` and `S.p.A.` become one word. */
function nameWords(text: string): readonly string[] {
  const joined = text.replace(JAPANESE_FORM, ' ').replace(/(?<!\p{L})(\p{L})\/(\p{L})(?!\p{L})/gu, '$1$2').replace(SIGNS_OF_FORM, (form) => `${form.replace(/[. ]/g, '')} `);
  const folded = joined.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replaceAll('ı', 'i').replace(/([aou])e/g, '$1').replace(/['’]/g, '');
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => ABBREVIATIONS.get(word) ?? word).join(' ').replace(LEGAL_PHRASES, 'ltd').split(' ').filter((word) => word !== '');
}

function holdsRun(words: readonly string[], wanted: readonly string[]): boolean {
  return words.some((word, index) => word === wanted[0] && wanted.every((each, offset) => words[index + offset] === each));
}
