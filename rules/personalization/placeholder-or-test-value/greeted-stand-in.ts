import { GREETING } from '#campaign/facts/greetings.js';
import data from './greeted.json' with { type: 'json' };

/** Up to four words in the name's place, which a comma or the like ends. */
const GREETED = new RegExp(String.raw`(?:^|[.!?]\s)(${GREETING})[ \u00A0]([\p{L}\p{N}@._'’+-]{2,40}(?:[ \u00A0][\p{L}\p{N}@._'’+-]{1,40}){0,3})(?=\s?[,!:–]|\s*$)`, 'iu');
/** A subject that opens with the name: "Vorname, your gift". */
const ADDRESSED = /^([\p{L}\p{N}]{2,40}(?: [\p{L}\p{N}]{2,40})?),\s/u;

const HONORIFICS: ReadonlySet<string> = new Set(data.honorifics);
const LABELS: ReadonlySet<string> = new Set(data.labels);
const SAMPLES: ReadonlySet<string> = new Set([...data.people, ...data.words]);
const SAMPLE_SURNAMES: ReadonlySet<string> = new Set(data.surnames);

/** Rows of keyboards, and what else fingers run along. */
const ROWS: readonly string[] = ['qwertyuiop', 'qwertzuiopü', 'azertyuiop', 'asdfghjklöä', 'asdfghjkløæ', 'zxcvbnm', 'yxcvbnm'];
const SEQUENCES = /^(?:abcd(?:efgh?)?|123(?:45?6?7?8?9?0?)?|abc123)$/;
/** One letter over and over, but not in capitals, as firms and clubs are called. */
const ONE_LETTER = /^(\p{Ll})\1{2,}$|^\p{Lu}(\p{Ll})\2{2,}$/u;
const TEST = /^(?:test|probe|prueba|prova|teste|testi|testowy|testowa)[ _-]?(?:name|user|vorname|nachname|kund\p{L}{1,3}|person|kontakt|contact|account|konto|customer|recipient|empfänger(?:in)?|client|cliente|käyttäjä|bruker|bruger|användare|test|er)?[ _-]?\d{0,6}$/iu;
const ADDRESS = /^(?:test|tester|name|user|email|mail|foo|asdf|abc|xyz|max\.mustermann|john\.?doe)[^@]{0,10}@|@(?:(?:test|example|beispiel|exemple|ejemplo|esempio|voorbeeld|exempel)(?:\.\p{L}{2,10}){0,2}|\p{L}{1,20}\.(?:test|example|invalid))$/iu;

/** What stands where a greeting, or a subject's first word, has the name, and is nobody's: a run of keys, a field's label, a sample name. */
export function greetedStandIn(text: string, inSubject: boolean): string | undefined {
  const [, greeting = '', words = ''] = GREETED.exec(text) ?? [];
  if (words !== '' && standsInFor(words)) return `${greeting} ${words}`;
  const addressed = inSubject ? ADDRESSED.exec(text)?.[1] : undefined;
  return addressed !== undefined && (LABELS.has(addressed.toLowerCase()) || isRunOfKeys(addressed)) ? addressed : undefined;
}

function standsInFor(words: string): boolean {
  const named = words.split(/\s/).filter((word) => !HONORIFICS.has(word.toLowerCase().replace(/\.$/, '')));
  const name = named.join(' ');
  const plain = name.normalize('NFC').toLowerCase();
  if (LABELS.has(plain) || SAMPLES.has(plain) || TEST.test(plain) || ADDRESS.test(name)) return true;
  return SAMPLE_SURNAMES.has(named.at(-1)?.toLowerCase() ?? '') || (named.length > 0 && named.every((word) => isRunOfKeys(word) || ONE_LETTER.test(word)));
}

/** "asdf", "Jklö", "asdasd": four neighbours of a row, or the three that it begins with. */
function isRunOfKeys(word: string): boolean {
  const typed = word.toLowerCase();
  const once = /^(.{3,10})\1{1,4}$/u.exec(typed)?.[1] ?? typed;
  return SEQUENCES.test(once) || ROWS.some((row) => (once.length >= 4 && row.includes(once)) || (once.length === 3 && row.startsWith(once)));
}
