/** Tags of a DMARC, DKIM or BIMI record, `v=DMARC1; p=none`, by lower-case name; of a name that comes twice the first. */
export function recordTags(text: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const part of text.split(';')) {
    const at = part.indexOf('=');
    const name = part.slice(0, at).trim().toLowerCase();
    if (at > 0 && !tags.has(name)) tags.set(name, part.slice(at + 1).trim());
  }
  return tags;
}
