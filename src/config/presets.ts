import type { ConfigFile } from './config.js';

/**
 * recommended: every rule at its own severity.
 * strict: what is a warning by default stops the send; findings that rest on a word list alone stay warnings even so.
 */
export const PRESETS: Readonly<Record<string, ConfigFile & { readonly raiseWarnings?: boolean }>> = {
  recommended: { rules: {} },
  strict: { rules: {}, raiseWarnings: true },
};
