import { describe, expect, it } from 'vitest';
import { askTables } from './ask-tables.js';
import type { Cells } from './ask-tables.js';

const recipients = ['a', 'b', 'c'].map((id) => ({ recipient_id: id, email: `${id}@post.example` }));
const gift = (id: string, programme: string, day = '2026-11-30', cells: Cells = {}): Cells => ({ recipient_id: id, occurred_at: `${day}T10:00:00Z`, amount: 20, currency: 'EUR', type: 'single', programme, ...cells });
const click = (id: string, category: string): Cells => ({ recipient_id: id, type: 'click', occurred_at: '2026-11-30T10:00:00Z', category });

describe('the programme', () => {
  it('is the one that most gifts and clicks are about, drawn towards what all like', async () => {
    // a: three touches of wells, b: one of schools. Among all, wells have 3/4: a (3 + 2 x 3/4) / 5, b's schools (1 + 2 x 1/4) / 3 = wells' (0 + 2 x 3/4) / 3.
    const { rows } = await askTables({ recipients, gifts: [gift('a', 'Wells'), gift('a', 'wells'), gift('b', 'Schools')], events: [click('a', 'wells')] });
    expect(rows.get('a')).toMatchObject({ programme: 'wells', programme_evidence: '90 %: 2 gifts, 1 click or reply' });
    expect(rows.get('b')!.programme_evidence).toBe('50 %: 1 gift, 0 clicks or replies');
  });

  it('is unknown of who never touched one, whatever all others like', async () => {
    const { rows, result } = await askTables({ recipients, gifts: [gift('a', 'wells'), gift('b', 'wells'), gift('c', '')] });
    expect(rows.get('c')).toMatchObject({ programme: null, programme_evidence: 'no evidence' });
    expect(result.withoutProgramme).toBe(1);
  });

  it('of old gifts gives way to that of new ones', async () => {
    const { rows } = await askTables({ recipients, gifts: [gift('a', 'wells', '2025-01-10'), gift('a', 'wells', '2025-01-20'), gift('a', 'forest', '2026-11-20'), gift('a', 'forest', '2026-11-25')] });
    expect(rows.get('a')!.programme).toBe('forest');
  });

  it('that tells of health, religion or politics is refused, in several languages', async () => {
    const programmes = ['Cancer research', 'krebshilfe', 'Église de Lyon', 'LGBTQ youth', 'gewerkschaft', 'HIV-Hilfe'];
    const { rows } = await askTables({ recipients: [...programmes, 'wells'].map((recipient_id) => ({ recipient_id })), gifts: [...programmes, 'wells'].map((programme) => gift(programme, programme)) });
    for (const programme of programmes) expect(rows.get(programme), programme).toMatchObject({ programme: null, programme_evidence: 'refused: sensitive' });
    expect(rows.get('wells')).toMatchObject({ programme: 'wells' });
  });

  it('beside a refused one is named, and what only sounds alike is not refused', async () => {
    const { rows } = await askTables({ recipients, gifts: [gift('a', 'Hospiz Nord'), gift('a', 'wells'), gift('b', 'Gayatri school'), gift('c', 'Schulen für Kitui')] });
    expect([...rows.values()].map(({ programme }) => programme)).toEqual(['wells', 'Gayatri school', 'Schulen für Kitui']);
  });
});
