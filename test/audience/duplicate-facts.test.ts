import { describe, expect, it } from 'vitest';
import { factsOf } from './audience-of.js';

const matches = async (recipients: string, contacts?: string) => (await factsOf({ recipients, ...(contacts !== undefined && { contacts }) }, ['duplicate_match'], 'duplicates')).map((row) => row['duplicate_match']);

describe('duplicates', () => {
  it('are later rows of the same address, however it is spelled', async () => {
    expect(await matches('recipient_id,email\nr1,ann@acme.example\nr2, ANN@Acme.example \nr3,ann+news@acme.example\nr4,bob@acme.example\nr5,a.b@gmail.com\nr6,ab@googlemail.com\n'))
      .toEqual([null, 'address', 'variant', null, null, 'variant']);
  });

  it('tell two people who share an address from one who stands twice', async () => {
    expect(await matches('recipient_id,email,first_name\nr1,weber@post.example,Ute\nr2,weber@post.example,Jürgen\nr3,weber@post.example,U.\nr4,weber@post.example,\n'))
      .toEqual([null, 'shared_address', 'address', 'address']);
  });

  it('are known to the CRM as one person with two addresses', async () => {
    const contacts = 'contact_id,email,alternate_emails,lifecycle\nc1,ann@acme.example,ann@privat.example,customer\n';
    expect(await matches('recipient_id,email\nr1,ann@privat.example\nr2,ann@acme.example\nr3,bob@acme.example\n', contacts)).toEqual([null, 'contact', null]);
  });

  it('are no rows without an address', async () => {
    expect(await matches('recipient_id,email\nr1,\nr2,\nr3,no address\nr4,no address\n')).toEqual([null, null, null, null]);
  });
});
