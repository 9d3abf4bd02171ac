import type { Campaign } from '#campaign/campaign.js';
import { withoutReplyMarks } from '#campaign/facts/subject-text.js';
import type { Located } from '#campaign/location.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { defineRule } from '#rule/rule.js';
import { mismatchOf, type Body } from './figures.js';
import { otherEnd } from './other-end.js';

/** A body of fewer words beside pictures says in them what it offers. */
const LEAST_WORDS = 12;
/** A tag that may stand for what is offered. */
const FIGURE_TAG = /price|preis|prix|precio|prezzo|prijs|pre[çc]o|pris|hinta|cena|discount|rabat|percent|prozent|amount|betrag|montant|importe|importo|bedrag|sum|total|saving|code|coupon|voucher|gutschein|offer|deal|product|item|date|until|end|expir|amt|value|wert/i;

export default defineRule({
  id: 'content/offer-mismatch',
  severity: 'warning',
  summary: 'Subject or preheader promises another offer than the body',
  needs: [],
  messages: {
    percent: 'The {{place}} promises {{said}}, the body {{shown}}.',
    price: 'The {{place}} names {{said}}, the body {{shown}}.',
    delivery: 'The {{place}} promises free delivery from {{said}}, the body from {{shown}}.',
    code: 'The {{place}} names the code {{said}}, the body {{shown}}.',
    end: 'The {{place}} says "{{said}}", the body "{{shown}}".',
  },
  suggestions: {
    percent: 'Correct whichever is wrong.',
    price: 'Correct whichever is wrong.',
    delivery: 'Correct whichever is wrong.',
    code: 'Correct whichever is wrong, and try the code in the shop.',
    end: 'Correct whichever is wrong.',
  },
  defaultOptions: {},
  optionsSchema: {},
  async *check(campaign) {
    if (!hasHeadline(campaign) || saysLittle(campaign) || mergesFigures(campaign)) return;
    const body = bodyOf(campaign);
    for (const place of ['subject', 'preheader'] as const) {
      const headline = campaign[place];
      const found = headline && mismatchOf(headlineText(headline), body);
      if (!found) continue;
      const { kind, said, shown } = found;
      yield { messageId: kind, heuristic: true, data: { place, said, shown }, location: headline.location, evidence: { said, shown } };
      return;
    }
    const end = await otherEnd(campaign, body.lines.join('\n'));
    if (end) yield { messageId: 'end', heuristic: true, data: { place: end.place, said: end.said, shown: end.shown }, location: end.location, evidence: { said: end.said, shown: end.shown } };
  },
  unchecked(campaign) {
    return Promise.resolve(hasHeadline(campaign) && saysLittle(campaign) && campaign.images.length > 0 ? 'what its pictures say: write it into their alt texts' : undefined);
  },
});

function hasHeadline({ subject, preheader }: Campaign): boolean {
  return subject !== undefined || preheader !== undefined;
}

function headlineText({ value }: Located): string {
  return withoutReplyMarks(value);
}

function bodyOf({ html, visibleText, images, text }: Campaign): Body {
  if (!html) return { lines: (text?.value ?? '').split(/\r?\n/), hints: '' };
  const blocks = visibleText.blocks.filter(({ role }) => role !== 'preheader').map((block) => block.text);
  const alts = images.flatMap(({ alt }) => (alt === undefined ? [] : [alt]));
  return { lines: [...blocks, ...alts], hints: images.map(({ src }) => src).join('\n') };
}

function saysLittle(campaign: Campaign): boolean {
  let words = 0;
  return bodyOf(campaign).lines.every((line) => (words += line.match(/\p{L}{2,}/gu)?.length ?? 0) < LEAST_WORDS);
}

/** What is merged is not known here. */
function mergesFigures({ templateTags, subject, preheader }: Campaign): boolean {
  const headlines = `${subject?.value ?? ''}\n${preheader?.value ?? ''}`;
  return findTemplateTags(headlines).some(({ expression }) => FIGURE_TAG.test(expression)) || templateTags.some(({ expression, context, kind }) => (context === 'text' && kind === 'output' && FIGURE_TAG.test(expression)) || (kind === 'statement' && /^(?:#?\s?each|for|foreach|#items|#products)/i.test(expression)));
}
