import { targetRoleOf } from '#audience/role.js';
import { defineAudienceRule, sql } from '#rule/rule.js';
import type { AudienceCase } from '#rule/rule.js';
import { argumentsOf, FAMILIES } from './arguments.js';

type MessageId = 'argument' | 'target';

/** What the arguments are called in a message. */
const NAMES = { economic: 'economic', technical: 'technical', legal: 'legal', user: 'practical' } as const;
/** One family makes the message; several make a balanced one. */
const DOMINANT_SHARE = 0.5;
const EVIDENCE = ['role', 'job_title'];

export default defineAudienceRule<MessageId, { minArguments: number; minShare: number }>({
  id: 'targeting/role-message-mismatch',
  severity: 'warning',
  summary: 'The arguments are made for another role than the reader\'s',
  needs: ['recipients'],
  columns: ['recipients.job_title'],
  facts: ['role'],
  messages: {
    argument: '{{share}} % of the arguments are {{dominant}}, and {{count}} of {{of}} recipients have a title of another kind, to whom hardly one argument speaks.',
    target: '{{count}} of {{of}} recipients have a title that is none of the campaign\'s target roles ({{roles}}).',
  },
  suggestions: {
    argument: 'Swap the block of arguments by role, or send this to the role it is made for.',
    target: 'Take them out, or name their role in the manifest\'s targetRoles and argue for it too.',
  },
  defaultOptions: { minArguments: 5, minShare: 0.15 },
  optionsSchema: { minArguments: { type: 'integer', minimum: 1 }, minShare: { type: 'number', minimum: 0, maximum: 1 } },
  cases(campaign, { minArguments, minShare }) {
    const { manifest } = campaign;
    if (manifest.kind === 'transactional' || manifest.kind === 'fundraising') return [];
    const cases: AudienceCase<MessageId>[] = [];
    const { hits, total } = argumentsOf(campaign);
    const dominant = FAMILIES.find((family) => hits[family] >= DOMINANT_SHARE * total);
    if (total >= minArguments && dominant !== undefined) {
      const unserved = FAMILIES.filter((family) => hits[family] < minShare * total).flatMap((family) => (family === 'economic' ? [family, 'procurement'] : [family]));
      cases.push({ messageId: 'argument', where: sql`list_contains(${unserved}, role)`, heuristic: true, evidence: EVIDENCE, data: { share: Math.round((100 * hits[dominant]) / total), dominant: NAMES[dominant] } });
    }
    // A role that the lists do not know makes every known title look like another one.
    const roles = (manifest.targetRoles ?? []).map(targetRoleOf);
    const known = roles.filter((role) => role !== undefined);
    if (known.length > 0 && known.length === roles.length) {
      cases.push({ messageId: 'target', where: sql`role IS NOT NULL AND role <> 'executive' AND NOT list_contains(${known}, role)`, heuristic: true, evidence: EVIDENCE, data: { roles: (manifest.targetRoles ?? []).join(', ') } });
    }
    return cases;
  },
});
