import type { Edit } from '#campaign/location.js';
import type { Fix } from './finding.js';

/** To spread into a problem: its fix, or nothing where no edit is certain. One place mended twice (MJML renders a tag several times) counts once. */
export function fixOf(description: string, edits: Iterable<Edit | undefined>): { readonly fix?: Fix } {
  const distinct = new Map<string, Edit>();
  for (const edit of edits) if (edit) distinct.set(`${edit.range[0]} ${edit.file}`, edit);
  return distinct.size === 0 ? {} : { fix: { description, edits: [...distinct.values()] } };
}
