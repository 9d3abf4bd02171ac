/** A column's name as it is compared: without case, spaces and punctuation. */
export function headerName(written: string): string {
  return written.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
