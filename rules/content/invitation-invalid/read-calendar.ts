/** A content line: `DTSTART;TZID=Europe/Berlin:20261203T100000`. Names in upper case. */
export interface Property {
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

export type Component = ReadonlyMap<string, readonly Property[]>;

/** What RFC 5545 calls an iCalendar object, as far as an invitation needs it. */
export interface Calendar {
  /** Begun, and ended. */
  readonly whole: boolean;
  /** Upper case. */
  readonly method: string | undefined;
  /** TZID of each VTIMEZONE. */
  readonly zones: ReadonlySet<string>;
  /** VEVENT, without the alarms inside. */
  readonly events: readonly Component[];
}

/** A time of an event: a wall time, written as if it were UTC, and whose wall it hangs on. */
export interface EventTime {
  /** Milliseconds. */
  readonly wall: number;
  readonly allDay: boolean;
  /** `UTC`, a TZID as written, or undefined: each reader's own. */
  readonly zone: string | undefined;
}

const LINE = /^([\w-]{1,60})((?:;[\w-]{1,60}=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/s;
const PARAMETER = /;([\w-]{1,60})=(?:"([^"]*)"|([^";:]*))/g;
const TIME = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?$/;

/** RFC 5545, section 3.1: folded lines are joined. */
export function unfolded(text: string): string {
  return text.replace(/^\uFEFF|\r?\n[ \t]/g, '');
}

/** Of a text with whole lines, `unfolded`; lines that are none are passed over. */
export function readCalendar(text: string): Calendar {
  const open: string[] = [];
  const events: Map<string, Property[]>[] = [];
  const zones = new Set<string>();
  let method: string | undefined;
  let whole = false;
  for (const line of text.split(/\r?\n/)) {
    const [, written = '', parameters = '', value = ''] = LINE.exec(line.trim()) ?? [];
    const name = written.toUpperCase();
    const inside = open.at(-1);
    if (name === 'BEGIN') {
      open.push(value.toUpperCase());
      if (open.at(-1) === 'VEVENT') events.push(new Map());
    } else if (name === 'END') {
      open.pop();
      whole ||= value.toUpperCase() === 'VCALENDAR' && open.length === 0;
    } else if (inside === 'VCALENDAR' && name === 'METHOD') method = value.trim().toUpperCase();
    else if (inside === 'VTIMEZONE' && name === 'TZID') zones.add(value.trim());
    else if (inside === 'VEVENT' && name !== '') {
      const property = { parameters: parametersOf(parameters), value };
      const others = events.at(-1)?.get(name);
      if (others) others.push(property);
      else events.at(-1)?.set(name, [property]);
    }
  }
  return { whole, method, zones, events };
}

/** Undefined for a value that is no date and no time, 31 November among them. */
export function eventTime(property: Property | undefined): EventTime | undefined {
  const match = TIME.exec(property?.value.trim() ?? '');
  if (!match || !property) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = match.slice(1, 6).map((digits) => Number(digits) || 0);
  const allDay = match[4] === undefined;
  const wall = Date.UTC(year, month - 1, day, hour, minute);
  if (new Date(wall).getUTCMonth() !== month - 1 || new Date(wall).getUTCDate() !== day || minute > 59) return undefined;
  return { wall, allDay, zone: match[7] === 'Z' ? 'UTC' : property.parameters.get('TZID') };
}

function parametersOf(written: string): ReadonlyMap<string, string> {
  return new Map([...written.matchAll(PARAMETER)].map(([, name = '', quoted = '', plain = '']) => [name.toUpperCase(), quoted || plain]));
}
