import type { HoldoutResult } from '#backtest/holdout.js';
import { plain } from './numbers.js';

/** One heading and what is laid down under it, a sentence or two a line. */
export interface PlanItem {
  readonly label: string;
  readonly lines: readonly string[];
}

/** The analysis plan of a holdout, written before anything is sent. */
export function analysisPlan({ design, key, controlShare, people, held, planned, controlAt, zone, rejected }: HoldoutResult): readonly PlanItem[] {
  const { base, lift, power, peoplePerArm, recipients, detectable } = design;
  const small = people.control < (peoplePerArm ?? Infinity);
  const unread = rejected.filter(({ rows }) => rows > 0);
  return [
    { label: 'Question', lines: [`Does sending at each person's planned hour bring at least ${percent(lift)} more engaged mails than the old schedule?`] },
    { label: 'Arms', lines: [
      `plan ${plain(people.plan)}, control ${plain(people.control)} of ${plain(recipients)} recipients, by SHA-256 of the key ${JSON.stringify(key)} and the recipient id; control if below ${controlShare.toFixed(4)}.`,
      'The same key and share give everybody the same arm again. Keep the file: a longer list needs a smaller share. Choose a new key for a new question.',
    ] },
    { label: 'Size', lines: [
      `${peoplePerArm === null ? 'no number of' : plain(peoplePerArm)} people an arm for one mailing at a rate of ${percent(base)}, ${percent(power)} power, 5 % two-sided error (Fleiss, Levin and Paik 2003, formula 4.14).`,
      ...(small ? [`The control arm is smaller than that. One mailing shows ${detectable === null ? 'no lift that can be' : `a lift of ${percent(detectable)} or more`}; mail several times to the same arms.`] : []),
    ] },
    { label: 'Sending', lines: [planned
      ? `send_at: the plan's instant, or the same day at ${controlAt ?? ''} in ${zone ?? ''} for control, so that both arms have the same weekdays. Not sent: ${plain(held.plan)} in plan, ${plain(held.control)} in control.`
      : 'Send control at the old hour, on the weekdays on which the plan sends, in the same shares (--plan writes the instants).'] },
    { label: 'Nothing else', lines: ['Same subject, content, sender and suppressions for both arms; nobody changes arms.'] },
    { label: 'Outcome', lines: [
      'A mail that a person engaged with within the horizon (24 h unless said). Opens that Apple prefetches and clicks of scanners do not count.',
      'Primary: clicks, replies and gifts where they suffice, opens else. Decide which before sending.',
    ] },
    { label: 'Analysis', lines: [
      'By intention to treat: engaged mails per person assigned, plan over control, 95 % interval between people. One look, when the horizon of the last mail has passed.',
      'presend backtest --holdout <this file> --recipients ... --events ... --from <first send> --until <after the last>',
    ] },
    { label: 'Refused', lines: ['Under 30 engagements an arm; mails per person that differ by more than 5 %; weekdays that differ for more than 10 % of the mail: either by more than chance explains.'] },
    ...(unread.length > 0 ? [{ label: 'Rejected', lines: unread.map(({ table, file, rows }) => `${plain(rows)} rows of ${table} (${file})`) }] : []),
  ];
}

function percent(value: number): string {
  return `${Number((100 * value).toFixed(1)).toString()} %`;
}
