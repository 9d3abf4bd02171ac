/** Writes what is generated from the rules: rules/README.md. */
import { writeFileSync } from 'node:fs';
import { rules } from '#rules/index.js';
import { catalogue } from './catalogue.js';

writeFileSync(new URL('../rules/README.md', import.meta.url), catalogue(rules));
