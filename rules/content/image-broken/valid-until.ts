/** Hosts whose addresses end with a signature that stops being valid: in the parameter, as seconds since 1970 in base 16 or 10. */
const SIGNED_HOSTS: readonly { readonly host: RegExp; readonly parameter: string; readonly base: 10 | 16 }[] = [
  { host: /(?:^|\.)(?:fbcdn\.net|cdninstagram\.com)$/, parameter: 'oe', base: 16 },
  { host: /^(?:cdn\.discordapp\.com|media\.discordapp\.net)$/, parameter: 'ex', base: 16 },
  { host: /^media\.licdn\.com$/, parameter: 'e', base: 10 },
];
const BASIC_TIME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/**
 * Until when a signed address works; undefined for one that says no such thing. Signatures of Amazon S3 (version 4: X-Amz-Date and X-Amz-Expires; version 2 and
 * CloudFront: Expires), Google Cloud Storage (X-Goog-Date and X-Goog-Expires), Azure (se, with sig) and some networks.
 */
export function validUntil(host: string, rest: string): Date | undefined {
  const start = rest.indexOf('?');
  if (start < 0 || rest.length > 8000) return undefined;
  const parameters = new URLSearchParams(rest.slice(start).replace(/#.*$/s, ''));
  const lower = new Map([...parameters].map(([name, value]) => [name.toLowerCase(), value]));
  for (const vendor of ['amz', 'goog']) {
    const [from, seconds] = [lower.get(`x-${vendor}-date`)?.replace(BASIC_TIME, '$1-$2-$3T$4:$5:$6Z'), lower.get(`x-${vendor}-expires`)];
    if (from !== undefined && seconds !== undefined) return instant(Date.parse(from) + Number(seconds) * 1000);
  }
  if (lower.has('signature') && lower.has('expires')) return instant(Number(lower.get('expires')) * 1000);
  const azure = lower.get('se');
  if (lower.has('sig') && azure !== undefined) return instant(Date.parse(azure));
  const signed = SIGNED_HOSTS.find((each) => each.host.test(host));
  const seconds = signed && lower.get(signed.parameter);
  return signed && seconds !== undefined && /^[\da-f]{8,11}$/i.test(seconds) ? instant(parseInt(seconds, signed.base) * 1000) : undefined;
}

function instant(milliseconds: number): Date | undefined {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
