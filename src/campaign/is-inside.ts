import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path lies below a folder; the folder itself does not. Takes absolute paths, and follows no links: give real ones where links matter. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
