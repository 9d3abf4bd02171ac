import { describe, expect, it } from 'vitest';
import { isSharedMailbox } from '#audience/shared-mailbox.js';

describe('isSharedMailbox', () => {
  it.each(['info', 'büro', 'sales-emea', 'info2', 'rrhh', 'postmaster', 'newsletter+list'])('%s is read by several or by a machine', (mailbox) => expect(isSharedMailbox(mailbox)).toBe(true));
  it.each(['anna.schmidt', 'it.li', 'jo', 'infoma'])('%s may be a person', (mailbox) => expect(isSharedMailbox(mailbox)).toBe(false));
});
