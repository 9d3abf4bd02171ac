import { describe, expect, it } from 'vitest';
import { roleOf, targetRoleOf } from '#audience/role.js';
import { factsOf } from './audience-of.js';

describe('roles', () => {
  it.each([
    ['CFO', 'economic'], ['Leiterin Finanzen', 'economic'], ['Directrice financière', 'economic'], ['Ekonomichef', 'economic'], ['Główna księgowa', 'economic'],
    ['Chief Technology Officer', 'technical'], ['Softwareentwicklerin', 'technical'], ['IT-Leiter', 'technical'], ['Développeuse web', 'technical'], ['Tietohallintojohtaja', 'technical'],
    ['Datenschutzbeauftragter', 'legal'], ['General Counsel', 'legal'], ['Leiter Einkauf', 'procurement'], ['Inkoper', 'procurement'],
    ['Leiterin Marketing', 'user'], ['Geschäftsführer', 'executive'], ['Daglig leder', 'executive'], ['Prezes Zarządu', 'executive'],
  ])('reads %s as %s', (title, role) => {
    expect(roleOf(title)).toBe(role);
  });

  it.each(['', 'n/a', 'Dr.', 'Specialist', 'Head of Happiness', 'Leiter'])('reads nothing from "%s"', (title) => {
    expect(roleOf(title)).toBeUndefined();
  });

  it('understands roles and titles as a target', () => {
    expect([targetRoleOf('technical'), targetRoleOf('Developers'), targetRoleOf('CFO'), targetRoleOf('gardeners')]).toEqual(['technical', undefined, 'economic', undefined]);
  });

  it('are a fact of each recipient', async () => {
    expect(await factsOf({ recipients: 'recipient_id,job_title\nr1,CTO\nr2,\nr3,Wizard\n' }, ['role'], 'role')).toEqual([{ role: 'technical' }, { role: null }, { role: null }]);
  });
});
