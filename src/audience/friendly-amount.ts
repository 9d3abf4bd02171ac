import sizes from './currency-sizes.json' with { type: 'json' };

/** Up to an amount (exclusive) people give in such steps. Gifts cluster on round amounts: bands, not percentages. */
const BANDS = [
  { below: 5, step: 0.5 }, { below: 20, step: 1 }, { below: 100, step: 5 }, { below: 250, step: 10 }, { below: 500, step: 25 }, { below: 1000, step: 50 },
  { below: 10_000, step: 100 },
] as const;
const LARGEST_STEP = 1000;
/** How many amounts a call may list: from 0.5 to 100,000 in all bands are fewer. */
const MOST = 1000;

/** Digits after the point that a currency is paid in: those of ISO 4217 (0 for JPY, 3 for KWD), but none where the coins are gone (HUF), as CLDR has it; 2 for a code that it does not know. */
export function minorUnits(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** The distance between two friendly amounts at this one: bands are those of the euro, a power of ten larger where the currency's unit is worth less. */
export function friendlyStep(amount: number, currency: string): number {
  const size = (sizes as Readonly<Record<string, number>>)[currency] ?? 1;
  const step = BANDS.find(({ below }) => amount < below * size)?.step ?? LARGEST_STEP;
  return Math.max(step * size, minorUnits(currency) === 0 ? 1 : 0);
}

/** The bands of a currency: below an amount (exclusive), amounts go in such steps. For where the step must be told in SQL. */
export function friendlyBands(currency: string): readonly { readonly below: number; readonly step: number }[] {
  const size = (sizes as Readonly<Record<string, number>>)[currency] ?? 1;
  return BANDS.map(({ below, step }) => ({ below: below * size, step: Math.max(step * size, minorUnits(currency) === 0 ? 1 : 0) }));
}

/** Friendly amounts from `low` to `high`, both inclusive, ascending; at most a thousand. */
export function friendlyAmounts(low: number, high: number, currency: string): readonly number[] {
  const found: number[] = [];
  for (let amount = above(low, currency); amount <= high && found.length < MOST; amount = above(amount + friendlyStep(amount, currency) / 2, currency)) found.push(amount);
  return found;
}

/** Room for what binary fractions cannot hold: 3.3 / 1.1 is not 3. */
const TOLERANCE = 1e-9;

/** The smallest friendly amount that is not below. */
function above(amount: number, currency: string): number {
  const step = friendlyStep(amount, currency);
  return Math.max(1, Math.ceil(amount / step - TOLERANCE)) * step;
}
