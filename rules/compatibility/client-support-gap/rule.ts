import type { Campaign } from '#campaign/campaign.js';
import { PHRASES } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';
import { CLIENT_NAMES, gapsAmong, nameClients, type Gap } from './clients.js';
import { featureUses, type FeatureUse } from './feature-uses.js';
import IMPACT from './impact.json' with { type: 'json' };

interface UsedGap extends Gap {
  readonly use: FeatureUse;
}

/** Hardly any mail does without, and hardly any reader sees the difference: no finding for these alone. */
const COMMON: ReadonlySet<string> = new Set(IMPACT.common);

/** Without these the mail loses something that its readers miss. */
const LOSABLE: ReadonlySet<string> = new Set(IMPACT.losses.flatMap(({ features }) => features));

/** So many are named in a message; the evidence lists all. */
const NAMED = 5;

export default defineRule({
  id: 'compatibility/client-support-gap',
  severity: 'info',
  summary: 'The mail uses HTML or CSS that some mail clients do not support',
  needs: ['html'],
  messages: {
    lost: '{{loss}}: {{features}}.',
    plainer: 'Some clients leave out {{count}}, so the mail looks plainer there: {{features}}.',
  },
  suggestions: {
    lost: '{{remedy}}.',
    plainer: 'Look at the mail without them; each is described at https://www.caniemail.com/features/ under its name in the evidence.',
  },
  defaultOptions: { clients: ['gmail', 'outlook', 'apple-mail', 'yahoo'] as readonly string[], ignore: [] as readonly string[], common: false },
  optionsSchema: {
    clients: { type: 'array', items: { enum: CLIENT_NAMES } },
    ignore: PHRASES,
    common: { type: 'boolean' },
  },
  *check(campaign, { clients, ignore, common }) {
    const gaps = usedGaps(campaign, clients).filter(({ slug }) => !ignore.includes(slug));
    const losable = gaps.filter(({ slug }) => LOSABLE.has(slug));
    const left = new Set(gaps);
    const hasVml = campaign.images.some(({ kind }) => kind === 'vml');
    for (const { loss, remedy, features, unlessVml } of IMPACT.losses) {
      const lost = hasVml && unlessVml ? [] : losable.filter(({ slug }) => features.includes(slug));
      if (!lost[0]) continue;
      for (const gap of lost) left.delete(gap);
      yield { messageId: 'lost', data: { loss, remedy, features: described(lost) }, location: lost[0].use.locate(), evidence: evidenceOf(lost), places: lost.map(({ title }) => title) };
    }
    const others = [...left].sort((one, other) => other.no.length - one.no.length || (one.slug < other.slug ? -1 : 1));
    const plainer = others.filter(({ slug }) => common || !COMMON.has(slug));
    if (!plainer[0]) return;
    const count = plainer.length === 1 ? '1 feature' : `${plainer.length} features`;
    yield { messageId: 'plainer', data: { count, features: named(plainer) }, location: plainer[0].use.locate(), evidence: evidenceOf(others), places: plainer.map(({ title }) => title) };
  },
});

/** Features that the mail uses and not all of the named clients support. Outlook for Windows counts where it gets to see them. */
function usedGaps({ html }: Campaign, clients: readonly string[]): readonly UsedGap[] {
  if (!html) return [];
  const gapOf = finders.get(clients) ?? gapsAmong(clients);
  finders.set(clients, gapOf);
  const gaps: UsedGap[] = [];
  for (const [slug, use] of featureUses(html)) {
    const gap = gapOf(slug, use.inOutlook);
    if (gap) gaps.push({ slug, title: gap.title, no: gap.no, partly: gap.partly, use });
  }
  return gaps;
}

/** By the option: it is the same for all mails of a run. */
const finders = new WeakMap<readonly string[], ReturnType<typeof gapsAmong>>();

/** `<video> element (not in Gmail; in part in Apple Mail)`. */
function described(gaps: readonly UsedGap[]): string {
  const texts = gaps.slice(0, NAMED).map(({ title, no, partly }) => {
    const limits = [no.length > 0 ? `not in ${nameClients(no)}` : '', partly.length > 0 ? `in part in ${nameClients(partly)}` : ''];
    return `${title} (${limits.filter(Boolean).join('; ')})`;
  });
  return [...texts, ...furtherOnes(gaps)].join(', ');
}

function named(gaps: readonly UsedGap[]): string {
  return [...gaps.slice(0, NAMED).map(({ title, no }) => (no.length > 0 ? title : `${title} (in part)`)), ...furtherOnes(gaps)].join(', ');
}

function furtherOnes({ length }: readonly UsedGap[]): readonly string[] {
  return length > NAMED ? [`${length - NAMED} more`] : [];
}

function evidenceOf(gaps: readonly UsedGap[]): Readonly<Record<string, unknown>> {
  return {
    features: gaps.map(({ slug }) => slug),
    clients: [...new Set(gaps.flatMap(({ no, partly }) => no.concat(partly)))].sort(),
    partial: gaps.filter(({ no }) => no.length === 0).map(({ slug }) => slug),
    uses: Object.fromEntries(gaps.map(({ slug, use }) => [slug, use.count])),
  };
}
