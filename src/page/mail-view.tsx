import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Attachments } from './attachments.js';
import { bringIntoSight } from './bring-into-sight.js';
import type { Numbered } from './campaign-view.js';
import { boxOf, darken, frameDocument, hasRemote, type Box } from './mail-frame.js';
import type { Preview } from './result.js';

interface Props {
  readonly preview: Preview;
  readonly findings: readonly Numbered[];
  readonly selected: number | undefined;
  readonly onSelect: (number: number) => void;
}

/** CSS pixels; what is below is not shown. */
const TALLEST = 20_000;

/** Where a finding is marked, on the mail or beside its subject or sender. */
export function placeOnMail(number: number | undefined): Element | null {
  return document.querySelector(`.mail [data-number="${String(number)}"]`);
}

/** Whether the mail stands above its findings (page.css): to go to a finding's place would be to leave what is said of it. */
function isOneColumn(): boolean {
  return getComputedStyle(document.documentElement).getPropertyValue('--layout').trim() === 'one-column';
}

interface Mark extends Numbered {
  readonly box: Box;
  /** Of the number, CSS pixels. */
  readonly left: number;
  readonly top: number;
}

/** Room of a number with its border, CSS pixels. */
const MARK = 26;
/** How far a number may stand outside the mail, so that it covers no text at its edge, CSS pixels. */
const GUTTER = 14;

/** The mail as a reader sees it, findings marked on it. */
export function MailView({ preview, findings, selected, onSelect }: Props): VNode {
  const [images, setImages] = useState(true);
  const [dark, setDark] = useState(false);
  const [remote, setRemote] = useState(false);
  const [phone, setPhone] = useState(false);
  const [marks, setMarks] = useState<readonly Mark[]>([]);
  const [size, setSize] = useState({ width: 0, height: 480, scale: 1 });
  const frame = useRef<HTMLIFrameElement>(null);
  const source = useMemo(() => frameDocument(preview, { images, remote }), [preview, images, remote]);
  const fit = useRef(() => {});
  fit.current = () => {
    const [shown, mail] = [frame.current, frame.current?.contentDocument];
    const available = shown?.parentElement?.clientWidth ?? 0;
    if (!shown || !mail?.body || available === 0) return;
    shown.style.width = `${String(available)}px`;
    // Too wide a mail is shown smaller, as phones do.
    const width = Math.max(available, mail.documentElement.scrollWidth);
    shown.style.width = `${String(width)}px`;
    shown.style.height = '0';
    const height = Math.min(TALLEST, Math.max(200, mail.documentElement.scrollHeight));
    shown.style.height = `${String(height)}px`;
    const scale = available / width;
    setSize({ width, height, scale });
    setMarks(marksOn(mail, findings, scale));
  };
  const loaded = (): void => {
    const mail = frame.current?.contentDocument;
    if (!mail?.body) return;
    if (dark) darken(mail);
    mail.addEventListener('click', (event) => event.preventDefault());
    for (const image of mail.images) image.addEventListener('load', () => fit.current());
    fit.current();
  };
  useEffect(() => fit.current(), [findings, phone]);
  useEffect(() => {
    const refit = (): void => fit.current();
    window.addEventListener('resize', refit);
    return () => window.removeEventListener('resize', refit);
  }, []);
  useEffect(() => {
    if (!isOneColumn()) bringIntoSight(placeOnMail(selected), 'center');
  }, [selected]);
  return (
    <section class="mail" aria-label="The mail">
      <div class="tools" role="toolbar" aria-label="How the mail is shown">
        <Toggle on={phone} set={setPhone}>Phone width</Toggle>
        <Toggle on={dark} set={setDark}>Dark</Toggle>
        <Toggle on={!images} set={(off) => setImages(!off)}>Images off</Toggle>
        {hasRemote(preview) && <Toggle on={remote} set={setRemote}>Load pictures from the web</Toggle>}
      </div>
      <dl class="envelope">
        <Line name="From" value={preview.from} part="from" {...{ findings, selected, onSelect }} />
        <Line name="Subject" value={preview.subject} part="subject" {...{ findings, selected, onSelect }} />
        <Line name="Preheader" value={preview.preheader} part="preheader" {...{ findings, selected, onSelect }} />
      </dl>
      {preview.html === undefined ? <pre class="plain" tabIndex={0}>{preview.text ?? 'This campaign has no body.'}</pre> : (
        <div class={phone ? 'stage phone' : 'stage'} tabIndex={0} role="group" aria-label="The mail as a reader sees it">
          <div class="paper" style={{ height: `${String(size.height * size.scale)}px` }}>
            <iframe key={String(dark)} ref={frame} title="The mail as a reader sees it" sandbox="allow-same-origin" srcdoc={source} style={{ width: `${String(size.width)}px`, height: `${String(size.height)}px`, transform: `scale(${String(size.scale)})` }} onLoad={loaded} />
            {marks.filter(({ number }) => number === selected).map(({ box }) => <div class="outline" style={pixels(box)} />)}
            {marks.map((mark) => <MarkButton mark={mark} selected={mark.number === selected} onSelect={onSelect} />)}
          </div>
        </div>
      )}
      <Attachments files={preview.attachments} />
    </section>
  );
}

function MarkButton({ mark: { number, finding, left, top }, selected, onSelect }: { readonly mark: Mark; readonly selected: boolean; readonly onSelect: (number: number) => void }): VNode {
  return (
    <button type="button" class={`mark badge ${finding.severity}`} data-number={number} aria-pressed={selected} aria-label={`Finding ${String(number)}, ${finding.severity}: ${finding.message}`} title={finding.message} style={{ left: `${String(left)}px`, top: `${String(top)}px` }} onClick={() => onSelect(number)}>
      {number}
    </button>
  );
}

function Toggle({ on, set, children }: { readonly on: boolean; readonly set: (on: boolean) => void; readonly children: string }): VNode {
  return <button type="button" class="toggle" aria-pressed={on} onClick={() => set(!on)}>{children}</button>;
}

function Line({ name, value, part, findings, selected, onSelect }: Omit<Props, 'preview'> & { readonly name: string; readonly value: string | undefined; readonly part: string }): VNode {
  const own = findings.filter(({ finding }) => finding.location?.part === part);
  return (
    <div>
      <dt>{name}</dt>
      <dd class={value === undefined ? 'absent' : ''}>
        <bdi>{value ?? 'none'}</bdi>
        {own.map(({ number, finding }) => <button type="button" class={`badge ${finding.severity}`} data-number={number} aria-pressed={number === selected} aria-label={`Finding ${String(number)}: ${finding.message}`} title={finding.message} onClick={() => onSelect(number)}>{number}</button>)}
      </dd>
    </div>
  );
}

/** Each beside what it marks where there is room, and beside the others: none covers another. */
function marksOn(mail: Document, findings: readonly Numbered[], scale: number): Mark[] {
  const marks: Mark[] = [];
  for (const { number, finding } of findings) {
    const unscaled = boxOf(mail, finding.location);
    if (!unscaled) continue;
    const box = { left: unscaled.left * scale, top: unscaled.top * scale, width: unscaled.width * scale, height: unscaled.height * scale };
    const top = Math.max(2, box.top - 2);
    let left = Math.max(-GUTTER, box.left - MARK - 2);
    const row = marks.filter((other) => Math.abs(other.top - top) < MARK).map((other) => other.left).sort((a, b) => a - b);
    for (const taken of row) if (Math.abs(taken - left) < MARK) left = taken + MARK;
    marks.push({ number, finding, box, left, top });
  }
  return marks;
}

function pixels({ left, top, width, height }: Box): Record<string, string> {
  return { left: `${String(left)}px`, top: `${String(top)}px`, width: `${String(width)}px`, height: `${String(height)}px` };
}
