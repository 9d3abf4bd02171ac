import { join as joinPath } from 'node:path';
import { identifier, join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { Cells, Fault } from './fault.js';

export interface Planting {
  readonly folder: string;
  readonly format: 'csv' | 'parquet';
  readonly recipients: number;
  /** Contacts and suppressions of other people, beside those that belong to a fault. */
  readonly contacts: number;
  readonly suppressions: number;
  readonly faults: readonly Fault[];
  readonly seed: number;
}

/** Files of the tables, and the plan: recipient_id, fault, verdict, rules (separated by `;`, sorted). */
export interface PlantedAudience {
  readonly recipients: string;
  readonly consents: string;
  readonly contacts: string;
  readonly suppressions: string;
  readonly plan: string;
}

/** One recipient in ten has a fault; each fault is as frequent as any other. */
const CLEAN_SHARE = 10;

/** A recipient about whom nothing is wrong, as SQL over n. Half have free mail; twenty share a company. */
const RECIPIENT: Readonly<Record<string, string>> = {
  recipient_id: `'r' || lpad(CAST(n AS VARCHAR), 9, '0')`,
  email: `lower(given) || '.' || lower(family) || n || '@' || CASE WHEN n % 2 = 0 THEN list_value('gmail.com', 'gmx.de', 'web.de', 'outlook.com')[1 + n // 2 % 4] ELSE 'firma' || n // 40 || '.de' END`,
  first_name: 'given', last_name: 'family',
  job_title: `list_value('Head of Sales', 'Buyer', 'Engineer', 'Office Manager', 'CTO')[1 + n % 5]`,
  company: `CASE WHEN n % 2 = 1 THEN 'Firma ' || n // 40 || ' GmbH' END`,
  country: `list_value('DE', 'Germany', 'de', 'AT')[1 + n % 4]`, region: 'NULL', language: `'de'`,
  timezone: `'Europe/Berlin'`, recipient_class: `'natural'`, age_band: `'adult'`, status: `'active'`,
};

const CONSENT: Readonly<Record<string, string>> = {
  recipient_id: 'recipient_id', basis: `'express'`, status: `'active'`,
  given_at: `strftime(TIMESTAMP '2026-03-01 08:00:00' + to_hours(n % 4000), '%Y-%m-%dT%H:%M:%SZ')`,
  confirmed_at: `strftime(TIMESTAMP '2026-03-01 08:05:00' + to_hours(n % 4000), '%Y-%m-%dT%H:%M:%SZ')`,
  withdrawn_at: 'NULL', source: `'https://www.nordlicht.example/anmelden'`, source_type: `'web_form'`, proof_ref: `'log-' || n`,
  wording_version: `'2026-01'`, purposes: `'marketing;newsletter'`, controller: `'Nordlicht GmbH'`, pre_ticked: `'false'`, bundled: `'false'`,
  opt_out_offered_at_collection: `'true'`, tracking_opens: `'true'`, tracking_clicks: `'true'`,
};

/** Somebody whom no clean recipient resembles. */
const CONTACT: Readonly<Record<string, string>> = {
  contact_id: `'c' || n`, email: `'person' || n || '@crm' || n // 5 || '.example'`, alternate_emails: `CASE WHEN n % 10 = 0 THEN 'other' || n || '@crm-old' || n // 5 || '.example' END`,
  first_name: `'Quentin' || chr(CAST(97 + n % 26 AS INTEGER))`, last_name: `'Quast' || chr(CAST(97 + n // 26 % 26 AS INTEGER)) || chr(CAST(97 + n // 676 % 26 AS INTEGER))`, company: `'Kunde ' || n // 5 || ' AG'`,
  domain: `'crm' || n // 5 || '.example'`, alias_domains: 'NULL', lifecycle: `list_value('lead', 'customer', 'former_customer', 'prospect', 'partner')[1 + n % 5]`,
  since: `'2021-05-01T00:00:00Z'`, ended_at: `CASE WHEN n % 5 = 2 THEN '2024-02-01T00:00:00Z' END`, last_purchase_at: 'NULL', do_not_winback: 'NULL', open_case: 'NULL', owner: `'owner' || n % 50 || '@nordlicht.example'`,
};

/** A third as addresses, a third as hashes, the others by the id of another system. */
const SUPPRESSION: Readonly<Record<string, string>> = {
  email: `CASE WHEN n % 3 = 0 THEN 'gone' || n || '@gmail.com' END`, email_sha256: `CASE WHEN n % 3 = 1 THEN sha256('gone' || n || '@gmail.com') END`,
  domain: 'NULL', recipient_id: `CASE WHEN n % 3 = 2 THEN 'old-' || n END`, list: `list_value('unsubscribe', 'hard_bounce', 'complaint')[1 + n % 3]`,
  scope: 'NULL', at: `'2026-01-15T12:00:00Z'`,
};

const NONE = Object.fromEntries([...Object.keys(CONTACT), ...Object.keys(SUPPRESSION)].map((column) => [column, 'NULL']));

/** Writes the tables of an audience in which every fault is planted, and the plan of what must be found. The same seed plants the same. */
export async function plantAudience(warehouse: Warehouse, planting: Planting): Promise<PlantedAudience> {
  const { folder, format, recipients, contacts, suppressions, faults } = planting;
  const file = (name: string): string => joinPath(folder, `${name}.${format}`);
  const write = (name: string, rows: Sql): Promise<void> => warehouse.run(sql`COPY (${rows}) TO ${raw(`'${file(name).replaceAll("'", "''")}'`)} (${raw(format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT parquet')})`);
  await warehouse.run(sql`CREATE OR REPLACE TABLE planted AS ${people(recipients, faults, planting.seed)}`);
  await write('recipients', sql`SELECT ${cells(RECIPIENT, faults.map(({ recipient }) => recipient ?? {}))} FROM planted ORDER BY n`);
  await write('consents', join(consentRows(faults), ' UNION ALL '));
  await write('contacts', sql`SELECT ${cells(CONTACT, [])} FROM range(${contacts}) AS t(n) UNION ALL ${ownRows(CONTACT, faults, ({ contact }) => contact, { contact_id: `'planted' || n` })}`);
  await write('suppressions', sql`SELECT ${cells(SUPPRESSION, [])} FROM range(${suppressions}) AS t(n) UNION ALL ${ownRows(SUPPRESSION, faults, ({ suppression }) => suppression, {})}`);
  const of = (value: (fault: Fault) => string | null): Sql => choose(faults.map((fault) => sql`${value(fault)}`), sql`NULL`);
  await write('plan', sql`
    SELECT recipient_id, ${of(({ name }) => name)} AS fault, coalesce(${of(({ verdict }) => verdict)}, 'send') AS verdict, ${of(({ rules }) => rules.toSorted().join(';') || null)} AS rules
    FROM planted ORDER BY n`);
  return { recipients: file('recipients'), consents: file('consents'), contacts: file('contacts'), suppressions: file('suppressions'), plan: file('plan') };
}

/** Numbers, names, and the number of the fault: from `faults.length` on there is none. */
function people(recipients: number, faults: readonly Fault[], seed: number): Sql {
  const luck = (salt: string): Sql => sql`CAST(hash(n, ${seed}, ${salt}) % 1000000 AS BIGINT)`;
  return sql`
    SELECT n, ${raw(RECIPIENT['recipient_id'] ?? '')} AS recipient_id, ${luck('fault')} % ${Math.max(1, CLEAN_SHARE * faults.length)} AS fault,
      list_value('Anna', 'Bernd', 'Chloe', 'Dirk', 'Elif', 'Friedrich', 'Greta', 'Hannes')[1 + ${luck('given')} % 8] AS given,
      list_value('Meier', 'Schulz', 'Lehmann', 'Wagner', 'Krause', 'Yilmaz', 'Novak', 'Brandt', 'Otto', 'Thal')[1 + ${luck('family')} % 10] AS family
    FROM range(${recipients}) AS t(n)`;
}

/** The clean cells, and what each fault puts in their place. */
function cells(clean: Readonly<Record<string, string>>, changes: readonly Cells[]): Sql {
  const columns = [...new Set([...Object.keys(clean), ...changes.flatMap((change) => Object.keys(change))])];
  return join(columns.map((column) => {
    const own = sql`${raw(clean[column] ?? 'NULL')}`;
    const chosen = changes.map((change, place) => (Object.hasOwn(change, column) ? sql`WHEN ${place} THEN ${cell(change[column] ?? null)}` : undefined)).filter((when) => when !== undefined);
    return sql`${chosen.length === 0 ? own : sql`CASE fault ${join(chosen, ' ')} ELSE ${own} END`} AS ${identifier(column)}`;
  }), ', ');
}

function cell(text: string | null): Sql {
  return text?.includes('{n}') === true ? sql`replace(${text}, '{n}', CAST(n AS VARCHAR))` : sql`CAST(${text} AS VARCHAR)`;
}

function choose(values: readonly Sql[], otherwise: Sql): Sql {
  if (values.length === 0) return otherwise;
  return sql`CASE fault ${join(values.map((value, place) => sql`WHEN ${place} THEN ${value}`), ' ')} ELSE ${otherwise} END`;
}

/** One record each, none, or several: the first records of all recipients, then the second ones. */
function consentRows(faults: readonly Fault[]): readonly Sql[] {
  const records = faults.map(({ consent }): readonly Cells[] => (consent === null ? [] : Array.isArray(consent) ? consent as readonly Cells[] : [consent as Cells | undefined ?? {}]));
  const most = Math.max(1, ...records.map(({ length }) => length));
  return Array.from({ length: most }, (_, place) => {
    const having = records.flatMap(({ length }, fault) => (length > place ? [String(fault)] : []));
    const planted = sql`list_contains(${having}, CAST(fault AS VARCHAR))`;
    const columns = Object.fromEntries([...Object.keys(CONSENT), ...records.flat().flatMap((record) => Object.keys(record))].map((column) => [column, CONSENT[column] ?? 'NULL']));
    return sql`SELECT ${cells(columns, records.map((own) => own[place] ?? {}))} FROM planted WHERE ${place === 0 ? sql`fault >= ${faults.length} OR ${planted}` : planted}`;
  });
}

/** The rows that faults bring with them into another table. */
function ownRows(columns: Readonly<Record<string, string>>, faults: readonly Fault[], of: (fault: Fault) => Cells | undefined, fixed: Readonly<Record<string, string>>): Sql {
  const empty = Object.fromEntries(Object.keys(columns).map((column) => [column, fixed[column] ?? NONE[column] ?? 'NULL']));
  const having = faults.flatMap((fault, place) => (of(fault) === undefined ? [] : [String(place)]));
  return sql`SELECT ${cells(empty, faults.map((fault) => of(fault) ?? {}))} FROM planted WHERE list_contains(${having}, CAST(fault AS VARCHAR))`;
}
