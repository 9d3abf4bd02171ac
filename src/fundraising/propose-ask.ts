import { minorUnits } from '#audience/friendly-amount.js';
import type { AskRow, Frequency } from './ask-row.js';
import type { AsksConfig } from './asks-config.js';
import { proposeAmounts } from './propose-amounts.js';
import type { Ladder } from './propose-amounts.js';
import type { Donor } from './read-donors.js';
import type { Acceptance, ResponseCurve } from './response-curve.js';

const NO_GAIN = { expected_gain: null, expected_gain_low: null, expected_gain_high: null } as const;

/** One recipient's row: a reason, or amounts with what they rest on. */
export function proposeAsk(donor: Donor, curve: ResponseCurve, config: AsksConfig, asksForSingle: boolean): AskRow {
  // Beside a pledge, one payment says what a gift may be, and nothing says how many give it.
  const isBeside = asksForSingle && donor.pledge !== null;
  const ladder = ladderOf(isBeside ? { ...donor, pledge: null } : donor, config);
  const bar = donor.barred_by ?? (ladder === undefined ? 'no_amount_fits' : null);
  const reason = bar ?? (donor.resting ? donor.last_rest ?? 'resting' : '');
  const asked = bar === null ? ladder : undefined;
  const acceptance = isBeside ? undefined : asked && curve.acceptance(asked.kind === 'raise', asked.preset / (asked.kind === 'raise' ? asked.base : donor.last ?? asked.base));
  return {
    recipient_id: donor.recipient_id, eligible: reason === '' ? 'yes' : 'no', reason, ...programmeOf(donor), ...givingOf(donor, isBeside ? 'single' : undefined, ladder), ...amountsOf(asked),
    ask_not_before: bar === null && donor.rests_end !== null ? secondsOnly(donor.rests_end) : null,
    ...(asked === undefined ? NO_GAIN : gainOf(donor, asked, acceptance)),
    evidence: asked === undefined ? givingEvidence(donor, isBeside) : `${givingEvidence(donor, isBeside)}; ${isBeside ? 'no past asks of this kind to say how many accept' : acceptanceEvidence(acceptance)}`,
  };
}

function amountsOf(ladder: Ladder | undefined): Pick<AskRow, 'ask_low' | 'ask_preset' | 'ask_high'> {
  return { ask_low: ladder?.low ?? null, ask_preset: ladder?.preset ?? null, ask_high: ladder?.high ?? null };
}

function ladderOf({ pledge, median, last, gifts, lapsed, currency }: Donor, config: AsksConfig): Ladder | undefined {
  if (median === null || last === null || currency === null) return undefined;
  return proposeAmounts({ pledge, median, last, gifts, lapsed, currency }, config);
}

function programmeOf({ programme, programme_share: share, programme_touches: touches, programme_gifts: gifts, programme_refused: refused }: Donor): Pick<AskRow, 'programme' | 'programme_evidence'> {
  if (programme === null || share === null) return { programme: null, programme_evidence: refused > 0 ? 'refused: sensitive' : 'no evidence' };
  return { programme, programme_evidence: `${String(Math.round(100 * share))} %: ${counted(gifts, 'gift')}, ${counted(touches - gifts, 'click or reply', 'clicks or replies')}` };
}

function givingOf({ pledge, interval_days: days, currency, median }: Donor, frequency: Frequency | undefined, ladder: Ladder | undefined): Pick<AskRow, 'current_amount' | 'frequency' | 'currency'> {
  const amount = ladder?.base ?? pledge ?? median;
  if (amount === null || currency === null) return { current_amount: null, frequency: null, currency: null };
  return { current_amount: rounded(amount, currency), frequency: frequency ?? (pledge === null ? 'single' : frequencyOf(days)), currency };
}

/** The nearest; where one payment is known, monthly, as most are. */
function frequencyOf(days: number | null): Frequency {
  if (days === null) return 'monthly';
  return LONGEST.find(([longest]) => days < longest)?.[1] ?? 'yearly';
}

/** Up to how many days between payments: between one interval and the next. */
const LONGEST: readonly (readonly [days: number, Frequency])[] = [[11, 'weekly'], [22, 'fortnightly'], [46, 'monthly'], [137, 'quarterly'], [259, 'half-yearly']];
const PAYMENTS: Readonly<Record<Frequency, number>> = { single: 1, weekly: 52, fortnightly: 26, monthly: 12, quarterly: 4, 'half-yearly': 2, yearly: 1 };

/** A raise counts for what it adds in a year, a single gift for itself: without a holdout nobody knows who would have given unasked. */
function gainOf({ interval_days: days, currency }: Donor, { kind, base, preset }: Ladder, acceptance: Acceptance | undefined): Pick<AskRow, 'expected_gain' | 'expected_gain_low' | 'expected_gain_high'> {
  if (acceptance === undefined) return NO_GAIN;
  const worth = kind === 'raise' ? (preset - base) * PAYMENTS[frequencyOf(days)] : preset;
  const money = (share: number): number => rounded(share * worth, currency ?? '');
  return { expected_gain: money(acceptance.mean), expected_gain_low: money(acceptance.low), expected_gain_high: money(acceptance.high) };
}

function givingEvidence({ gifts, gifts_in_currency: own, currency, pledge, lapsed }: Donor, isBeside: boolean): string {
  if (gifts === 0) return 'no comparable gifts';
  const basis = isBeside ? 'gifts beside a running pledge' : pledge !== null ? 'running pledge' : lapsed ? 'lapsed: last gift' : gifts === 1 ? 'first gift' : own === 1 ? 'the one in that currency' : `median of the last ${String(Math.min(own, 5))}`;
  return `${counted(gifts, 'comparable gift')}${own < gifts ? `, ${String(own)} in ${currency ?? ''}` : ''}, base: ${basis}`;
}

function acceptanceEvidence(acceptance: Acceptance | undefined): string {
  if (acceptance === undefined) return 'too few past asks to say how many accept';
  const { asks, accepted, byStep, mean } = acceptance;
  return `${String(accepted)} of ${String(asks)} past asks ${byStep ? 'at this step' : 'of unknown amounts'} accepted, estimate ${(100 * mean).toFixed(1)} %`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}

/** To the currency's minor units. */
function rounded(amount: number, currency: string): number {
  return Number(amount.toFixed(minorUnits(currency)));
}

/** The next whole second, so that no rest is cut short. */
function secondsOnly(instant: string): string {
  return `${new Date(Math.ceil(Date.parse(instant) / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}
