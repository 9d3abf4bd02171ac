import { passages } from '#campaign/facts/passages.js';
import type { Passage } from '#campaign/facts/passages.js';
import { moneyIn } from '#campaign/facts/money.js';
import { defineRule, sql } from '#rule/rule.js';
import type { AudienceCase } from '#rule/rule.js';
import { giftAidIn } from './gift-aid-in.js';

type MessageId = 'wrongSum' | 'wrongShare' | 'unconditional' | 'toldWithout' | 'askedAgain' | 'taxStatusMissing';

/** HMRC: 25p for every £1. */
const RELIEF = 1.25;
/** A share of the gift that is said to come on top. */
const SHARE = /(?:\b(?:extra|additional|further|adds?|by|worth)\s)?(\d{1,3}(?:\.\d{1,2})?)\s?(?:%|per cent|percent|p)\s(?:more|extra|on top|bonus|to (?:your|every|each)|for (?:every|each)|on (?:every|each))/i;
/** The same in words; a quarter is right. */
const PART = String.raw`(?:third|fifth|sixth|eighth|tenth|half|two[ -]thirds|three[ -]quarters)`;
const SHARE_IN_WORDS = new RegExp(String.raw`\b(?:by|worth|adds?|extra|another|further)\s(?:up to\s)?(?:(?:an?|one)\s)?${PART}\b(?!\s(?:of|as))|\b(?:(?:an?|one)\s)?${PART}\s(?:more|extra|again|on top|bigger|larger|higher)\b|\bhalf as much again\b|\b(?:doubles?|triples?|twice|double)\s(?:(?:the|your|every|each|all|our)\s)?(?:gifts?|donations?|support|value|amount|worth)\b`, 'i');
const GIFT_AID = /gift\s?aid/i;
const US_CLAIM = /\btax[- ]deductible\b|\bdeduct(?:ible|ed)?\b[^.!?]{0,40}\b(?:taxes|tax return|income tax)\b|\btax (?:deduction|write-?off)\b/i;
/** The same before it: "an extra 20% from HMRC". */
const EXTRA_SHARE = /\b(?:extra|additional|another|further|adds?|bonus of)\s(\d{1,3}(?:\.\d{1,2})?)\s?(?:%|per cent|percent|p)(?![\p{L}\d])/iu;
/** "Contributions are not tax deductible", as the law wants it of a party: no claim. */
const US_DENIAL = /\b(?:not|nor|neither|no part of[^.!?]{1,60})\s(?:[a-z]+\s){0,2}?(?:tax[- ]?)?deduct[^.!?]{0,200}|\bnon-?(?:tax-?\s?)?deductible\b[^.!?]{0,200}/gi;
const US_STATUS = /501\s*\(?c\)?\s*\(?3\)?|\bEIN\b|tax id|\b\d{2}-\d{7}\b/i;

export default defineRule<MessageId, object>({
  id: 'fundraising/gift-aid-claim',
  severity: 'warning',
  summary: 'The copy promises tax relief that is wrong, or that the reader cannot claim',
  needs: [],
  messages: {
    wrongSum: 'With Gift Aid £{{gift}} becomes £{{right}}, not £{{said}}.',
    wrongShare: 'Gift Aid adds 25p to every £1, and the mail says "{{words}}".',
    unconditional: 'The mail says that Gift Aid raises the gift, and not that this takes a declaration and UK tax paid.',
    toldWithout: '{{count}} of {{of}} recipients have no Gift Aid declaration or live outside the UK, and the mail tells them that their gift grows by it.',
    askedAgain: '{{count}} of {{of}} recipients have made a Gift Aid declaration, and the mail asks for one.',
    taxStatusMissing: 'The mail says "{{words}}" and does not name the 501(c)(3) status or the EIN that this rests on.',
  },
  suggestions: {
    wrongSum: 'The relief is 25p for every £1: write {{right}}.',
    wrongShare: 'Write 25p for every £1, or 25 %.',
    unconditional: 'Add "if you are a UK taxpayer", and how to make the declaration.',
    toldWithout: 'Put the sentence into a condition on the declaration.',
    askedAgain: 'Put the request into a condition, and thank those who have declared.',
    taxStatusMissing: 'Name the status and the EIN in the footer.',
  },
  defaultOptions: {},
  optionsSchema: {},
  *check(campaign) {
    const texts = shown(passages(campaign), campaign.html !== undefined);
    const about = texts.filter(({ text }) => GIFT_AID.test(text));
    const { claim, isConditional } = giftAidIn(about.length === 0 ? [] : texts.map(({ text }) => text));
    for (const { text, location } of about) {
      const sum = wrongSum(text);
      if (sum) yield { messageId: 'wrongSum', data: sum, location, evidence: sum };
      const share = wrongShare(text);
      if (share !== undefined) yield { messageId: 'wrongShare', data: { words: share }, location, heuristic: true };
    }
    const claimed = claim === undefined ? undefined : texts[claim];
    if (claimed && !isConditional) yield { messageId: 'unconditional', location: claimed.location, heuristic: true };
    const deductible = campaign.manifest.sender?.country?.toUpperCase() === 'US' ? texts.map(({ text, location }) => ({ words: US_CLAIM.exec(text.replace(US_DENIAL, ''))?.[0], location })).find(({ words }) => words !== undefined) : undefined;
    if (deductible && !passages(campaign).some(({ text }) => US_STATUS.test(text))) yield { messageId: 'taxStatusMissing', data: { words: deductible.words }, location: deductible.location, heuristic: true };
  },
  audienceCases(campaign) {
    if (campaign.manifest.kind === 'transactional') return [];
    const { claim, isConditional, asksDeclaration, isGuarded } = giftAidIn(shown(passages(campaign), campaign.html !== undefined).map(({ text }) => text), campaign.html?.source);
    const cases: AudienceCase<MessageId>[] = [];
    if (isGuarded) return cases;
    if (claim !== undefined && !isConditional) cases.push({ messageId: 'toldWithout', where: sql`NOT coalesce(giftaid, false) OR coalesce(country NOT IN ('GB', 'IM', 'GG', 'JE'), false)`, evidence: ['giftaid', 'country'], heuristic: true });
    if (asksDeclaration) cases.push({ messageId: 'askedAgain', where: sql`giftaid`, heuristic: true });
    return cases;
  },
});

/** What a reader sees; the text part only where there is no HTML. */
function shown(all: readonly Passage[], hasHtml: boolean): readonly Passage[] {
  return all.filter(({ place }) => place !== 'from' && (!hasHtml || place !== 'text'));
}

/** "£20 becomes £26": two amounts in pounds in a passage that names Gift Aid, the second said to be worth the first. */
function wrongSum(text: string): { gift: string; right: string; said: string } | undefined {
  const pounds = moneyIn(text).filter(({ currency }) => currency === 'GBP');
  for (const [index, gift] of pounds.entries()) {
    const said = pounds[index + 1];
    const between = said && text.slice(gift.start + gift.written.length, said.start);
    if (!said || !between || between.length > 80 || !/\b(?:becomes?|(?:is|be) worth|turns? into|into|grows? to|worth)\b/i.test(between)) continue;
    if (Math.abs(gift.value * RELIEF - said.value) > 0.011) return { gift: String(gift.value), right: String(Math.round(gift.value * RELIEF * 100) / 100), said: String(said.value) };
  }
  return undefined;
}

/** "20% more", "an extra 30p for every £1", "a third more", in a sentence on Gift Aid that does not speak of rates of tax. */
function wrongShare(text: string): string | undefined {
  for (const sentence of text.split(/(?<=[.!?])\s+/)) {
    if (!GIFT_AID.test(sentence) || /\brates?\b|higher|basic|tax ?payers? at/i.test(sentence)) continue;
    for (const pattern of [SHARE, EXTRA_SHARE]) {
      const [words, share] = pattern.exec(sentence) ?? [];
      if (words !== undefined && Number(share) !== (RELIEF - 1) * 100) return words;
    }
    const [inWords] = /\bmatch/i.test(sentence) ? [] : SHARE_IN_WORDS.exec(sentence) ?? [];
    if (inWords !== undefined) return inWords;
  }
  return undefined;
}
