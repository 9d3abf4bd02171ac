import { friendlyStep } from '#audience/friendly-amount.js';
import type { Campaign, Link } from '#campaign/campaign.js';
import { amountTags, askLinks, presetIn } from '#campaign/facts/ask-amounts.js';
import { moneyIn } from '#campaign/facts/money.js';
import type { Money } from '#campaign/facts/money.js';
import { locateInPassage, passages } from '#campaign/facts/passages.js';
import type { Problem } from '#rule/finding.js';
import { amountsAskedIn } from './amounts-asked.js';
import { writesCommas } from './number-style.js';

export type CopyFault = 'presetDiffers' | 'wrongCurrency' | 'formCurrency' | 'unrounded' | 'odd' | 'separator';

const DOLLARS = ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'ARS', 'CLP', 'COP'];
const KRONER = ['SEK', 'NOK', 'DKK', 'ISK'];
const FORM_CURRENCY = /[?&;](?:currency|currency_?code|curr|cur|valuta|waehrung|w%C3%A4hrung|devise|moneda|moeda|divisa|waluta|valuutta)=([a-z]{3})(?=[&#;]|$)/i;
/** Below so many, people do give minor units. */
const WHOLE_FROM = 5;

/** What is wrong with amounts in the copy: in links and buttons that ask, around the amount's tag, and in how numbers are grouped. */
export function* problemsInCopy(campaign: Campaign, allow: readonly number[]): Iterable<Problem<CopyFault>> {
  yield* presets(campaign);
  const asked = new Set<string>();
  for (const { money, link } of askLinks(campaign)) {
    if (!money || asked.has(money.written)) continue;
    asked.add(money.written);
    const fault = faultOf(campaign, money, allow);
    if (fault) yield { ...fault, location: link.location };
  }
  yield* currenciesOfForms(campaign);
  yield* askedInText(campaign, allow, asked);
  yield* aroundTags(campaign);
  yield* separators(campaign);
}

/** Where every address asks a hundred times what its button says, the form counts in cents. */
function* presets(campaign: Campaign): Iterable<Problem<CopyFault>> {
  const pairs = askLinks(campaign).filter(({ money, preset }) => money && preset && money.value !== preset.value);
  const inCents = pairs.length > 1 && pairs.every(({ money, preset }) => money && preset && Math.round(money.value * 100) === preset.value);
  if (inCents) return;
  for (const { link, money, preset } of pairs) {
    yield { messageId: 'presetDiffers', data: { shown: money?.written, preset: preset?.written }, location: link.location, evidence: { shown: money?.value, preset: preset?.value } };
  }
  yield* halfMerged(campaign);
}

/** Each recipient's own amount in the text or the address of a button, and one for all in the other. */
function* halfMerged(campaign: Campaign): Iterable<Problem<CopyFault>> {
  const raws = [...new Set(amountTags(campaign).map(({ raw }) => raw))];
  const merged = (text: string): string | undefined => raws.find((raw) => text.includes(raw));
  const inAddress = ({ href }: Link): string | undefined => merged(href) ?? merged(decoded(href));
  for (const link of campaign.links.filter(({ visible, inFooter }) => visible && !inFooter)) {
    const [shown, asked] = [merged(link.text) ?? moneyIn(link.text)[0]?.written, inAddress(link) ?? presetIn(link.href)?.written];
    if (shown === undefined || asked === undefined || (merged(link.text) === undefined) === (inAddress(link) === undefined)) continue;
    // "Give £5 more" may stand above an address that asks for the sum of both.
    yield { messageId: 'presetDiffers', data: { shown, preset: asked }, location: link.location, ...(merged(link.text) === undefined && { severity: 'warning' }) };
  }
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

function currencyFault({ manifest }: Campaign, { currency, written }: Money): Problem<CopyFault> | undefined {
  const declared = manifest.ask?.currency?.toUpperCase();
  if (declared === undefined) return undefined;
  const meant = currency !== undefined ? [currency] : /\$|d[oó]llar|dólar/i.test(written) ? DOLLARS : /kr/i.test(written) ? KRONER : [declared];
  return meant.includes(declared) ? undefined : { messageId: 'wrongCurrency', data: { shown: currency ?? written, declared } };
}

function faultOf(campaign: Campaign, money: Money, allow: readonly number[]): Problem<CopyFault> | undefined {
  return currencyFault(campaign, money) ?? roundingFault(money, campaign.manifest.ask?.currency?.toUpperCase(), allow);
}

/** Minor units, or a whole sum that nobody gives (37). */
function roundingFault({ value, written, currency }: Money, declared: string | undefined, allow: readonly number[]): Problem<CopyFault> | undefined {
  if (allow.includes(value)) return undefined;
  if (!Number.isInteger(value)) return value < WHOLE_FROM ? undefined : { messageId: 'unrounded', data: { shown: written } };
  const step = friendlyStep(value, currency ?? declared ?? 'EUR');
  return Number.isInteger(value / step) || value < WHOLE_FROM ? undefined : { messageId: 'odd', data: { shown: written, step }, severity: 'info' };
}

/** "?currency=USD" behind a button that says euros. */
function* currenciesOfForms({ links, manifest }: Campaign): Iterable<Problem<CopyFault>> {
  for (const { href, text, location, visible } of links) {
    const code = visible ? FORM_CURRENCY.exec(href)?.[1]?.toUpperCase() : undefined;
    const wanted = moneyIn(text)[0]?.currency ?? manifest.ask?.currency?.toUpperCase();
    if (code === undefined || wanted === undefined || code === wanted) continue;
    yield { messageId: 'formCurrency', data: { shown: code, declared: wanted }, location };
    return;
  }
}

/** Amounts that a sentence asks for; what was given or raised, and what things cost, is none. The first that is wrong, else the first odd one. */
function* askedInText(campaign: Campaign, allow: readonly number[], asked: ReadonlySet<string>): Iterable<Problem<CopyFault>> {
  const faults = passages(campaign).filter(({ place }) => place !== 'text' || !campaign.html).flatMap((passage) => amountsAskedIn(passage.text)
    .flatMap(({ money, isPrice }) => {
      const fault = asked.has(money.written) ? undefined : faultOf(campaign, money, allow);
      return fault === undefined || (isPrice && fault.messageId === 'odd') ? [] : [{ fault, passage, money }];
    }));
  const worst = faults.find(({ fault }) => fault.messageId !== 'odd') ?? faults[0];
  if (worst) yield { ...worst.fault, heuristic: true, location: locateInPassage(campaign, worst.passage, worst.money.written) };
}

/** The sign beside the tag that prints the amount. */
function* aroundTags(campaign: Campaign): Iterable<Problem<CopyFault>> {
  const raws = [...new Set(amountTags(campaign).map(({ raw }) => raw))];
  for (const passage of passages(campaign)) {
    if (!raws.some((raw) => passage.text.includes(raw))) continue;
    const filled = raws.reduce((text, raw) => text.replaceAll(raw, '100'), passage.text);
    const fault = moneyIn(filled).filter(({ number }) => number === '100').map((money) => currencyFault(campaign, money)).find((found) => found !== undefined);
    if (fault) {
      yield { ...fault, location: passage.location };
      return;
    }
  }
}

/** "1,000 €" in a German mail is one Euro, "€1.000" in an English one, too. Once a mail. */
function* separators(campaign: Campaign): Iterable<Problem<CopyFault>> {
  const { manifest } = campaign;
  const commas = writesCommas(manifest.language);
  if (commas === undefined) return;
  const foreign = commas ? /^\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?$/ : /^\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?$/;
  for (const passage of passages(campaign)) {
    const money = moneyIn(passage.text).find(({ number }) => foreign.test(number));
    if (!money) continue;
    yield { messageId: 'separator', severity: 'warning', data: { shown: money.written, language: manifest.language }, location: locateInPassage(campaign, passage, money.written) };
    return;
  }
}
