import type { Campaign, LocatedTemplateTag } from '#campaign/campaign.js';
import type { Located } from '#campaign/location.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { unsubscribeStrength } from '#campaign/facts/unsubscribe.js';
import { fieldExpression, fieldKey, fieldKind } from '#campaign/merge/printed-fields.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { PHRASES } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';
import words from './data.json' with { type: 'json' };

/** Field keys by what they tell; a key holds its word anywhere: `primary_diagnosis_code`. */
const FIELD = new RegExp(Object.values(words.fields).flat().join('|'), 'u');
const PERSONAL = new Set(['email', 'phone', 'full_name', 'first_name', 'last_name', 'birthday']);
const YOUR = phrasePattern(Object.values(words.your).flat());
const SENSITIVE = phrasePattern(Object.values(words.sensitive).flat());
/** Words between "your" and what it belongs to: "your breast cancer screening", but not "your gift fights cancer". */
const NEAR = 1;
/** More of them after what is made with a practice or an office: "your appointment at the addiction clinic". */
const NEAR_APPOINTMENT = 5;
const APPOINTMENT = phrasePattern(Object.values(words.appointment).flat());
/** What follows the name of a cause. */
const CAUSE = phrasePattern(Object.values(words.cause).flat());
/** What makes a debt one of thanks or of the state, or the debts those of the reader's customers. */
const FIGURATIVE = phrasePattern(Object.values(words.figurative).flat());
/** An address, or a tag that prints one. */
const MAY_TELL = /@|%40|[{*[<~]|%[%A-Z/]|&lt;|\$\{/;
const ADDRESS = /^[^@=]{1,64}=[^@=\s]{1,64}@[^@=\s]{1,255}\.[a-z]{2,24}$/i;
const MASKED_NAME = /mask|last_?(?:4|four|digits)|redact|obfuscat|truncat/i;
/** "**** **** ****", "ending in". */
const MASK_BEFORE = /(?:[xX*•●#]{2,}[\s-]*|(?:end(?:s|ing) (?:in|with)|endet (?:auf|mit)|endend auf|(?:se terminant|termine|terminant) par|termina(?:da|do|ta|to)? (?:en|em|con|in)|eindig(?:t|end) op|slutar på|slutter på|kończąc\p{L}{1,4} się (?:na|cyframi))[\s:]*)$/iu;
/** What such links say. */
const SETTINGS = /subscri|preferenc|profile|unsub|newsletter|abonnement|abmeld|einstellung|préférenc|suscrip|iscrizion|inschrijving|prenumeration|tilaus|subskryp/i;
/** Links by which the reader manages his subscription; the sender's mail system makes them. */
const SUBSCRIPTION = /unsub|remove|opt-?out|optout|subscri|preferenc|manage|abmeld|abbestell|desabonn|désabonn|desinscri|baja|uitschrijf|afmeld|avprenumer|frameld|\/(?:update|edit|profile)[\w-]{0,20}(?:\.\w{2,5})?\?/i;

export default defineRule<'fieldExposed' | 'fieldShown' | 'personalInLink' | 'subjectTells', { allowFields: readonly string[] }>({
  id: 'consent/special-category-exposure',
  severity: 'error',
  summary: 'The mail shows to others what is sensitive about the reader',
  needs: [],
  messages: {
    fieldExposed: '{{tag}} puts sensitive data on the reader into {{place}}, where others see it.',
    fieldShown: '{{tag}} prints sensitive data on the reader into the mail.',
    personalInLink: 'Personal data on the reader stands in the address of {{count}} ({{example}}), and ends up in logs and statistics of others.',
    subjectTells: '"{{found}}" in {{place}} tells whoever sees the mailbox something sensitive about the reader.',
  },
  suggestions: {
    fieldExposed: 'Leave it out of subject, preheader, sender and links, and show it behind a login.',
    fieldShown: 'Leave it out unless the reader has consented explicitly to this use, and then list the field in `allowFields`.',
    personalInLink: 'Put a random id into the link and look the rest up on the server.',
    subjectTells: 'Write a neutral subject, and say the rest in the mail or behind a login.',
  },
  defaultOptions: { allowFields: [] },
  optionsSchema: { allowFields: PHRASES },
  *check(campaign, { allowFields }) {
    const allowed = new Set(allowFields.map(fieldKey));
    const isSensitive = (tag: Pick<LocatedTemplateTag, 'syntax' | 'kind' | 'expression'>) => {
      const key = fieldKey(fieldExpression(tag)?.name ?? '');
      return key !== '' && FIELD.test(key) && !allowed.has(key);
    };
    const seen = new Set<string>();
    for (const tag of campaign.templateTags.filter(isSensitive)) {
      const place = exposedPlace(tag);
      const key = `${place ?? ''} ${tag.raw}`;
      if (seen.has(key) || tag.context === 'comment' || tag.context === 'code') continue;
      seen.add(key);
      if (place) yield { messageId: 'fieldExposed', data: { tag: tag.raw, place }, location: tag.location };
      else if (!isMasked(tag, campaign)) yield { messageId: 'fieldShown', data: { tag: tag.raw }, location: tag.location, severity: 'warning' };
    }
    yield* personalLinks(campaign);
    yield* tellingHeaders(campaign);
  },
});

/** Only the end of a number is shown: its name says so, or what stands before it. */
function isMasked({ raw, expression }: LocatedTemplateTag, { visibleText, text }: Campaign): boolean {
  if (MASKED_NAME.test(expression)) return true;
  const shown = [...visibleText.blocks.map((block) => block.text), text?.value ?? ''].flatMap((said) => said.split(raw).slice(0, -1));
  return shown.length > 0 && shown.every((before) => MASK_BEFORE.test(before));
}

/** Undefined for the body, which the reader alone opens. */
function exposedPlace({ location: { part }, attribute }: LocatedTemplateTag): string | undefined {
  if (part === 'subject') return 'the subject';
  if (part === 'preheader') return 'the preheader';
  if (part === 'from') return 'the sender\'s name';
  return attribute === 'href' || attribute === 'src' ? 'a link' : undefined;
}

function* personalLinks({ links }: Campaign) {
  const telling = links.filter(({ href, text }) => /^(?:https?:|\{|\[|%|\*)/i.test(href) && tellsWhoReads(href) && !leadsToSettings(text));
  const [first] = telling;
  if (!first) return;
  const count = telling.length === 1 ? '1 link' : `${telling.length} links`;
  // Without the data themselves: a report may be passed on.
  const example = `${first.href.slice(0, Math.min(80, first.href.indexOf('?')))}?…`;
  yield { messageId: 'personalInLink' as const, data: { count, example }, location: first.location, severity: 'warning' as const };
}

/** The subscription's own page needs to know whose it is, whatever its address is called. */
function leadsToSettings(text: string): boolean {
  return unsubscribeStrength(text) !== undefined || SETTINGS.test(text);
}

function tellsWhoReads(href: string): boolean {
  const query = href.indexOf('?');
  if (query === -1 || !MAY_TELL.test(href) || SUBSCRIPTION.test(href)) return false;
  if (href.slice(query + 1).split(/[&#]/).some((parameter) => ADDRESS.test(parameter.replace(/%40/g, '@')))) return true;
  return findTemplateTags(href).some((tag) => tag.start > query && PERSONAL.has(fieldKind(fieldExpression(tag)?.name ?? '') ?? ''));
}

/** "Your diabetes results": what belongs to the reader. The name of a cause ("Diabetes research") tells nothing about him. */
function* tellingHeaders({ subject, preheader, from }: Campaign) {
  const shown: readonly (readonly [Located | undefined, string])[] = [[subject, 'the subject'], [preheader, 'the preheader'], [from, 'the sender\'s name']];
  for (const [located, place] of shown) {
    if (!located) continue;
    const text = plainText(located.value.slice(0, 1000));
    const start = YOUR.exec(text);
    const rest = start ? text.slice(start.index + start[0].length) : '';
    const after = rest.split(/[.!?:|]/)[0] ?? '';
    const found = SENSITIVE.exec(after);
    if (!start || !found) continue;
    const between = after.slice(0, found.index).trim();
    if (between.split(' ').filter(Boolean).length > (APPOINTMENT.test(between) ? NEAR_APPOINTMENT : NEAR)) continue;
    const behind = found.index + found[0].length;
    if (FIGURATIVE.test(rest.slice(behind, behind + 60))) continue;
    if (!CAUSE.test(after.slice(behind).slice(0, 40))) yield { messageId: 'subjectTells' as const, data: { found: `${start[0]}${after.slice(0, behind)}`, place }, location: located.location, heuristic: true };
  }
}
