import type { PeopleBlock } from './evidence/people-blocks.js';
import { blockPeople } from './evidence/read-people.js';
import { explainPerson } from './explain-person.js';
import { encodeRows } from './output/encode-rows.js';
import type { RowEncoding } from './output/encode-rows.js';
import { planPerson } from './plan-person.js';
import type { PlanningContext } from './plan-person.js';
import type { Explanation, PlannedRecipient } from './plan-result.js';
import { partTally } from './tally.js';
import type { PartTally } from './tally.js';

/** How rows and explanations are written; without the second nobody is explained. */
export interface BlockEncodings {
  readonly rows: RowEncoding;
  readonly explanations?: RowEncoding;
}

/** A block of people, planned: text to be written, and what it adds to the counts. */
export interface PlannedBlock {
  readonly rows: string;
  readonly explanations: string;
  readonly counts: PartTally;
}

/** Plans the people of a block, one after the other, and writes them. */
export function planBlock(block: PeopleBlock, context: PlanningContext, encodings: BlockEncodings): PlannedBlock {
  const counts = partTally();
  const rows: PlannedRecipient[] = [];
  const explanations: Explanation[] = [];
  for (const person of blockPeople(block, context.goal)) {
    const planned = planPerson(person, context);
    counts.add(person, planned);
    rows.push(planned.row);
    if (encodings.explanations !== undefined) explanations.push(explainPerson(person, planned, context));
  }
  return {
    rows: encodeRows(encodings.rows, rows), counts: counts.total(),
    explanations: encodings.explanations === undefined ? '' : encodeRows(encodings.explanations, explanations),
  };
}
