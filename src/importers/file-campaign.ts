import { basename } from 'node:path';
import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { headerName } from './header-name.js';
import type { ValueSource } from './value-sql.js';

/** Which campaign a file belongs to, by its name: the one of an overview whose id it begins with, or whose title it ends with; else the name itself. */
export async function campaignOfFile(warehouse: Warehouse, file: string): Promise<ValueSource['campaign']> {
  const name = basename(file).replace(/(\.\w+)(\.gz)?$/, '');
  const campaigns = await warehouse.all<{ id: string | null; title: string; at: string }>(sql`SELECT campaign_id AS id, title, sent_at AS at FROM import_campaigns`);
  const matching = campaigns.filter(({ id, title }) => (id !== null && (name === id || name.startsWith(`${id}_`) || name.startsWith(`${id}-`))) || endsWithTitle(name, title));
  const [only, ...others] = matching;
  return only === undefined || others.length > 0 ? { id: name, sentAt: null } : { id: only.id ?? only.title, sentAt: only.at };
}

/** `123456_spring-news` ends with "Spring News". */
function endsWithTitle(name: string, title: string): boolean {
  const wanted = headerName(title);
  return wanted !== '' && (headerName(name) === wanted || headerName(name.replace(/^[0-9a-f]+[_-]/i, '')) === wanted);
}
