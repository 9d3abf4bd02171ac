#!/usr/bin/env node
import './v8-flags.js';
import { processIo } from './process-io.js';
import { runCli } from './run-cli.js';

process.exitCode = await runCli(process.argv.slice(2), processIo());
