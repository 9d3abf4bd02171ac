import { render, type VNode } from 'preact';
import { useState } from 'preact/hooks';
import { CampaignTab } from './campaign-tab.js';
import { ScheduleTab } from './schedule-tab.js';

const TABS = [{ id: 'campaign', name: 'Campaign' }, { id: 'schedule', name: 'Schedule' }] as const;
type Tab = (typeof TABS)[number]['id'];

function Page(): VNode {
  const [tab, setTab] = useState<Tab>('campaign');
  const move = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const other = tab === 'campaign' ? 'schedule' : 'campaign';
    setTab(other);
    document.getElementById(`tab-${other}`)?.focus();
  };
  return (
    <>
      <header class="bar">
        <h1 class="wordmark">Presend</h1>
        <div class="tabs" role="tablist" aria-label="What to look at" onKeyDown={move}>
          {TABS.map(({ id, name }) => (
            <button type="button" role="tab" id={`tab-${id}`} aria-controls={`panel-${id}`} aria-selected={tab === id} tabIndex={tab === id ? 0 : -1} onClick={() => setTab(id)}>{name}</button>
          ))}
        </div>
      </header>
      <main>
        <section role="tabpanel" id="panel-campaign" aria-labelledby="tab-campaign" hidden={tab !== 'campaign'}><CampaignTab /></section>
        <section role="tabpanel" id="panel-schedule" aria-labelledby="tab-schedule" hidden={tab !== 'schedule'}><ScheduleTab /></section>
      </main>
    </>
  );
}

const place = document.getElementById('page');
if (place) render(<Page />, place);
