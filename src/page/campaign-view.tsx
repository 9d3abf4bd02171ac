import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { FindingsPanel } from './findings-panel.js';
import { Heading } from './heading.js';
import { MailView } from './mail-view.js';
import type { CampaignResult, Checked, Finding, Severity } from './result.js';

const VERDICTS: Readonly<Record<CampaignResult['verdict'], readonly [word: string, sentence: string]>> = {
  hold: ['Hold', 'It should not be sent as it is.'],
  incomplete: ['Incomplete', 'No error was found, but what decides could not be checked.'],
  review: ['Review', 'Somebody should look at the warnings.'],
  send: ['Send', 'Nothing stands against it.'],
};

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
  const [word, sentence] = VERDICTS[result.verdict];
  const select = (number: number | undefined): void => {
    setSelected(number);
    if (number !== undefined && !visible.some((each) => each.number === number)) (setShown(new Set(['error', 'warning', 'info'])), setQuery(''));
  };
  /** A mark that is pressed again leads back to what is said of it. */
  const selectMark = (number: number): void => {
    select(number);
    if (number === selected) document.querySelector('.entry.open')?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  };
  return (
    <div class="campaign">
      <div class={`verdict ${result.verdict}`}>
        <div>
          <p class="verdict-name">{name}</p>
          <Heading>{word}</Heading>
          <p>{sentence}{result.lacking && ` Missing: ${result.lacking.join(', ')}.`}</p>
        </div>
        <dl class="figures">
          <Figure name="errors" value={result.counts.error} />
          <Figure name="warnings" value={result.counts.warning} />
          <Figure name="notes" value={result.counts.info} />
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
