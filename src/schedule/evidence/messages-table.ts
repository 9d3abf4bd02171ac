import { raw, sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { EPOCH_HOUR_OF_WEEK, HOURS_IN_WEEK } from '../model/hour-of-week.js';
import { blockJudge, isFetch } from './judge-block.js';
import type { EvidenceQuery, Judging } from './judge-block.js';
import { allBlocks } from './people-blocks.js';

/** A view takes no bound parameters. */
const SLOT = raw(`CAST((floor(local_s / 3600) + ${String(EPOCH_HOUR_OF_WEEK)}) % ${String(HOURS_IN_WEEK)} AS INTEGER)`);

/**
 * Makes `plan_mails`, one row a message, in the order of people: when it went out, in UTC and on the recipient's clock, when it was first engaged with (infinity: never), and how many seconds it is watched for;
 * `plan_messages`, the same with recipient ids; and `plan_fetched`, whose mail a machine fetches whether or not anybody reads, and when, so that the reader's opens are hidden. Needs `plan_log`.
 */
export async function makeMessages(warehouse: Warehouse, judging: Judging): Promise<void> {
  await warehouse.run(sql`CREATE OR REPLACE TABLE plan_mails (person INTEGER, sent_s DOUBLE, triggered BOOLEAN, engaged_s DOUBLE, local_s DOUBLE, watch_s DOUBLE)`);
  await warehouse.run(sql`CREATE OR REPLACE TABLE plan_fetched (person INTEGER, at_s DOUBLE)`);
  const [mails, fetched] = [await warehouse.append('plan_mails'), await warehouse.append('plan_fetched')];
  const query: EvidenceQuery = {
    asOf: judging.now, recentSince: Infinity,
    visit: {
      mail: (person, sent, triggered, engaged, local, watch) => mails.add([person, sent, triggered ? 1 : 0, engaged, local, watch]),
      signal(person, _kind, at, reason) { if (isFetch(reason)) fetched.add([person, at]); },
    },
  };
  const { judge } = blockJudge(judging, query);
  for await (const block of allBlocks(warehouse, judging, query)) judge(block);
  mails.close();
  fetched.close();
  await warehouse.run(sql`
    CREATE OR REPLACE VIEW plan_messages AS
    SELECT recipient_id, mails.* REPLACE (CASE WHEN isfinite(engaged_s) THEN engaged_s END AS engaged_s), ${SLOT} AS slot
    FROM plan_mails AS mails JOIN plan_recipients AS recipients ON recipients.person = mails.person`);
}
