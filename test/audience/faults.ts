import type { Fault } from './fault.js';
import { FIRST_FAULTS } from './first-faults.js';

/** Every fault that is planted. */
export const FAULTS: readonly Fault[] = [...FIRST_FAULTS];
