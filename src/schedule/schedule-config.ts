import { domainToASCII } from 'node:url';
import { beginsOnADay } from '#calendar-day.js';
import { schemaFaults } from '#config/validate.js';
import { ConfigError } from '#errors.js';
import { durationHours } from './duration.js';
import { isZoneName } from './zones/zone-name.js';

export const GOALS = ['engagement', 'reply'] as const;
export type Goal = (typeof GOALS)[number];

/** A time of day without a date: minutes since midnight on the recipient's clock. */
export interface DayWindow {
  readonly from: number;
  readonly until: number;
}

/** The `schedule` section of presend.config, with defaults filled in. */
export interface ScheduleConfig {
  /** What mail is timed for: any engagement, or a reply in working time. */
  readonly goal: Goal;
  /** Engagement is counted this long after the send; replies, in working hours. */
  readonly horizonHours: number;
  /** May wrap midnight; null: none. */
  readonly quietHours: DayWindow | null;
  /** For work addresses; days of the working week from 1, its first day where the recipient lives. null: none. */
  readonly officeHours: OfficeHours | null;
  readonly holidays: HolidayRule | null;
  /** The last instant at which mail may go out, epoch seconds; Infinity: none. */
  readonly latest: number;
  readonly series: Series;
  /** Local dates without mail, inclusive: [first, last] as `2026-12-24`. */
  readonly blackouts: readonly (readonly [first: string, last: string])[];
  readonly minimumGapHours: number;
  /** Mails in the recipient's day, and in any seven days, this one included. */
  readonly frequencyCap: { readonly perDay: number; readonly perWeek: number };
  /** Mails an hour, in all and to addresses of one domain. */
  readonly capacity: { readonly perHour: number; readonly perDomainPerHour: Readonly<Record<string, number>> };
  /** Slots that lose less than this share of the best one may be drawn, for who never engaged; the band narrows with evidence. */
  readonly nearTies: number;
  /** undefined: the sender's country's, else UTC. */
  readonly defaultZone: string | undefined;
  readonly scannerClickSeconds: number;
  /** Where opens count without a consent on file: everywhere but where it is required, or but where it is required or advised. */
  readonly openConsent: 'required' | 'advised';
}

export interface OfficeHours extends DayWindow {
  readonly days: readonly number[];
  /** Weighted engagements outside of these hours from which on they do not bind a work address; Infinity: they always do. */
  readonly unlessEngagedOutside: number;
}

/** Which kinds of holidays are closed, and to whom. */
export interface HolidayRule {
  readonly categories: readonly HolidayCategory[];
  readonly for: 'work' | 'everybody';
}

/** A step of a series goes out only after the one before it. */
export interface Series {
  /** Campaign of the earlier step. */
  readonly after: string | undefined;
  readonly waitHours: number;
}

const HOLIDAY_CATEGORIES = ['public', 'bank', 'optional', 'school', 'observance'] as const;
export type HolidayCategory = (typeof HOLIDAY_CATEGORIES)[number];

const time = { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$', description: 'a time of day, such as 08:00' };
const duration = { type: 'string', pattern: '^\\d{1,4}(m|h|d)$', description: 'a number of minutes, hours or days, such as 90m, 24h or 2d' };
const count = { type: 'integer', minimum: 1 };

/** JSON Schema of the section as it is written. */
export const SCHEDULE_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    goal: { enum: GOALS },
    horizon: duration,
    quietHours: { type: ['object', 'null'], additionalProperties: false, required: ['from', 'until'], properties: { from: time, until: time } },
    officeHours: {
      type: ['object', 'null'], additionalProperties: false, required: ['from', 'until'],
      properties: { from: time, until: time, days: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'integer', minimum: 1, maximum: 7 } }, unlessEngagedOutside: count },
    },
    holidays: {
      type: ['boolean', 'object'], additionalProperties: false,
      properties: { categories: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: HOLIDAY_CATEGORIES } }, for: { enum: ['work', 'everybody'] } },
    },
    deadline: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)$', description: 'an ISO 8601 instant with a zone, such as 2026-12-06T23:59:59+01:00' },
    deadlineRest: duration,
    series: { type: 'object', additionalProperties: false, properties: { after: { type: 'string', minLength: 1 }, wait: duration } },
    blackouts: { type: 'array', items: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d(/\\d{4}-\\d\\d-\\d\\d)?$', description: 'a date, or two as 2026-12-24/2026-12-26' } },
    minimumGap: duration,
    frequencyCap: { type: 'object', additionalProperties: false, properties: { perDay: count, perWeek: count } },
    capacity: { type: 'object', additionalProperties: false, properties: { perHour: count, perDomainPerHour: { type: 'object', additionalProperties: count } } },
    nearTies: { type: 'number', minimum: 0, maximum: 0.5 },
    defaultZone: { type: 'string' },
    humanEvents: { type: 'object', additionalProperties: false, properties: { scannerClickSeconds: count, openConsent: { enum: ['required', 'advised'] } } },
  },
} as const;

/** The section as it is written, once the schema has passed it. */
interface Section {
  readonly goal?: Goal;
  readonly horizon?: string;
  readonly quietHours?: { readonly from: string; readonly until: string } | null;
  readonly officeHours?: { readonly from: string; readonly until: string; readonly days?: readonly number[]; readonly unlessEngagedOutside?: number } | null;
  readonly holidays?: boolean | Partial<HolidayRule>;
  readonly deadline?: string;
  readonly deadlineRest?: string;
  readonly series?: { readonly after?: string; readonly wait?: string };
  readonly blackouts?: readonly string[];
  readonly minimumGap?: string;
  readonly frequencyCap?: { readonly perDay?: number; readonly perWeek?: number };
  readonly capacity?: { readonly perHour?: number; readonly perDomainPerHour?: Readonly<Record<string, number>> };
  readonly nearTies?: number;
  readonly defaultZone?: string;
  readonly humanEvents?: { readonly scannerClickSeconds?: number; readonly openConsent?: 'required' | 'advised' };
}

/** What the section says when it says nothing. */
const DEFAULTS = {
  goal: 'engagement',
  horizon: '24h',
  quietHours: { from: '22:00', until: '07:00' },
  officeHours: { from: '08:00', until: '18:00' },
  holidays: true,
  deadlineRest: '24h',
  series: {},
  blackouts: [],
  minimumGap: '20h',
  frequencyCap: { perDay: 1, perWeek: 3 },
  capacity: {},
  nearTies: 0.02,
  humanEvents: { scannerClickSeconds: 60, openConsent: 'required' },
} as const satisfies Section;
/** Two days of eight working hours: our own. */
const REPLY_HORIZON = '16h';
const WORKDAYS = [1, 2, 3, 4, 5];
const HOLIDAYS: HolidayRule = { categories: ['public'], for: 'work' };
const SERIES_WAIT = '24h';
const LONGEST_HORIZON_HOURS = 72;

/**
 * Checks the section and fills in its defaults. `where` names the config file in errors, `remedy` says what to do there.
 * @throws ConfigError
 */
export function scheduleConfig(section: unknown = {}, where = 'presend.config', remedy = 'Mend the config.'): ScheduleConfig {
  const faults = schemaFaults(SCHEDULE_SCHEMA, section);
  if (faults.length > 0) throw new ConfigError(where, faults.map(({ path, what, remedy: mend }) => `${field(path)} ${what} (${mend.replace(/\.$/, '')})`).join('; '), remedy);
  const given = section as Section;
  const written: Required<Omit<Section, 'defaultZone' | 'deadline'>> & Section = { ...DEFAULTS, ...(given.goal === 'reply' && { horizon: REPLY_HORIZON }), ...given };
  const config: ScheduleConfig = {
    goal: written.goal, horizonHours: durationHours(written.horizon),
    quietHours: written.quietHours && dayWindow(written.quietHours),
    officeHours: written.officeHours && { ...dayWindow(written.officeHours), days: written.officeHours.days ?? WORKDAYS, unlessEngagedOutside: written.officeHours.unlessEngagedOutside ?? Infinity },
    holidays: written.holidays === false ? null : { ...HOLIDAYS, ...(written.holidays !== true && written.holidays) },
    latest: written.deadline === undefined ? Infinity : (beginsOnADay(written.deadline) ? Date.parse(written.deadline) : Number.NaN) / 1000 - durationHours(written.deadlineRest) * 3600,
    series: { after: written.series.after, waitHours: durationHours(written.series.wait ?? SERIES_WAIT) },
    blackouts: written.blackouts.map((span) => span.split('/')).map(([first = '', last = first]) => [first, last] as const),
    minimumGapHours: durationHours(written.minimumGap),
    frequencyCap: { ...DEFAULTS.frequencyCap, ...written.frequencyCap },
    capacity: { perHour: written.capacity.perHour ?? Infinity, perDomainPerHour: Object.fromEntries(Object.entries(written.capacity.perDomainPerHour ?? {}).map(([domain, limit]) => [domainToASCII(domain), limit])) },
    nearTies: written.nearTies,
    defaultZone: written.defaultZone,
    scannerClickSeconds: written.humanEvents.scannerClickSeconds ?? DEFAULTS.humanEvents.scannerClickSeconds,
    openConsent: written.humanEvents.openConsent ?? DEFAULTS.humanEvents.openConsent,
  };
  refuseNonsense(config, given, where);
  return config;
}

/** In ASCII: labels with dots between, the last with a letter in it; not `gmail.com.`, `*.acme.de` or `1.5`. */
const A_DOMAIN = /^[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z\d-]*[a-z][a-z\d-]*$/;

function refuseNonsense({ horizonHours, officeHours, blackouts, latest, defaultZone }: ScheduleConfig, { capacity }: Section, where: string): void {
  const refuse = (name: string, what: string, remedy: string): never => { throw new ConfigError(where, `schedule.${name} ${what}`, remedy); };
  if (horizonHours < 1 || horizonHours > LONGEST_HORIZON_HOURS) refuse('horizon', `is ${String(horizonHours)} hours`, `Use 1h to ${String(LONGEST_HORIZON_HOURS)}h: hardly a mail is opened later.`);
  if (officeHours !== null && officeHours.from >= officeHours.until) refuse('officeHours', 'end before they begin', 'Give a from that is earlier than until.');
  if (Number.isNaN(latest)) refuse('deadline', 'is no instant of the calendar', 'Write one as 2026-12-06T23:59:59+01:00.');
  const backwards = blackouts.find(([first, last]) => !beginsOnADay(first) || !beginsOnADay(last) || last < first);
  if (backwards !== undefined) refuse('blackouts', `holds "${backwards.join('/')}"`, 'Write a date, or two as 2026-12-24/2026-12-26.');
  const domains = Object.keys(capacity?.perDomainPerHour ?? {});
  const noDomain = domains.find((domain) => !A_DOMAIN.test(domainToASCII(domain)) || domain.includes('@') || domain.includes('/'));
  if (noDomain !== undefined) refuse('capacity.perDomainPerHour', `names "${noDomain}", which is no domain`, 'Write what stands behind the @, such as gmail.com.');
  const again = domains.find((domain, index) => domains.slice(0, index).some((before) => domainToASCII(before) === domainToASCII(domain)));
  if (again !== undefined) refuse('capacity.perDomainPerHour', `names "${again}" a second time, written otherwise`, 'Keep one of the two.');
  if (defaultZone !== undefined && !isZoneName(defaultZone)) refuse('defaultZone', `is "${defaultZone}", which names no time zone`, 'Use a name such as Europe/Berlin.');
}

function dayWindow({ from, until }: { readonly from: string; readonly until: string }): DayWindow {
  return { from: minutes(from), until: minutes(until) };
}

function minutes(time: string): number {
  const [hours = '', rest = ''] = time.split(':');
  return Number(hours) * 60 + Number(rest);
}

function field(path: string): string {
  return path === '' ? 'schedule' : `schedule.${path}`;
}
