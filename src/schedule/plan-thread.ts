import { parentPort, workerData } from 'node:worker_threads';
import type { PeopleBlock } from './evidence/people-blocks.js';
import { planBlock } from './plan-block.js';
import type { PlanThreadData } from './plan-threads.js';
import { planningContext } from './planning-context.js';

const { facts, encodings } = workerData as PlanThreadData;
const context = planningContext(facts);

parentPort?.on('message', (block: PeopleBlock) => {
  parentPort?.postMessage(planBlock(block, context, encodings));
});
