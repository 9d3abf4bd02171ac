import { CONSENT_FAULTS } from './consent-faults.js';
import type { Fault } from './fault.js';
import { FIRST_FAULTS } from './first-faults.js';
import { TARGETING_FAULTS } from './targeting-faults.js';

/** What rules of other categories say of a fault as well. */
const ALSO: Readonly<Record<string, readonly string[]>> = { 'French general address': ['audience/role-account-recipient'] };

/** Every fault that is planted. */
export const FAULTS: readonly Fault[] = [...FIRST_FAULTS, ...CONSENT_FAULTS, ...TARGETING_FAULTS].map((fault) => ({ ...fault, rules: [...fault.rules, ...(ALSO[fault.name] ?? [])] }));
