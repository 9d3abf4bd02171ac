import { CONSENTS, CONTACTS, EVENTS, GIFTS, RECIPIENTS, SUPPRESSIONS } from '#audience/tables.js';
import type { TableSpec } from '#warehouse/table-spec.js';

/** Campaigns of the exporting system: not a table of Presend's, but where the time of a send is looked up. */
const CAMPAIGNS: TableSpec = {
  name: 'campaigns',
  columns: { campaign_id: 'text', title: 'text', sent_at: 'instant' },
  required: ['title', 'sent_at'],
};

/** What an import fills. */
export const TARGETS = { recipients: withAddresses(RECIPIENTS), consents: CONSENTS, contacts: CONTACTS, suppressions: SUPPRESSIONS, events: EVENTS, gifts: GIFTS, campaigns: CAMPAIGNS } as const;
export type TableName = keyof typeof TARGETS;

/** The tables that are written, in the order of a campaign's manifest. */
export const WRITTEN = ['recipients', 'consents', 'contacts', 'suppressions', 'events', 'gifts'] as const satisfies readonly TableName[];

/** What the table's name is in the warehouse. */
export function targetTable(name: TableName): string {
  return `import_${name}`;
}

/** Nobody is mailed without an address. */
function withAddresses(spec: TableSpec): TableSpec {
  return { ...spec, required: [...spec.required, 'email'] };
}
