import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { sentence, VERDICT_NAMES, verdictSentence } from '../report/verdict.js';
import { bringIntoSight } from './bring-into-sight.js';
import { FindingsPanel } from './findings-panel.js';
import { Heading } from './heading.js';
import { MailView } from './mail-view.js';
import type { Checked, Finding, Severity } from './result.js';

/** A finding with the number that it has in the list and on the mail. */
export interface Numbered {
  readonly number: number;
  readonly finding: Finding;
}

/** The mail with its findings marked on it, and the list of them. */
export function CampaignView({ checked: { name, result, preview }, onClose }: { readonly checked: Checked; readonly onClose: () => void }): VNode {
  const [selected, setSelected] = useState<number>();
  const [shown, setShown] = useState<ReadonlySet<Severity>>(new Set(['error', 'warning', 'info']));
  const [query, setQuery] = useState('');
  const all = useMemo(() => result.findings.map((finding, index) => ({ number: index + 1, finding })), [result]);
  const wanted = query.trim().toLowerCase();
  const visible = all.filter(({ finding }) => shown.has(finding.severity) && `${finding.rule} ${finding.message}`.toLowerCase().includes(wanted));
  const select = (number: number | undefined): void => {
    setSelected(number);
    if (number !== undefined && !visible.some((each) => each.number === number)) (setShown(new Set(['error', 'warning', 'info'])), setQuery(''));
  };
  /** A mark that is pressed again leads back to what is said of it. */
  const selectMark = (number: number): void => {
    select(number);
    if (number === selected) bringIntoSight(document.querySelector('.entry.open'), 'nearest');
  };
  return (
    <div class="campaign">
      <div class={`verdict ${result.verdict}`}>
        <div>
          <p class="verdict-name">{name}</p>
          <Heading>{VERDICT_NAMES[result.verdict]}</Heading>
          <p>{sentence(verdictSentence(result, (table) => table))}</p>
        </div>
        <dl class="figures">
          <Figure name={result.counts.error === 1 ? 'error' : 'errors'} value={result.counts.error} />
          <Figure name={result.counts.warning === 1 ? 'warning' : 'warnings'} value={result.counts.warning} />
          <Figure name={result.counts.info === 1 ? 'note' : 'notes'} value={result.counts.info} />
          <Figure name="rules passed" value={result.counts.passed} />
          {result.recipients && <Figure name={`of ${plain(result.recipients.total)} recipients held`} value={result.recipients.hold} />}
        </dl>
        <button type="button" class="other" onClick={onClose}>Check another</button>
      </div>
      <div class="columns">
        <MailView preview={preview} findings={visible} selected={selected} onSelect={selectMark} />
        <FindingsPanel {...{ result, preview, visible, shown, query, selected }} onShown={setShown} onQuery={setQuery} onSelect={select} />
      </div>
    </div>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: number }): VNode {
  return <div><dt>{name}</dt><dd>{plain(value)}</dd></div>;
}

function plain(value: number): string {
  return value.toLocaleString('en-GB');
}
