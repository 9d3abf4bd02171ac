import type { VNode } from 'preact';
import type { Attachment } from './result.js';

/** Files that a message carries, without their content. */
export function Attachments({ files }: { readonly files: readonly Attachment[] }): VNode | null {
  if (files.length === 0) return null;
  return (
    <section class="attachments" aria-label="Attachments">
      <h3>{files.length === 1 ? '1 attachment' : `${String(files.length)} attachments`}</h3>
      <ul>
        {files.map(({ name, type, bytes, shown }) => (
          <li><bdi>{name ?? 'without a name'}</bdi> <span>{type}, {size(bytes)}{shown && ', shown in the mail'}</span></li>
        ))}
      </ul>
    </section>
  );
}

function size(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} bytes`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
