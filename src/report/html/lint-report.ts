import type { CampaignResult, LintResult, SkippedRule } from '#engine/result.js';
import type { Finding, Severity } from '#rule/finding.js';
import type { Preview } from '../../preview.js';
import { countedEvidence } from '../counted-evidence.js';
import { excerptOf } from '../excerpt.js';
import { placeOf } from '../place.js';
import { inputName, neededFor, skippedByNeed } from '../inputs.js';
import { percent, plain, plural } from '../numbers.js';
import { sentence, VERDICT_NAMES, verdictSentence } from '../verdict.js';
import { guessedEncodings, instant, unknownWords, unreadRows } from './blocks.js';
import { bars, shareBar } from './charts.js';
import { FRAME_SCRIPT, jumpToMark, mailFrame, type Numbered } from './mail-frame.js';
import { markup, trusted, withCode, type Markup } from './markup.js';
import { page } from './page.js';

const SEVERITY_NAMES: Readonly<Record<Severity, readonly [one: string, many: string]>> = { error: ['Error', 'Errors'], warning: ['Warning', 'Warnings'], info: ['Note', 'Notes'] };

/** The report that a client is given: one file, see `page`. A campaign without a preview is reported without its picture. */
export function reportHtml(result: LintResult, previews: ReadonlyMap<string, Preview>): string {
  const { campaigns, unread, tool, now } = result;
  const single = campaigns.length === 1;
  const everywhere = single ? [] : skippedInAll(campaigns);
  const told = campaigns.map((campaign) => ({ ...campaign, skipped: campaign.skipped.filter((skip) => !everywhere.some((other) => isSame(skip, other))) }));
  const body = markup`
${!single && overview(result)}
${told.map((campaign, index) => campaignReport(campaign, previews.get(campaign.campaign), `c${String(index + 1)}`, single))}
${notChecked('Not checked in any campaign', everywhere)}
${unread.length > 0 && markup`<h2>Could not be read</h2><ul>${unread.map(({ error }) => markup`<li>${error.message}</li>`)}</ul>`}`;
  const [first] = campaigns;
  const title = single && first ? nameOf(first, previews.get(first.campaign)) : `${String(campaigns.length)} campaigns`;
  return page({ title: `${title} – Presend`, kind: 'Check before sending', body, script: FRAME_SCRIPT, footer: `Presend ${tool.version}, ${instant(now)}. Legal notes are not legal advice.` });
}

/** Said once: what no campaign was given. */
function skippedInAll([first, ...others]: readonly CampaignResult[]): CampaignResult['skipped'] {
  return first?.skipped.filter((skip) => others.every(({ skipped }) => skipped.some((other) => isSame(skip, other)))) ?? [];
}

function isSame(one: SkippedRule, other: SkippedRule): boolean {
  return one.rule === other.rule && neededFor(one) === neededFor(other);
}

function overview({ campaigns }: LintResult): Markup {
  const rows = campaigns.map(({ campaign, verdict, counts }, index) => markup`<tr class="${verdict}"><td><a href="#c${index + 1}">${campaign}</a></td><td><b style="color:var(--tone)">${VERDICT_NAMES[verdict]}</b></td><td class="number">${counts.error}</td><td class="number">${counts.warning}</td><td class="number">${counts.info}</td></tr>`);
  const held = campaigns.filter(({ verdict }) => verdict === 'hold').length;
  return markup`<section class="summary plain"><h1>${plain(campaigns.length)} campaigns, ${plain(held)} to hold</h1>
<div class="scroll" tabindex="0"><table><thead><tr><th>Campaign</th><th>Verdict</th><th class="number">Errors</th><th class="number">Warnings</th><th class="number">Notes</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function nameOf({ campaign }: CampaignResult, preview: Preview | undefined): string {
  return preview?.subject ?? campaign;
}

/** The only one of its page, or one of several, with its headings a step deeper and its regions named after it. */
function campaignReport(result: CampaignResult, preview: Preview | undefined, id: string, single: boolean): Markup {
  const owner = single ? '' : ` of ${result.campaign}`;
  const numbered = result.findings.map((finding, index): Numbered => ({ number: index + 1, finding }));
  const findings = (['error', 'warning', 'info'] as const).map((severity) => group(severity, numbered, result, id, owner));
  const shown = numbered.length > 0 ? markup`${findings}` : markup`<p>Nothing was found.</p>`;
  const list = preview === undefined ? shown : markup`<div class="columns"><div>${shown}</div><aside aria-label="The mail${owner}">${mailFrame(id, preview, numbered, owner)}</aside></div>`;
  const report = markup`${summary(result, preview)}${audience(result)}<h2>Findings</h2>${list}${checked(result)}`;
  return single ? markup`<section id="${id}">${report}</section>` : markup`<section id="${id}" class="nested">${deeper(report)}</section>`;
}

/** Each heading becomes one of the next level. What a mail says is escaped, and holds none. */
function deeper({ html }: Markup): Markup {
  return trusted(html.replace(/(<\/?h)([1-3])\b/g, (_, tag: string, level: string) => `${tag}${String(Number(level) + 1)}`));
}

function summary(result: CampaignResult, preview: Preview | undefined): Markup {
  const { campaign, verdict, counts, recipients } = result;
  const name = nameOf(result, preview);
  const figures: readonly (readonly [string, number])[] = [
    [counts.error === 1 ? 'error' : 'errors', counts.error], [counts.warning === 1 ? 'warning' : 'warnings', counts.warning], [counts.info === 1 ? 'note' : 'notes', counts.info],
    ['rules passed', counts.passed], ['not checked', counts.skipped], ...(recipients ? [['recipients', recipients.total], ['held back', recipients.hold]] as const : []),
  ];
  return markup`<div class="summary ${verdict}"><div class="verdict">${VERDICT_NAMES[verdict]}</div><h1><bdi>${name}</bdi></h1>
<p class="lead">${sentence(verdictSentence(result, inputName))} ${name !== campaign && markup`<span class="mono" style="color:var(--soft)">${campaign}</span>`}</p>
<ul class="figures">${figures.map(([label, value]) => markup`<li><b>${plain(value)}</b><span>${label}</span></li>`)}</ul></div>`;
}

function audience({ recipients }: CampaignResult): Markup | undefined {
  if (!recipients || recipients.total === 0) return undefined;
  const rows = Object.entries(recipients.heldBy).map(([label, value]) => ({ label, value }));
  return markup`<h2>Who may get it</h2>${shareBar('Recipients', [{ label: 'may get it', value: recipients.send, tone: '--good' }, { label: 'held back', value: recipients.hold, tone: '--error' }])}
${rows.length > 0 && markup`<p style="margin-top:18px">Held back by rule; somebody whom two rules hold counts for each.</p>${bars('Held back by rule', rows, '--error')}`}`;
}

function group(severity: Severity, numbered: readonly Numbered[], result: CampaignResult, id: string, owner: string): Markup | undefined {
  const own = numbered.filter(({ finding }) => finding.severity === severity);
  if (own.length === 0) return undefined;
  return markup`<section aria-label="${SEVERITY_NAMES[severity][1]}${owner}">${own.map(({ number, finding }) => findingCard(finding, `${id}-${String(number)}`, number, result))}</section>`;
}

function findingCard(finding: Finding, id: string, number: number, { sources }: CampaignResult): Markup {
  const { rule, severity, message, suggestion, heuristic, location } = finding;
  const place = placeOf(location);
  return markup`<article class="finding ${severity}" id="${id}" data-severity="${severity}">
<div class="meta"><span class="number-badge">${number}</span><span class="severity">${SEVERITY_NAMES[severity][0]}</span><code>${rule}</code>${heuristic && markup`<span title="Rests on a word list alone">heuristic</span>`}${place !== '' && markup`<code>${place}</code>`}${jumpToMark(id)}</div>
<h3>${message}</h3>${excerpt(finding, sources)}<p class="advice">${withCode(suggestion)}</p>${people(finding)}</article>
`;
}

function excerpt({ location }: Finding, sources: ReadonlyMap<string, string>): Markup | undefined {
  const found = location && excerptOf(location, sources);
  if (!found) return undefined;
  return markup`<pre tabindex="0"><code>${found.before}<mark>${found.marked}</mark>${found.after}</code></pre>`;
}

function people({ recipients, evidence }: Finding): Markup | undefined {
  if (!recipients) return undefined;
  const { count, of, sample } = recipients;
  const groups = countedEvidence(evidence).map(({ column, values }) => markup`<br>${column}: ${values}`);
  return markup`<p class="people"><b>${plain(count)} of ${plain(of)} recipients</b> (${percent(of === 0 ? 0 : count / of)})${groups}${sample.length > 0 && markup`<br>for example <code>${sample.slice(0, 3).join(', ')}</code>`}</p>`;
}

function checked({ skipped, allowed, mended = [], rejected, encodings = [], unreadWords = [], crashes }: CampaignResult): Markup {
  return markup`${allowed.length > 0 && markup`<h2>Waived</h2><ul>${allowed.map(({ rule, reason, findings }) => markup`<li><code>${rule}</code> (${findings}): ${reason}</li>`)}</ul>`}
${mended.length > 0 && markup`<h2>Mended</h2><ul>${mended.map(({ rule, places }) => markup`<li><code>${rule}</code> (${plural(places, 'place')})</li>`)}</ul>`}
${unreadRows(rejected)}
${guessedEncodings(encodings)}
${unknownWords(unreadWords)}
${crashes.length > 0 && markup`<h2>Rules that failed</h2><ul>${crashes.map(({ rule }) => markup`<li><code>${rule}</code> crashed: this is a fault of Presend's, please report it. It was not checked.</li>`)}</ul>`}
${notChecked('Not checked', skipped)}`;
}

function notChecked(title: string, skipped: CampaignResult['skipped']): Markup | undefined {
  if (skipped.length === 0) return undefined;
  const rows = [...skippedByNeed(skipped)].map(([need, rules]) => markup`<tr><td>${withOptions(need)}</td><td><code>${rules.join(', ')}</code></td></tr>`);
  return markup`<h2>${title}</h2><p>These rules passed nothing and found nothing: an input that they need was not given.</p><div class="scroll" tabindex="0"><table><thead><tr><th>What would let them run</th><th>Rules</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** Names of options are not broken between two lines. */
function withOptions(need: string): Markup {
  return markup`${need.split(/(--[a-z-]+)/).map((piece, index) => (index % 2 === 0 ? markup`${piece}` : markup`<span class="option">${piece}</span>`))}`;
}
