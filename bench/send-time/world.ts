/** A simulated world: how people look at their mail, how fast it is buried, and what the sender did so far. */
export interface World {
  readonly people: number;
  readonly seed: number;
  /** Multiplies the mail of others, which buries the sender's. */
  readonly burial: number;
  /** Chance that the arrival itself makes somebody look who is busy with mail at that hour. */
  readonly notification: number;
  /** Power that rhythms are raised to: 0.5 is flatter, 1 more peaked than commit logs of open source show; 0.75 is nearest. */
  readonly sharpness: number;
  /** Share of the logged sends that went to a random hour. */
  readonly explored: number;
  /** What mails please at the end of the log over what they pleased at its start, as a logarithm; the truth is that of the end. */
  readonly trend: number;
  /** Days of log. */
  readonly days: number;
  /** When the sender mails, on the sender's clock: day (0 = Monday), hour, share. */
  readonly habits: readonly Habit[];
  /** Share of people who read with Apple Mail, which hides their opens. */
  readonly apple: number;
  /** Share of people who hardly ever open anything. */
  readonly inactive: number;
  /** Whether everybody works in an office. */
  readonly office: boolean;
  /** Share of people who joined within the last two months. */
  readonly recent: number;
}

export type Habit = readonly [day: number, hour: number, share: number];


/** The usual sender. */
const HABITS: readonly Habit[] = [
  [1, 10, 0.4], [3, 10, 0.3], [2, 14, 0.12], [0, 9, 0.06], [4, 11, 0.06], [6, 18, 0.06],
];
const DEFAULT = { burial: 1, notification: 0, sharpness: 0.75, explored: 0, trend: 0, days: 400, habits: HABITS, apple: 0.45, inactive: 0, office: false, recent: 0 } as const;

/** Named after what is different in them. */
export const WORLDS = {
  default: DEFAULT,
  mild: { ...DEFAULT, burial: 0.3 },
  strong: { ...DEFAULT, burial: 3 },
  notify: { ...DEFAULT, notification: 0.6 },
  flat: { ...DEFAULT, sharpness: 0.5 },
  explored: { ...DEFAULT, explored: 0.1 },
  fading: { ...DEFAULT, trend: Math.log(2 / 3) },
  growing: { ...DEFAULT, trend: Math.log(3 / 2) },
  tuesday: { ...DEFAULT, habits: [[1, 10, 1]] },
  proxies: { ...DEFAULT, apple: 0.6 },
  inactive: { ...DEFAULT, inactive: 0.9 },
  office: { ...DEFAULT, office: true, habits: [[1, 10, 0.5], [3, 14, 0.5]] },
  recent: { ...DEFAULT, recent: 0.7, habits: [[3, 17, 1]] },
} as const satisfies Record<string, Omit<World, 'people' | 'seed'>>;
export type WorldName = keyof typeof WORLDS;

/** The instant at which the log ends and the plan begins (a Monday, 00:00 UTC). */
export const END = Date.UTC(2026, 5, 29);
export const SENDER_ZONE = 'America/New_York';

/** Where people live, and the weight of each place. */
export const ZONES: readonly (readonly [zone: string, weight: number])[] = [
  ['America/New_York', 30], ['America/Chicago', 18], ['America/Los_Angeles', 16], ['Europe/London', 8], ['America/Denver', 6], ['Europe/Paris', 6],
  ['Asia/Kolkata', 4], ['Australia/Sydney', 4], ['Europe/Berlin', 3], ['America/Phoenix', 2], ['America/Sao_Paulo', 2], ['Pacific/Auckland', 1],
];
