import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { logOf, mailings } from './log.js';
import type { LoggedEvent } from './log.js';
import { trueRates } from './mailbox.js';
import { simulatedPerson } from './person.js';
import type { World } from './world.js';

/** What is true of one person; the planner never sees it. */
export interface Truth {
  readonly id: string;
  readonly zone: string;
  readonly zoneKnown: boolean;
  /** Whether nearly all opens are hidden by Apple Mail. */
  readonly apple: boolean;
  /** The sender's. */
  readonly habits: World['habits'];
  /** Messages with an engagement of a person that the log shows. */
  readonly visible: number;
  /** Chance of an open within 24 hours by local hour of the week. */
  readonly rates: Float64Array;
}

/** Writes `recipients.csv` and `events.csv` of a world into a folder, and returns the truth about its people. */
export async function simulate(world: World, folder: string): Promise<readonly Truth[]> {
  const recipients = csv(join(folder, 'recipients.csv'));
  const events = csv(join(folder, 'events.csv'));
  await recipients.write('recipient_id,timezone\n');
  await events.write('recipient_id,type,occurred_at,message_id,triggered,user_agent,url,amount,propensity\n');
  const all = mailings(world);
  const truths: Truth[] = [];
  for (let index = 0; index < world.people; index++) {
    const person = simulatedPerson(world, index);
    const log = logOf(world, person, all);
    await recipients.write(`${person.id},${person.zoneKnown ? person.zone : ''}\n`);
    await events.write(log.map((event) => line(person.id, event)).join(''));
    const visible = new Set(log.filter(({ human }) => human === true).map(({ message }) => message)).size;
    truths.push({ id: person.id, zone: person.zone, zoneKnown: person.zoneKnown, apple: person.apple, habits: world.habits, visible, rates: trueRates(world, person) });
  }
  await Promise.all([recipients.end(), events.end()]);
  return truths;
}

function line(id: string, { type, at, message, triggered, agent, url, amount, propensity }: LoggedEvent): string {
  const quoted = agent === undefined ? '' : `"${agent}"`;
  return `${id},${type},${new Date(at).toISOString()},${message},${triggered === true ? 'true' : ''},${quoted},${url ?? ''},${String(amount ?? '')},${String(propensity ?? '')}\n`;
}

function csv(file: string): { write(text: string): Promise<void>; end(): Promise<void> } {
  const stream = createWriteStream(file);
  return {
    async write(text) { if (!stream.write(text)) await once(stream, 'drain'); },
    async end() {
      stream.end();
      await once(stream, 'finish');
    },
  };
}
