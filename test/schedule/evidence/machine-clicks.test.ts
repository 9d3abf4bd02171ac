import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeScanned } from '#schedule/evidence/machine-clicks.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';

const CLICK_SECONDS = 60;
const MINUTE = 60;

let warehouse: Warehouse;

beforeEach(async () => {
  warehouse = await openWarehouse();
  await warehouse.run(sql`CREATE TABLE plan_sends (person INTEGER, message UBIGINT, sent_s DOUBLE)`);
  await warehouse.run(sql`CREATE TABLE plan_engagements (person INTEGER, message UBIGINT, type VARCHAR, at_s DOUBLE, sent_s DOUBLE, reason VARCHAR)`);
});
afterEach(() => warehouse.close());

interface Act {
  readonly type: 'open' | 'click' | 'reply';
  /** After the send. */
  readonly seconds: number;
  readonly named?: boolean;
}

const gatewayNamed: Act = { type: 'click', seconds: 9, named: true };
const gatewayUnnamed: Act = { type: 'click', seconds: 9 };
const readAfter = (minutes: number): Act => ({ type: 'open', seconds: minutes * MINUTE });

/** Ten mails to person 1, a day apart, with what was done with each. */
async function mailbox(actsOf: (mail: number) => readonly Act[], mails = 10): Promise<void> {
  for (let mail = 0; mail < mails; mail++) {
    const sent = mail * 86_400;
    await warehouse.run(sql`INSERT INTO plan_sends VALUES (1, ${mail}, ${sent})`);
    for (const { type, seconds, named } of actsOf(mail)) {
      await warehouse.run(sql`INSERT INTO plan_engagements VALUES (1, ${mail}, ${type}, ${sent + seconds}, ${sent}, ${named === true ? 'scanner_agent' : null})`);
    }
  }
}

async function isScanned(): Promise<boolean> {
  await makeScanned(warehouse, CLICK_SECONDS);
  return (await warehouse.all(sql`SELECT person FROM plan_scanned`)).length > 0;
}

describe('a mailbox whose mail is mostly clicked within seconds is one in which what is done soon says nothing', () => {
  it('where nothing tells the gateway from its reader', async () => {
    await mailbox(() => [gatewayUnnamed]);
    expect(await isScanned()).toBe(true);
  });

  it('where a gateway that gives its name when it clicks opens without one', async () => {
    await mailbox(() => [gatewayNamed, { type: 'open', seconds: 8 }]);
    expect(await isScanned()).toBe(true);
  });

  it('where somebody without a name comes minutes later, mail after mail', async () => {
    await mailbox((mail) => (mail < 6 ? [gatewayNamed, readAfter(5)] : [gatewayNamed]));
    expect(await isScanned()).toBe(true);
  });
});

describe('a reader is seen', () => {
  it('behind a gateway that always gives its name, however soon the mail is read now and then', async () => {
    await mailbox((mail) => (mail < 4 ? [gatewayNamed, readAfter(3)] : [gatewayNamed, readAfter(300)]));
    expect(await isScanned()).toBe(false);
  });

  it('where the quick clicks are few', async () => {
    await mailbox((mail) => (mail < 4 ? [gatewayUnnamed] : []));
    expect(await isScanned()).toBe(false);
  });

  it('where there were two mails only', async () => {
    await mailbox(() => [gatewayUnnamed], 2);
    expect(await isScanned()).toBe(false);
  });
});
