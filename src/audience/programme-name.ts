import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';

/** A programme's name by which two systems mean the same: "Brunnen Kitui", "brunnen_kitui" and "brunnen-kitui" are one. */
export function programmeName(written: string): string {
  return written.trim().toLowerCase().replaceAll(/[ _]/g, '-');
}

/** The same of a column or expression. */
export function programmeNameOf(written: Sql): Sql {
  return sql`replace(replace(lower(trim(${written})), ' ', '-'), '_', '-')`;
}

/**
 * Names of programmes, as `programmeName` gives them, that are for everybody and say nothing of what a donor cares for: gifts without a purpose,
 * emergencies, and words for no programme at all. For JavaScript and DuckDB alike.
 */
export const UMBRELLA = [
  '^(null|nil|none|nan|n/a|na|-*|[?]|other|others|misc|various|unknown|unbekannt|sonstige.*|diverse.*|keine.*|ohne.*|aucun|autres?|ninguno|otros|nessuno|altro|geen|overige?)$',
  '(^|-)general(-(funds?|purposes?|donations?|giving|support|appeal|gifts?|use|operating.*|budget))?$', '(^|-)core(-|$)', '(^|-)annual-(fund|appeal)',
  'unrestricted|undesignated|umbrella|-needed|greatest-need|emergenc|disaster|relief',
  'allgemein|freie-spende|zweckfrei|zweckungebunden|ungebunden|zweckbindung|satzungs|nötigsten|dringendsten|nothilfe|katastrophe',
  'fonds-général|sans-affectation|non-affecté|libre-affectation|urgence|fondo-general|sin-destino|más-se-necesit|emergencia|fondo-generale|maggior-bisogno|emergenza',
  'algemeen|nodig-is|noodhulp|fundo-geral|emergência|där-det-behövs|nödhjälp|nødhjælp|nødhjelp|hätäapu|pomoc-doraźna|cele-statutowe',
].join('|');
