import { parentPort, workerData } from 'node:worker_threads';
import type { LogBlock } from './evidence/blocks.js';
import { blockJudge } from './evidence/judge-block.js';
import { planBlock } from './plan-block.js';
import type { PlanThreadData } from './plan-threads.js';
import { planningContext } from './planning-context.js';

const { facts, encodings } = workerData as PlanThreadData;
const context = planningContext(facts);
const { judge } = blockJudge(facts.judging, facts.query);

parentPort?.on('message', (block: LogBlock) => {
  parentPort?.postMessage(planBlock(judge(block), context, encodings));
});
