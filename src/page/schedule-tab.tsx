import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { plural } from '../report/numbers.js';
import { DropZone } from './drop-zone.js';
import { Heading } from './heading.js';
import { HeatMap } from './heat-map.js';
import { Person } from './person.js';
import { MOST_ROWS, readPlan, type Plan } from './read-plan.js';

const EVIDENCE: readonly (readonly [id: string, name: string])[] = [['all', 'Everybody'], ['personal', 'Own habits'], ['archetype', 'People alike'], ['population', 'The population']];
/** Recipients listed at once. */
const LISTED = 40;

/** A plan's output as a week of hours, for all and for one. */
export function ScheduleTab(): VNode {
  const [plan, setPlan] = useState<Plan>();
  const [problem, setProblem] = useState<string>();
  if (plan) return <PlanView plan={plan} onClose={() => setPlan(undefined)} />;
  return (
    <div class="start">
      {problem !== undefined && <p class="problem" role="alert">{problem}</p>}
      <DropZone
        title="Drop a plan" accept=".csv,.json,.jsonl"
        hint="What presend plan wrote with --output, and with --explain if you have it. It is read in this browser and sent nowhere."
        onFiles={({ files }) => void readPlan(files.map(({ file }) => file)).then((read) => (setProblem(undefined), setPlan(read)), (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)))}
      />
    </div>
  );
}

function PlanView({ plan, onClose }: { readonly plan: Plan; readonly onClose: () => void }): VNode {
  const [evidence, setEvidence] = useState('all');
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(plan.rows.find(({ evidence: basis, status }) => basis === 'personal' && status === 'scheduled')?.recipient_id ?? plan.rows[0]?.recipient_id);
  const counts = plan.hours.get(evidence) ?? [];
  const most = Math.max(1, ...counts);
  const matches = useMemo(() => plan.rows.filter(({ recipient_id: id }) => id.toLowerCase().includes(query.trim().toLowerCase())).slice(0, LISTED), [plan, query]);
  const row = plan.rows.find(({ recipient_id: id }) => id === chosen);
  return (
    <div class="schedule">
      <div class="verdict plan">
        <div><p class="verdict-name">Schedule</p><Heading>{plan.scheduled.toLocaleString('en-GB')} scheduled</Heading><p>{(plan.total - plan.scheduled).toLocaleString('en-GB')} of {plan.total.toLocaleString('en-GB')} recipients held</p></div>
        <button type="button" class="other" onClick={onClose}>Open another</button>
      </div>
      <section class="card" aria-labelledby="all-hours">
        <h3 id="all-hours">When mail goes out, on the recipients’ own clocks</h3>
        <div class="filters" role="group" aria-label="Whose slots">
          {EVIDENCE.map(([id, name]) => <button type="button" class="toggle" aria-pressed={evidence === id} onClick={() => setEvidence(id)}>{name} <span>{sum(plan.hours.get(id)).toLocaleString('en-GB')}</span></button>)}
        </div>
        <HeatMap caption="Recipients by hour of the week" cells={counts.length === 0 ? empty() : counts.map((count) => ({ heat: count / most, text: count === 0 ? 'nobody' : plural(count, 'recipient') }))} />
        <p class="legend"><i class="none" /> nobody <i class="ramp" /> up to {most.toLocaleString('en-GB')} in an hour</p>
      </section>
      <section class="card person" aria-labelledby="one-person">
        <h3 id="one-person">One recipient</h3>
        <div class="person-columns">
          <div class="lookup">
            <input type="search" aria-label="Find a recipient by id" placeholder="Find by id" value={query} onInput={(event) => setQuery(event.currentTarget.value)} />
            <ul>{matches.map(({ recipient_id: id, status, evidence: basis }) => <li><button type="button" aria-pressed={id === chosen} onClick={() => setChosen(id)}><span>{id}</span><small>{status === 'held' ? 'held' : basis}</small></button></li>)}</ul>
            {matches.length === 0 && <p class="hint" role="status">No recipient's id has this in it.</p>}
            {matches.length === LISTED && <p class="hint">The first {LISTED} are listed; type more of the id for others.</p>}
            {plan.total > MOST_ROWS && <p class="hint">Only the first {MOST_ROWS.toLocaleString('en-GB')} can be looked up.</p>}
          </div>
          {row && <Person row={row} explanation={plan.explanations.get(row.recipient_id)} />}
        </div>
      </section>
    </div>
  );
}

function sum(counts: readonly number[] = []): number {
  return counts.reduce((total, count) => total + count, 0);
}

function empty(): { heat: number; text: string }[] {
  return Array.from({ length: 168 }, () => ({ heat: 0, text: 'nobody' }));
}
