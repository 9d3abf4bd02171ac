import { schemaFaults } from '#config/validate.js';
import { ConfigError } from '#errors.js';

/** The `asks` section of presend.config, with defaults filled in. README.md says where each default comes from. */
export interface AsksConfig {
  /** Since a pledge began, or an ask to raise it was declined. */
  readonly minimumMonthsBetween: number;
  readonly monthsAfterUpgrade: number;
  readonly monthsAfterDowngrade: number;
  readonly monthsAfterBereavement: number;
  /** After a cancelled pledge, a refund, a complaint or a failed payment. */
  readonly daysAfterDistress: number;
  readonly asksPerYear: number;
  readonly daysBetweenAsks: number;
  /** Of who gives single gifts. */
  readonly daysAfterGift: number;
  /** A gift of so many months back must have been thanked for; null: an ask needs no thanks. */
  readonly thanksWithinMonths: number | null;
  /** Gifts may be booked so many days after they were given. */
  readonly bookingLagDays: number;
  /** News must have gone out in so many days; null: an ask needs none. */
  readonly progressWithinDays: number | null;
  /** And must have rested for so many. */
  readonly progressRestDays: number;
  /** The new amount of a pledge, over the old: at least, and at most. */
  readonly minimumStep: number;
  readonly maximumStep: number;
  /** The highest amount of a single gift's ladder, over the base. */
  readonly maximumHigh: number;
  /** Without a gift for so long somebody has lapsed: months, and days of grace for who gives once a year. */
  readonly lapsedMonths: number;
  readonly lapsedGraceDays: number;
  /** A gift within so many days of an ask answers it. */
  readonly answerDays: number;
  /** Past asks below which no acceptance is worked out. */
  readonly minimumPastAsks: number;
}

const months = { type: 'integer', minimum: 0, maximum: 120 };
const days = { type: 'integer', minimum: 0, maximum: 3650 };

/** JSON Schema of the section as it is written. */
export const ASKS_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    minimumMonthsBetween: months, monthsAfterUpgrade: months, monthsAfterDowngrade: months, monthsAfterBereavement: months, daysAfterDistress: days,
    asksPerYear: { type: 'integer', minimum: 1, maximum: 366 }, daysBetweenAsks: days, daysAfterGift: days,
    thanksWithinMonths: { ...months, type: ['integer', 'null'] }, bookingLagDays: days,
    progressWithinDays: { ...days, type: ['integer', 'null'] }, progressRestDays: days,
    minimumStep: { type: 'number', minimum: 1, maximum: 2 }, maximumStep: { type: 'number', exclusiveMinimum: 1, exclusiveMaximum: 2 },
    maximumHigh: { type: 'number', exclusiveMinimum: 1, exclusiveMaximum: 2 },
    lapsedMonths: months, lapsedGraceDays: days, answerDays: { ...days, minimum: 1 }, minimumPastAsks: { type: 'integer', minimum: 1 },
  },
} as const;

const DEFAULTS: AsksConfig = {
  minimumMonthsBetween: 9, monthsAfterUpgrade: 12, monthsAfterDowngrade: 12, monthsAfterBereavement: 12, daysAfterDistress: 90,
  asksPerYear: 2, daysBetweenAsks: 21, daysAfterGift: 60, thanksWithinMonths: 12, bookingLagDays: 3, progressWithinDays: 90, progressRestDays: 2,
  minimumStep: 1.1, maximumStep: 1.5, maximumHigh: 1.9, lapsedMonths: 13, lapsedGraceDays: 45, answerDays: 30, minimumPastAsks: 100,
};

/**
 * Checks the section and fills in its defaults. `where` names the config file in errors.
 * @throws ConfigError
 */
export function asksConfig(section: unknown = {}, where = 'presend.config'): AsksConfig {
  const faults = schemaFaults(ASKS_SCHEMA, section);
  if (faults.length > 0) throw new ConfigError(where, faults.map(({ path, what, remedy }) => `${path === '' ? 'asks' : `asks.${path}`} ${what} (${remedy.replace(/\.$/, '')})`).join('; '), 'Mend the config.');
  const config = { ...DEFAULTS, ...(section as Partial<AsksConfig>) };
  const { minimumStep, maximumStep, progressWithinDays, progressRestDays } = config;
  if (minimumStep > maximumStep) throw new ConfigError(where, `asks.minimumStep ${String(minimumStep)} is above asks.maximumStep ${String(maximumStep)}`, 'Give a smaller one.');
  if (progressWithinDays !== null && progressRestDays > progressWithinDays) throw new ConfigError(where, `asks.progressRestDays ${String(progressRestDays)} is more than asks.progressWithinDays ${String(progressWithinDays)}`, 'Give a smaller one.');
  return config;
}
