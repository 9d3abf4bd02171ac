import { createHash } from 'node:crypto';

export type Arm = 'plan' | 'control';

/** Which arm a recipient is in: by a hash of key and id alone, so that the same key gives everybody the same arm again, whoever else is on the list. */
export function assignArm(recipientId: string, key: string, controlShare: number): Arm {
  const hash = createHash('sha256').update(JSON.stringify([key, recipientId])).digest();
  return hash.readUIntBE(0, 6) / 2 ** 48 < controlShare ? 'control' : 'plan';
}
