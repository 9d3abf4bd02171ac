import { PROGRAMME_WEIGHTS } from '#audience/programme-facts.js';
import { raw, sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import words from './sensitive-words.json' with { type: 'json' };

/** One row a recipient with gifts, clicks or replies about a programme. */
export const AFFINITY = raw('programme_affinity');

/** What all together like counts as much as so many gifts or clicks of one's own. Our own choice. */
const PRIOR_TOUCHES = 2;

/** Programmes that tell of health, religion, politics, sexuality or origin (GDPR, article 9): who likes them is not inferred. */
const SENSITIVE = `(^|[^\\p{L}])(${Object.values(words).flat().join('|')})`;

/**
 * Makes `programme_affinity`: the programme that a recipient is likeliest to care for, and its `share`, the posterior mean of a Dirichlet
 * distribution whose prior is everybody's shares: (w + 2 s) / (W + 2), with w the recipient's weight for the programme, W for all, s its
 * share among all recipients (Minka, Estimating a Dirichlet distribution, 2000). `refused`: touches that were left out as sensitive.
 */
export async function makeProgrammeAffinity(warehouse: Warehouse): Promise<void> {
  await warehouse.run(sql`
    CREATE TABLE ${AFFINITY} AS
    WITH told AS (SELECT *, regexp_matches(lower(programme), ${SENSITIVE}) AS sensitive FROM ${PROGRAMME_WEIGHTS}),
    everybody AS (SELECT programme, sum(weight) / (SELECT sum(weight) FROM told WHERE NOT sensitive) AS share FROM told WHERE NOT sensitive GROUP BY programme),
    own AS (SELECT recipient_id, sum(weight) AS weight, sum(touches) AS touches, sum(gifts) AS gifts FROM told WHERE NOT sensitive GROUP BY recipient_id),
    judged AS (
      SELECT told.recipient_id, told.programme, (told.weight + ${PRIOR_TOUCHES} * everybody.share) / (own.weight + ${PRIOR_TOUCHES}) AS share
      FROM told JOIN own ON own.recipient_id = told.recipient_id JOIN everybody ON everybody.programme = told.programme)
    SELECT recipient_id, any_value(best.programme) AS programme, any_value(best.share) AS share, coalesce(any_value(own.touches), 0) AS touches, coalesce(any_value(own.gifts), 0) AS gifts,
      CAST(coalesce(sum(told.touches) FILTER (WHERE sensitive), 0) AS INTEGER) AS refused
    FROM told
    LEFT JOIN (SELECT recipient_id, arg_max(programme, row(share, programme)) AS programme, max(share) AS share FROM judged GROUP BY recipient_id) AS best USING (recipient_id)
    LEFT JOIN own USING (recipient_id)
    GROUP BY recipient_id`);
}
