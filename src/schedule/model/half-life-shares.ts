/** A day of mail: when it was, how many engagements were expected of it, and how many there were. */
export interface MailDay {
  readonly day: number;
  readonly expected: number;
  readonly engaged: number;
}

/** Days after which a day of mail counts half for what mail pleases now. */
export const HALF_LIVES = [Infinity, 240, 120, 60, 30] as const;
/** What is believed beforehand: that mail pleases as it ever did, or that this moves, at any of these speeds. Our own. */
const BELIEVED = [0.5, 0.125, 0.125, 0.125, 0.125] as const;
/** By how much single mails may differ in appeal (standard deviation of the logarithm), each as likely as the others. */
const APPEALS = [0.15, 0.2, 0.3, 0.45] as const;
/** Variance of the logarithm of what mail pleases on the first day, before anything is seen of it: any level will do. */
const ANYTHING = 1;

/**
 * How likely it is, for each half-life, that what mail pleases moves so fast that exponential smoothing with it foretells best (Muth 1960): by the likelihood of the days under a local level model,
 * which is a random walk seen through the appeal of single mails and through counts (Harvey 1989, section 4.1). `days` in order; the shares sum up to one.
 */
export function halfLifeShares(days: readonly MailDay[]): readonly number[] {
  const gap = days.length < 2 ? 1 : (days.at(-1)!.day - days[0]!.day) / (days.length - 1);
  const fits = HALF_LIVES.map((halfLife) => APPEALS.map((appeal) => logLikelihood(days, appeal ** 2, drift(halfLife, gap) * appeal ** 2)));
  const highest = Math.max(...fits.flat());
  const weights = fits.map((of, index) => BELIEVED[index]! * of.reduce((sum, fit) => sum + Math.exp(fit - highest), 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Variance of the random walk's step of a day, over that of a mail's appeal, whose steady-state Kalman filter forgets with a half-life. */
function drift(halfLife: number, gap: number): number {
  const gain = 1 - 0.5 ** (gap / halfLife);
  return gain ** 2 / (1 - gain) / gap;
}

/** Of the logarithms of engagements over expected ones, by the Kalman filter. Half a count is added, so that a day without any has one. */
function logLikelihood(days: readonly MailDay[], appealVariance: number, driftVariance: number): number {
  let [mean, variance, sum] = [0, ANYTHING, 0];
  days.forEach(({ day, expected, engaged }, index) => {
    variance += driftVariance * (day - (days[index - 1]?.day ?? day));
    const surprise = Math.log((engaged + 0.5) / (expected + 0.5)) - mean;
    const spread = variance + appealVariance + 1 / (expected + 0.5);
    sum -= (Math.log(spread) + surprise ** 2 / spread) / 2;
    mean += (variance / spread) * surprise;
    variance *= 1 - variance / spread;
  });
  return sum;
}
