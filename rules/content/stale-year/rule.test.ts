import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (footer: string, options = {}, sendAt = '2026-11-20T09:00:00Z') =>
  (await runRule(rule, await campaignOf({ html: `<html lang="de"><body><p>Hallo</p><p>${footer}</p></body></html>` }), options, { sendAt: new Date(sendAt) })).map(({ data }) => data?.['year']);

describe('content/stale-year', () => {
  it.each([['© 2024 Müller GmbH', '2024'], ['2025 © De Ketting', '2025'], ['Copyright &copy; 2019-2025 Acme', '2025'], ['(c) Acme Ltd. 2020', '2020'], ['Copyright 2018–2023', '2023'], ['Wszelkie prawa zastrzeżone 2023 Meble Dąb', '2023'], ['2024 Acme Oy. Kaikki oikeudet pidätetään.', '2024']])('reports %s', async (text, year) => {
    expect(await found(text)).toEqual([year]);
  });

  it.each(['© 2026 Acme', '© 2019-2026 Acme', 'Founded in 1998', 'Report 2024', '© {{ year }} Acme', '© 2027 Acme', 'Foto: © Jens Brandt, 2024', 'Photo by Ann Lee © 2019', 'Reprinted from Letters of a Gardener: The Small Edition. © 2009 Weir Press, York.', 'Auszug aus „Der Garten“, © 2011 Verlag am Ufer', '2026 Acme. Tous droits réservés.', 'Wszelkie prawa zastrzeżone 2019-2026'])('leaves "%s" alone', async (text) => {
    expect(await found(text)).toEqual([]);
  });

  it('judges at the send instant, and tolerates what its option says', async () => {
    expect(await found('© 2026 Acme', {}, '2027-01-02T09:00:00Z')).toEqual(['2026']);
    expect(await found('© 2025 Acme', { toleratedYears: 1 })).toEqual([]);
  });
});
