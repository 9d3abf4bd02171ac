/** A column's name as it is compared: without case, accents, spaces and punctuation. */
export function headerName(written: string): string {
  return written.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
