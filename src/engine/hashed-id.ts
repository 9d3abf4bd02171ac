import { createHmac } from 'node:crypto';

/** A recipient's id as reports show it: the first 16 hex digits of its HMAC-SHA-256, so that without the key nobody can try ids. */
export function hashedId(hashKey: string, id: string): string {
  return `sha256:${createHmac('sha256', hashKey).update(id).digest('hex').slice(0, 16)}`;
}
