import type { LogCounts, PeopleBlock } from './evidence/blocks.js';
import { blockPeople } from './evidence/read-people.js';
import { explainPerson } from './explain-person.js';
import { rowText } from './output/encode-rows.js';
import type { RowEncoding } from './output/encode-rows.js';
import { planPerson } from './plan-person.js';
import type { PlanningContext } from './plan-person.js';
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
  /** What became of the people's logs. */
  readonly log: LogCounts;
}

/** Plans the people of a block, one after the other, and writes them. */
export function planBlock(block: PeopleBlock, context: PlanningContext, encodings: BlockEncodings): PlannedBlock {
  const counts = partTally();
  const rows = rowText(encodings.rows);
  const explanations = encodings.explanations && rowText(encodings.explanations);
  for (const person of blockPeople(block, context.goal)) {
    const planned = planPerson(person, context);
    counts.add(person, planned);
    rows.add(planned.row);
    explanations?.add(explainPerson(person, planned, context));
  }
  return { rows: rows.text(), counts: counts.total(), log: block.counts, explanations: explanations?.text() ?? '' };
}
