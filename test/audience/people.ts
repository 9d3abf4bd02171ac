/** One recipient and the consents on file for that recipient, column by column. */
export interface Person {
  readonly recipient?: Readonly<Record<string, string>>;
  readonly consents?: readonly Readonly<Record<string, string>>[];
}

/** The tables `recipients` and `consents` of some people, as CSV. */
export function tablesOf(people: Readonly<Record<string, Person>>): { recipients: string; consents: string } {
  const rows = Object.entries(people);
  return {
    recipients: csv(rows.map(([id, { recipient = {} }]) => ({ recipient_id: id, ...recipient }))),
    consents: csv(rows.flatMap(([id, { consents = [] }]) => consents.map((consent) => ({ recipient_id: id, ...consent }))), ['recipient_id', 'basis']),
  };
}

function csv(rows: readonly Readonly<Record<string, string>>[], always: readonly string[] = []): string {
  const columns = [...new Set([...always, ...rows.flatMap((row) => Object.keys(row))])];
  const cells = (row: Readonly<Record<string, string>>) => columns.map((column) => `"${(row[column] ?? '').replaceAll('"', '""')}"`).join(',');
  return [columns.join(','), ...rows.map(cells), ''].join('\n');
}

/** A person in a country with one consent. */
export function person(country: string, recipientClass: string, ...consents: readonly Readonly<Record<string, string>>[]): Person {
  return { recipient: { country, ...(recipientClass !== '' && { recipient_class: recipientClass }) }, consents };
}
