import type { Manifest } from '#campaign/manifest.js';
import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import purposeWords from './purpose-words.json' with { type: 'json' };

/** What a campaign may be called where consents and opt-outs say what they are for: its topic, its programme, its kind in usual words. */
export function purposesOf({ kind, topic, programme }: Manifest): readonly string[] {
  const named = [topic, programme].filter((purpose) => purpose !== undefined).map((purpose) => purpose.toLowerCase().replace(/[_-]/g, ' '));
  return [...named, ...purposeWords.all, ...(kind === undefined ? [] : [kind, ...purposeWords[kind]])];
}

/** What ends a campaign is written more widely than what allows it: an opt-out from marketing is one from appeals too. */
export function stoppedBy(manifest: Manifest): readonly string[] {
  return [...purposesOf(manifest), ...(manifest.kind === 'fundraising' ? ['marketing', ...purposeWords.marketing] : [])];
}

/** The purposes in a list of cells, as `purposesOf` writes them; beside `newsletter and offers`, a purpose of its own, what such words join, and beside `sending of offers` what is sent. */
export function plainPurposes(cells: Sql): Sql {
  const joined = sql`flatten(list_transform(${plainItems(cells)}, lambda item: CASE WHEN regexp_matches(item, ${AND}) THEN list_append(regexp_split_to_array(item, ${AND}), item) ELSE [item] END))`;
  return sql`flatten(list_transform(${joined}, lambda item: CASE WHEN regexp_matches(item, ${SENDING}) THEN [item, regexp_replace(item, ${SENDING}, '')] ELSE [item] END))`;
}

/** How forms begin: "receive our offers", "Zusendung von Werbung", "envío de publicidad". */
const SENDING = '^(to )?(receiving|receive|sending of|sending|get|erhalt von|erhalten von|zusendung von|versand von|zusenden von|recevoir|réception de|envoi de|recibir|recepción de|envío de|ricevere|ricezione di|invio di|ontvangen van|ontvangst van|toezending van|toesturen van|receber|receção de|recepção de|envio de|ta emot|utskick av|modtage|modtagelse af|motta|mottak av|vastaanottaa|otrzymywanie|wysyłanie|przesyłanie) ((our|your|the|les|nos|vos|las?|los|nuestras?|nuestros?|le|le vostre|onze|as|os|nossas?|nossos?|våra|vores|våre) )?|^(envoi|réception) d[\u0027’]';

const AND = ' (&|and|und|et|y|en|og|och|ja) ';

/** The items in a list of cells, in small letters; a cell may hold several with another separator. */
export function plainItems(cells: Sql): Sql {
  return sql`flatten(list_transform(${cells}, lambda cell: regexp_split_to_array(trim(translate(lower(cell), '_-[]"', '  '), ' '), ' *[,;|/+] *')))`;
}
