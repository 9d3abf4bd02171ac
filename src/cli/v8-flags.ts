/**
 * V8 for work that is done once for each mail by very many functions: compiled so early as V8 would by itself, most of what its optimizing compiler
 * makes does not pay for its making within the few seconds that a command runs. To be imported before anything else. Measured: bench/results/lint-speed.md,
 * section "Speed of linting".
 */
import { setFlagsFromString } from 'node:v8';

/** Of Node 20, with which it was measured; a later one may have another budget, or none. */
const MEASURED = '11.';

// Bytes of bytecode that a function runs before V8 looks whether to optimize it: 16 times the default.
if (process.versions.v8.startsWith(MEASURED)) setFlagsFromString('--interrupt-budget=1081344');
