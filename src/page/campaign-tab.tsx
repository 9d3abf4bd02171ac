import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { CampaignView } from './campaign-view.js';
import { DropZone } from './drop-zone.js';
import type { Checked } from './result.js';
import { checkFiles, checkText, rememberToken, TokenWanted } from './service.js';

type State =
  | { readonly kind: 'empty'; readonly problem?: string }
  | { readonly kind: 'busy'; readonly name: string }
  | { readonly kind: 'token'; readonly retry: () => Promise<Checked>; readonly name: string; readonly refused: boolean }
  | { readonly kind: 'done'; readonly checked: Checked };

/** From a dropped campaign to its findings. */
export function CampaignTab(): VNode {
  const [state, setState] = useState<State>({ kind: 'empty' });
  const [source, setSource] = useState('');
  const run = async (name: string, ask: () => Promise<Checked>): Promise<void> => {
    setState({ kind: 'busy', name });
    try {
      setState({ kind: 'done', checked: await ask() });
    } catch (error) {
      if (error instanceof TokenWanted) setState({ kind: 'token', name, retry: ask, refused: error.refused });
      else setState({ kind: 'empty', problem: error instanceof Error ? error.message : String(error) });
    }
  };
  if (state.kind === 'done') return <CampaignView checked={state.checked} onClose={() => setState({ kind: 'empty' })} />;
  if (state.kind === 'busy') return <p class="waiting" role="status">Checking {state.name} …</p>;
  if (state.kind === 'token') return <TokenForm refused={state.refused} onToken={() => void run(state.name, state.retry)} />;
  return (
    <div class="start">
      {state.problem !== undefined && <p class="problem" role="alert">{state.problem}</p>}
      <DropZone
        title="Drop a campaign" folders accept=".html,.htm,.mjml,.eml,.json,.yaml,.yml,.csv,.txt,image/*"
        hint="A folder, or an .html, .mjml or .eml file. It is sent to this service only, and forgotten once it is answered."
        onFiles={({ name, files }) => (files.length === 0 ? setState({ kind: 'empty', problem: `There is nothing to check in ${name}.` }) : void run(name, () => checkFiles(name, files)))}
      />
      <form class="paste" onSubmit={(event) => (event.preventDefault(), source.trim() !== '' && void run('the pasted text', () => checkText(source)))}>
        <label for="paste">Or paste HTML, MJML or a raw message</label>
        <textarea id="paste" rows={6} spellcheck={false} value={source} onInput={(event) => setSource(event.currentTarget.value)} />
        <button type="submit" class="primary" disabled={source.trim() === ''}>Check</button>
      </form>
    </div>
  );
}

function TokenForm({ refused, onToken }: { readonly refused: boolean; readonly onToken: () => void }): VNode {
  const [value, setValue] = useState('');
  return (
    <form class="token" onSubmit={(event) => (event.preventDefault(), rememberToken(value), onToken())}>
      {refused && <p class="problem" role="alert">This token was not accepted.</p>}
      <label for="token">This service wants a token</label>
      <input id="token" type="password" autocomplete="off" value={value} onInput={(event) => setValue(event.currentTarget.value)} />
      <button type="submit" class="primary">Continue</button>
    </form>
  );
}
