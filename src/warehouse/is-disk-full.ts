/** What DuckDB and Node say of a disk without space, and DuckDB of a temporary folder that may not grow. */
const FULL = /No space left on device|ENOSPC|max_temp_directory_size/;

/** Whether an error, or what caused it, is that a disk is full. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && (FULL.test(error.message) || isDiskFull(error.cause));
}
