import { resolve } from 'node:path';
import { loadConfig } from '#config/load-config.js';
import { ConfigError, InputError } from '#errors.js';
import { scheduleConfig } from '#schedule/schedule-config.js';
import { backtestHoldout } from './backtest-holdout.js';
import { backtestLog } from './backtest-log.js';
import type { BacktestResult } from './backtest-result.js';

/** What `presend backtest` takes. Paths are relative to the working directory. */
export interface BacktestOptions {
  readonly recipients: string;
  readonly events: string;
  readonly consents?: string;
  readonly gifts?: string;
  /** What `presend holdout` wrote: its result is read instead of the log's. */
  readonly holdout?: string;
  /** Sends from here on are evaluated, up to `until`. Default: the 90 days before the last send whose horizon has passed. */
  readonly from?: Date;
  readonly until?: Date;
  /** The model knows nothing later. Default: `from`. */
  readonly trainedUntil?: Date;
  /** Hours over which the plan's choice is spread: 1, 2, 3, 4, 6, 8 or 12. Default 6. */
  readonly windowHours?: number;
  /** `24h`. */
  readonly horizon?: string;
  readonly defaultZone?: string;
  readonly config?: string;
  /** Of the holdout that is designed. Default 0.1. */
  readonly lift?: number;
  readonly power?: number;
  readonly seed?: number;
  readonly now?: Date;
  readonly progress?: (stage: string) => void;
}

const HOUR = 3_600_000;
const DEFAULT_DAYS = 90;
const WINDOWS: readonly number[] = [1, 2, 3, 4, 6, 8, 12];

/** What the plan would have gained, or did gain, by what is on file; a refusal is a result. Throws UserError. */
export async function backtest(options: BacktestOptions): Promise<BacktestResult> {
  const { horizon, defaultZone, windowHours = 6, now = new Date(), holdout, lift = 0.1, power = 0.8 } = options;
  if (!WINDOWS.includes(windowHours)) throw new ConfigError('--window', `${String(windowHours)} hours do not divide the day`, `Use one of ${WINDOWS.join(', ')}.`);
  const loaded = await loadConfig(resolve('.'), options.config);
  scheduleConfig(loaded.schedule, loaded.file);
  const config = scheduleConfig({ ...loaded.schedule, goal: 'engagement', ...(horizon !== undefined && { horizon }), ...(defaultZone !== undefined && { defaultZone }) }, 'presend backtest');
  const latest = new Date(now.getTime() - config.horizonHours * HOUR);
  const until = options.until === undefined || options.until > latest ? latest : options.until;
  const from = options.from ?? new Date(until.getTime() - DEFAULT_DAYS * 24 * HOUR);
  if (from >= until) throw new InputError('--from', `${from.toISOString()} is not before ${until.toISOString()}, the last send whose ${String(config.horizonHours)} hours have passed`, 'Give an earlier one.');
  const common = {
    ...options, config, now, from, until, lift, power, alpha: 0.05, seed: options.seed ?? 1, progress: options.progress ?? (() => undefined),
  };
  return holdout === undefined ? backtestLog({ ...common, windowHours, trainedUntil: options.trainedUntil ?? from }) : backtestHoldout({ ...common, holdout });
}
