import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';

/** What may stand between the words of a programme's name. */
const SIGNS = ' _.\u2013\u2014-';

/** A programme's name word for word: for the patterns below. */
export function programmeName(written: string): string {
  return written.trim().toLowerCase().replaceAll(/[ _.\u2013\u2014]/g, '-');
}

/** The same of a column or expression. */
export function programmeNameOf(written: Sql): Sql {
  return sql`translate(lower(trim(${written})), ${SIGNS}, '------')`;
}

/** Letters that no accent tells apart, and how systems write them that know only plain ones. */
const LETTERS = ['łøđς', 'lodσ'] as const;

/** Signs between two words, with the small words that short names of web pages leave out. For JavaScript and DuckDB alike. */
const BETWEEN = '[^\\p{L}\\p{N}]+(?:(?:of|the|for|and|für|fur|und|der|die|das|de|du|des|la|le|les|et|del|los|las|para|di|della|do|da|dos|das|van|het|voor|dla)[^\\p{L}\\p{N}]+)*';
const ALL_BETWEEN = new RegExp(BETWEEN, 'gu');

/** What two systems' names of one programme share: "Forêts d'Amazonie", "forets_damazonie" and "Forets D Amazonie" are one, "Biblioteca do Bairro" and "biblioteca-bairro" too. */
export function programmeKey(written: string): string {
  const plain = written.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(ALL_BETWEEN, '').normalize('NFC');
  return plain.replaceAll(/[łøđς]/g, (letter) => LETTERS[1][LETTERS[0].indexOf(letter)] ?? letter);
}

/** The same of a column or expression. */
export function programmeKeyOf(written: Sql): Sql {
  return sql`translate(regexp_replace(strip_accents(lower(${written})), ${BETWEEN}, '', 'g'), ${LETTERS[0]}, ${LETTERS[1]})`;
}

/** Names, as `programmeName` gives them, that say nothing of what a donor cares for: gifts without a purpose, and words for no programme at all. For JavaScript and DuckDB alike. */
export const UNDESIGNATED = [
  '^(null|nil|none|nan|n/a|na|-*|[?]|other|others|misc|various|unknown|unbekannt|sonstige.*|diverse.*|keine.*|ohne.*|aucun|autres?|ninguno|otros|nessuno|altro|geen|overige?)$',
  '(^|-)general(-(funds?|purposes?|donations?|giving|support|appeal|gifts?|use|operating.*|budget))?$', '(^|-)core(-|$)', '(^|-)annual-(fund|appeal)',
  'unrestricted|undesignated|umbrella|-needed|greatest-need',
  'allgemein|freie-spende|zweckfrei|zweckungebunden|ungebunden|zweckbindung|satzungs|nötigsten|dringendsten',
  'fonds-général|sans-affectation|non-affecté|libre-affectation|fondo-general|sin-destino|más-se-necesit|fondo-generale|maggior-bisogno',
  'algemeen|nodig-is|fundo-geral|där-det-behövs|cele-statutowe',
].join('|');

/** What may be offered to everybody: appeals without a purpose, and emergencies. Who gives to an emergency cares for it, though. */
export const UMBRELLA = `${UNDESIGNATED}|emergenc|disaster|relief|nothilfe|katastrophe|urgence|emergencia|emergenza|noodhulp|emergência|nödhjälp|nødhjælp|nødhjelp|hätäapu|pomoc-doraźna`;
