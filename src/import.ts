import type { ImportOptions } from '#importers/import-exports.js';
import type { ImportResult } from '#importers/import-result.js';

/** Turns what Mailchimp, Brevo, SendGrid, HubSpot or CiviCRM exports into Presend's tables. The SQL engine is loaded only when it is called. */
export async function importExports(options: ImportOptions): Promise<ImportResult> {
  const importers = await import('#importers/import-exports.js');
  return importers.importExports(options);
}
