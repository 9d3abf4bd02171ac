import type { Config } from './config.js';

type Options = Readonly<Record<string, unknown>>;

/** The parts of the config's schedule that rules judge by too, as they are written. */
interface Section {
  readonly quietHours?: Window | null;
  readonly officeHours?: (Window & { readonly days?: readonly number[] }) | null;
  readonly frequencyCap?: { readonly perDay?: number; readonly perWeek?: number };
}

interface Window {
  readonly from: string;
  readonly until: string;
}

/** Rule id to what the schedule says of its options. null: the schedule knows no such hours, and the rule has nothing to judge. */
const RULES: Readonly<Record<string, (section: Section) => Options | null | undefined>> = {
  'timing/b2b-outside-office-hours': ({ officeHours }) => officeHours && { ...hoursOf(officeHours, 'outer'), ...(officeHours.days && { days: officeHours.days }) },
  'timing/b2c-quiet-hours': ({ quietHours }) => quietHours && nightOf(quietHours),
  'audience/frequency-cap-exceeded': ({ frequencyCap }) => frequencyCap,
};

/**
 * What the config's schedule says of a rule's options, so that `lint` judges a plan by the hours and caps that `plan` keeps.
 * undefined: nothing. null: the rule is off.
 */
export function scheduleOptions(ruleId: string, { schedule = {} }: Config): Options | null | undefined {
  return Object.hasOwn(RULES, ruleId) ? RULES[ruleId]?.(schedule) : undefined;
}

/** The rule's night begins in the evening and ends in the morning; of quiet hours that do not, its own stay. */
function nightOf(quietHours: Window): Options | undefined {
  const { from, until } = hoursOf(quietHours, 'inner');
  return from >= 12 && from <= 23 && until <= 11 ? { from, until } : undefined;
}

/** Rules count whole hours: of a window that begins or ends within one, they forgive the part. */
function hoursOf({ from, until }: Window, round: 'outer' | 'inner'): { readonly from: number; readonly until: number } {
  const [begin, end] = round === 'outer' ? [Math.floor, Math.ceil] : [Math.ceil, Math.floor];
  return { from: begin(hour(from)), until: end(hour(until)) };
}

function hour(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) + Number(minutes) / 60;
}
