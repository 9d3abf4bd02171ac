import type { ComponentChildren, VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { readDrop, readInput, type Dropped } from './read-drop.js';

interface Props {
  readonly title: string;
  readonly hint: string;
  readonly accept: string;
  /** A folder can be chosen too. */
  readonly folders?: boolean;
  readonly onFiles: (dropped: Dropped) => void;
  readonly children?: ComponentChildren;
}

/** Takes files by drop or by choice. */
export function DropZone({ title, hint, accept, folders = false, onFiles, children }: Props): VNode {
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement): void => {
    if (input.files && input.files.length > 0) onFiles(readInput(input.files));
    input.value = '';
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer) void readDrop(event.dataTransfer.items).then(onFiles);
  };
  return (
    <div class={over ? 'drop over' : 'drop'} onDragOver={(event) => (event.preventDefault(), setOver(true))} onDragLeave={() => setOver(false)} onDrop={drop}>
      <svg class="drop-mark" viewBox="0 0 64 48" aria-hidden="true"><rect x="2" y="2" width="60" height="44" rx="6" /><path d="M4 7l28 21L60 7" /></svg>
      <h2>{title}</h2>
      <p class="hint">{hint}</p>
      <div class="actions">
        <button type="button" class="primary" onClick={() => files.current?.click()}>Choose files</button>
        {folders && <button type="button" onClick={() => folder.current?.click()}>Choose a folder</button>}
      </div>
      <input ref={files} type="file" multiple hidden accept={accept} aria-label={`${title}: files`} onChange={(event) => take(event.currentTarget)} />
      {folders && <input ref={folder} type="file" hidden aria-label={`${title}: folder`} {...{ webkitdirectory: true }} onChange={(event) => take(event.currentTarget)} />}
      {children}
    </div>
  );
}
