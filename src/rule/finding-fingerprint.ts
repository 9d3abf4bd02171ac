import { createHash } from 'node:crypto';
import type { Finding } from './finding.js';

/** The wording with numbers as `#`: 38 characters of text and 40 are the same fault; colours and names keep their digits. */
export function sameWording(message: string): string {
  return message.replace(/(?<![\w#])\d+(?:[.,:]\d+)*(?!\w)/g, '#');
}

/** Of a finding at its file, as reports name it, else at its campaign: the same when lines move. */
export function findingFingerprint({ rule, message, location }: Finding, campaign: string): string {
  return hashOf(portable(location?.file ?? campaign), rule, sameWording(message));
}

/**
 * What a baseline knows a finding at `where` by: its wording, or each of the places that it stands for, however they are counted and
 * whichever comes first. Places that read alike have the same fingerprint.
 */
export function placeFingerprints({ rule, messageId, message, places }: Pick<Finding, 'rule' | 'messageId' | 'message' | 'places'>, where: string): readonly string[] {
  const seen = places?.map((text) => `${messageId}\0${text}`) ?? [sameWording(message)];
  return seen.map((text) => hashOf(portable(where), rule, text));
}

/** How often each of them is there. */
export function countsOf(fingerprints: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const print of fingerprints) counts.set(print, (counts.get(print) ?? 0) + 1);
  return counts;
}

/** SHA-256 in 32 hexadecimal digits. */
function hashOf(where: string, rule: string, text: string): string {
  return createHash('sha256').update(`${where}\0${rule}\0${text}`).digest('hex').slice(0, 32);
}

/** `/` on every system. */
function portable(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\.\//, '');
}

