import { Liquid } from 'liquidjs';
import type { Campaign } from '../campaign.js';
import { createCampaign } from '../create-campaign.js';
import { locatedSource } from '../positions.js';
import { dialectOf } from './merge-dialects.js';
import { conditionStep, type Condition, type ConditionStep } from './plain-conditions.js';
import { fieldExpression, fieldKey, printedFieldsOf } from './printed-fields.js';
import { findTemplateTags } from './template-tags.js';

/** Renders one text of a template with a recipient's values, by `fieldKey`. Tags that print anything else stay as they are. */
type Renderer = (text: string, values: ReadonlyMap<string, string>) => string;

const VARIABLE = /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/g;

/** Templates are the user's, values anybody's: neither may take the machine. */
const LIMITS = { parseLimit: 2_000_000, renderLimit: 2000, memoryLimit: 20_000_000 };

/** Paths of variables that a template prints or asks for: `['customer', 'first_name']`. Words of its language are among them. */
export function variablePaths(campaign: Campaign): readonly (readonly string[])[] {
  const printed = printedFieldsOf(campaign).map(({ scope, name }) => [...(scope === undefined ? [] : scope.split('.')), name]);
  const asked = campaign.templateTags.filter(({ kind }) => kind === 'statement').flatMap(({ expression }) => expression.match(VARIABLE) ?? []);
  return [...printed, ...asked.map((path) => path.split('.'))];
}

/** How a campaign is rendered; undefined where its template language is one that only its ESP runs. */
export function rendererOf(campaign: Campaign): ((values: ReadonlyMap<string, string>) => Campaign) | undefined {
  const dialect = dialectOf(campaign.manifest.esp, campaign.templateTags);
  const statements = campaign.templateTags.filter(({ kind, context }) => kind === 'statement' && context !== 'comment');
  const isPlain = statements.every((tag) => conditionStep(tag) !== undefined);
  if (!isPlain && dialect?.engine !== 'liquid') return undefined;
  const render = isPlain ? substitute : liquidRenderer(campaign);
  return (values) => renderedCampaign(campaign, (text) => render(text, values));
}

/** Each tag that prints a known field gives way to its value, or to the fallback that it declares; of conditions the branch stays that holds. */
const substitute: Renderer = (text, values) => {
  const pieces: string[] = [];
  const branches: Branch[] = [];
  let done = 0;
  for (const tag of findTemplateTags(text)) {
    const step = tag.kind === 'statement' ? conditionStep(tag) : undefined;
    const field = tag.kind === 'output' ? fieldExpression(tag) : undefined;
    const value = field && values.get(fieldKey(field.name));
    if (step === undefined && value === undefined) continue;
    if (isShown(branches)) pieces.push(text.slice(done, tag.start));
    if (isShown(branches) && value !== undefined) pieces.push(value === '' ? field?.fallback ?? '' : value);
    if (step) follow(branches, step, values);
    done = tag.end;
  }
  return isShown(branches) ? pieces.join('') + text.slice(done) : pieces.join('');
};

/** Of an open condition: whether what is around it is shown, whether this branch is, and whether one of it has been. */
interface Branch {
  readonly outer: boolean;
  shown: boolean;
  taken: boolean;
}

function isShown(branches: readonly Branch[]): boolean {
  return branches.at(-1)?.shown ?? true;
}

function follow(branches: Branch[], step: ConditionStep, values: ReadonlyMap<string, string>): void {
  if (step.kind === 'close') {
    branches.pop();
    return;
  }
  const holds = step.condition === undefined || isMet(step.condition, values);
  if (step.kind === 'open') {
    const outer = isShown(branches);
    branches.push({ outer, shown: outer && holds, taken: holds });
    return;
  }
  const branch = branches.at(-1);
  if (!branch) return;
  branch.shown = branch.outer && holds && !branch.taken;
  branch.taken ||= holds;
}

/** Of a field that the recipients do not have nothing is known: the first branch is as good as any. */
function isMet({ field, holds }: Condition, values: ReadonlyMap<string, string>): boolean {
  const value = values.get(fieldKey(field));
  return value === undefined || holds(value);
}

function liquidRenderer(campaign: Campaign): Renderer {
  const engine = new Liquid({ ...LIMITS, strictFilters: false, strictVariables: false });
  const paths = variablePaths(campaign);
  return (text, values) => {
    const scope: Record<string, unknown> = {};
    for (const path of paths) {
      const value = values.get(fieldKey(path.at(-1) ?? ''));
      if (value !== undefined) setAt(scope, path, value);
    }
    return String(engine.parseAndRenderSync(keepOthers(text, values), scope));
  };
}

/** What prints something else than a known field is printed as it stands. */
function keepOthers(text: string, values: ReadonlyMap<string, string>): string {
  const pieces: string[] = [];
  let done = 0;
  for (const tag of findTemplateTags(text)) {
    const field = tag.kind === 'output' ? fieldExpression(tag) : undefined;
    if (tag.kind === 'statement' || (field && values.has(fieldKey(field.name)))) continue;
    pieces.push(text.slice(done, tag.start), `{% raw %}${tag.raw}{% endraw %}`);
    done = tag.end;
  }
  return pieces.join('') + text.slice(done);
}

function setAt(scope: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    scope[key] = value;
    return;
  }
  const inner = scope[key];
  const next = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {};
  scope[key] = next;
  setAt(next, rest, value);
}

function renderedCampaign(campaign: Campaign, render: (text: string) => string): Campaign {
  const { manifest, html, text, subject, preheader } = campaign;
  return createCampaign({
    path: campaign.path,
    manifest: { ...manifest, ...(subject && { subject: render(subject.value) }), ...(manifest.preheader !== undefined && preheader && { preheader: render(preheader.value) }) },
    declared: campaign.declared,
    ...(html && { html: locatedSource(render(html.source), { part: 'html' }) }),
    ...(text && { text: locatedSource(render(text.value), { part: 'text' }) }),
  });
}
