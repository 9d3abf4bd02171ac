import type { Location } from '#campaign/location.js';
import { oneLine } from './one-line.js';

/** A location in one word: `body.html:12:5`, `header Subject`, `campaign.json sender`; empty for none. */
export function placeOf(location: Location | undefined): string {
  if (!location) return '';
  const { part, file, line, column, header, field } = location;
  if (file !== undefined && line !== undefined) return `${oneLine(file)}:${line}${column === undefined ? '' : `:${column}`}`;
  if (header !== undefined) return `header ${oneLine(header)}`;
  if (field !== undefined) return `campaign.json ${oneLine(field)}`;
  return file === undefined ? part : oneLine(file);
}
