import { createHash } from 'node:crypto';
import type { Finding } from './finding.js';

/** The wording with numbers as `#`: 38 characters of text and 40 are the same fault; colours and names keep their digits. */
export function sameWording(message: string): string {
  return message.replace(/(?<![\w#])\d+(?:[.,:]\d+)*(?!\w)/g, '#');
}

/** SHA-256 of place, rule and wording, numbers aside, in 32 hexadecimal digits: the same when lines move. */
export function fingerprintOf(place: string, rule: string, message: string): string {
  return createHash('sha256').update(`${place}\0${rule}\0${sameWording(message)}`).digest('hex').slice(0, 32);
}

/** Of a finding at its file, as reports name it, else at its campaign; `/` on every system. */
export function findingFingerprint({ rule, message, location }: Finding, campaign: string, nameOf: (file: string) => string = (file) => file): string {
  return fingerprintOf(nameOf(location?.file ?? campaign).replaceAll('\\', '/').replace(/^\.\//, ''), rule, message);
}
