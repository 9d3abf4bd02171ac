import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { countedEvidence } from '../report/counted-evidence.js';
import { plural } from '../report/numbers.js';
import { bringIntoSight } from './bring-into-sight.js';
import type { Numbered } from './campaign-view.js';
import { placeOnMail } from './mail-view.js';
import { Markdown } from './markdown.js';
import type { CampaignResult, Finding, Place, Preview, Severity } from './result.js';
import { explanationOf } from './service.js';

const SEVERITIES: readonly (readonly [Severity, string])[] = [['error', 'Errors'], ['warning', 'Warnings'], ['info', 'Notes']];
/** Lines of the source before and after the place. */
const AROUND = 2;
/** Characters of a source line that are shown. */
const LONGEST = 160;

interface Props {
  readonly result: CampaignResult;
  readonly preview: Preview;
  readonly visible: readonly Numbered[];
  readonly shown: ReadonlySet<Severity>;
  readonly query: string;
  readonly selected: number | undefined;
  readonly onShown: (shown: ReadonlySet<Severity>) => void;
  readonly onQuery: (query: string) => void;
  readonly onSelect: (number: number | undefined) => void;
}

/** All findings, to filter and to open. */
export function FindingsPanel({ result, preview, visible, shown, query, selected, onShown, onQuery, onSelect }: Props): VNode {
  const toggle = (severity: Severity): void => onShown(new Set(shown.has(severity) ? [...shown].filter((each) => each !== severity) : [...shown, severity]));
  return (
    <section class="findings" aria-label="Findings">
      <div class="filters" role="group" aria-label="Which findings are shown">
        {SEVERITIES.map(([severity, name]) => (
          <button type="button" class={`chip ${severity}`} aria-pressed={shown.has(severity)} onClick={() => toggle(severity)}>{name} <span>{result.counts[severity]}</span></button>
        ))}
        <input type="search" placeholder="Filter by word or rule" aria-label="Filter by word or rule" value={query} onInput={(event) => onQuery(event.currentTarget.value)} />
      </div>
      <p class="sr" role="status">{plural(visible.length, 'finding')} shown</p>
      {visible.length === 0 && <p class="nothing">{result.findings.length === 0 ? 'No findings.' : 'No finding matches the filter.'}</p>}
      <ol class="list">
        {visible.map(({ number, finding }) => <Entry key={number} {...{ number, finding, preview }} open={number === selected} onToggle={() => onSelect(number === selected ? undefined : number)} />)}
      </ol>
      {result.skipped.length > 0 && <Skipped skipped={result.skipped} />}
    </section>
  );
}

function Entry({ number, finding, preview, open, onToggle }: { readonly number: number; readonly finding: Finding; readonly preview: Preview; readonly open: boolean; readonly onToggle: () => void }): VNode {
  const entry = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (open) bringIntoSight(entry.current, 'nearest');
  }, [open]);
  return (
    <li ref={entry} class={open ? 'entry open' : 'entry'}>
      <button type="button" class="entry-head" aria-expanded={open} onClick={onToggle}>
        <span class={`badge ${finding.severity}`} aria-hidden="true">{number}</span>
        <span class="entry-text">
          <span class="sr">{finding.severity}: </span>
          <span class="message">{finding.message}</span>
          <span class="meta">{finding.rule}{placeText(finding.location)}</span>
        </span>
      </button>
      {open && <Details {...{ number, finding, preview }} />}
    </li>
  );
}

function Details({ number, finding: { rule, suggestion, location, recipients, evidence, heuristic }, preview }: Numbered & { readonly preview: Preview }): VNode {
  const [readme, setReadme] = useState<string>();
  useEffect(() => void explanationOf(rule).then(setReadme, () => setReadme('The explanation could not be loaded.')), [rule]);
  return (
    <div class="details">
      <p class="suggestion">{suggestion.split(/`([^`]+)`/).map((piece, index) => (index % 2 === 0 ? piece : <code>{piece}</code>))}</p>
      {recipients && <p>Recipients: {recipients.count.toLocaleString('en-GB')} of {recipients.of.toLocaleString('en-GB')}.</p>}
      {recipients && <Evidence evidence={evidence} />}
      {heuristic && <p class="hint">This rests on a list of words alone.</p>}
      {placeOnMail(number) && <button type="button" class="to-mail" onClick={() => bringIntoSight(placeOnMail(number), 'center')}>Show it on the mail</button>}
      <Excerpt location={location} sources={preview.sources} />
      <div class="explanation">{readme === undefined ? <p role="status">Loading the explanation …</p> : <Markdown text={sectionsOf(readme)} />}</div>
    </div>
  );
}

/** Who they are: what is counted of them, by column and value. */
function Evidence({ evidence }: Pick<Finding, 'evidence'>): VNode | null {
  const columns = countedEvidence(evidence);
  return columns.length === 0 ? null : <ul class="evidence">{columns.map(({ column, values }) => <li>{column}: {values}</li>)}</ul>;
}

function Excerpt({ location, sources }: { readonly location: Place | undefined; readonly sources: Preview['sources'] }): VNode | null {
  if (location?.line === undefined || location.file === undefined) return null;
  const first = location.line;
  const lines = (sources[location.file] ?? '').split(/\r\n|\n|\r/);
  const from = Math.max(1, first - AROUND);
  const wanted = lines.slice(from - 1, first + AROUND);
  return (
    <pre class="excerpt" tabIndex={0} aria-label={`${location.file}, line ${String(first)}`}>
      {wanted.map((line, index) => <span class={from + index === first ? 'here' : ''}><b>{from + index}</b>{clipped(line, from + index === first ? (location.column ?? 1) : 1)}{'\n'}</span>)}
    </pre>
  );
}

/** A long line from a little before the place on. */
function clipped(line: string, column: number): string {
  const start = line.length > LONGEST ? Math.max(0, column - 20) : 0;
  return `${start > 0 ? '…' : ''}${line.slice(start, start + LONGEST)}${line.length > start + LONGEST ? '…' : ''}`;
}

function Skipped({ skipped }: Pick<CampaignResult, 'skipped'>): VNode {
  const groups = new Map<string, string[]>();
  for (const { rule, needs, because } of skipped) {
    const reason = because ?? `needs ${needs.join(', ')}`;
    groups.set(reason, [...(groups.get(reason) ?? []), rule]);
  }
  return (
    <details class="skipped">
      <summary>Not checked: {plural(skipped.length, 'rule')}</summary>
      <dl>{[...groups].map(([reason, rules]) => <div><dt>{reason}</dt><dd>{rules.join(', ')}</dd></div>)}</dl>
    </details>
  );
}

function placeText(location: Place | undefined): string {
  if (!location) return '';
  const { file, line, part, field, header } = location;
  return ` · ${header ?? field ?? (line === undefined || file === undefined ? part : `${file.split('/').pop() ?? file}:${String(line)}`)}`;
}

/** Title and summary stand in the entry already. */
function sectionsOf(readme: string): string {
  const start = readme.indexOf('\n## ');
  return start < 0 ? readme : readme.slice(start + 1);
}
