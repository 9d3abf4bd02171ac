import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import { leadsWithProgress } from './leads-with-progress.js';
import rule from './rule.js';

const GIFTS = 'recipient_id,occurred_at,amount,currency,type,programme,event\nr1,2026-06-01T00:00:00Z,50,EUR,single,wells,\nr2,2025-01-01T00:00:00Z,15,EUR,regular,wells,start\nr2,2026-11-01T00:00:00Z,15,EUR,regular,wells,\nåse,2022-01-01T00:00:00Z,50,EUR,single,schools,\n';
const EVENTS = 'recipient_id,type,occurred_at,category,triggered,is_ask\nr9,sent,2026-01-01T00:00:00Z,,,true\n';
const APPEAL: Manifest = { kind: 'fundraising', programme: 'wells' };

async function found(events: string, { manifest = APPEAL, html = '<p>Please give today.</p>', options = {}, gifts = GIFTS }: { manifest?: Manifest; html?: string; options?: object; gifts?: string } = {}) {
  return shortly(await runAudienceRule(rule, { recipients: 'recipient_id\nr1\nr2\nåse\n', gifts, events: EVENTS + events, manifest }, { html: `<html><body>${html}</body></html>` }, options));
}

describe('fundraising/ask-without-progress', () => {
  it('finds donors without news of the programme, and those who only get asks', async () => {
    const events = 'r1,sent,2026-10-01T00:00:00Z,schools,,false\nr2,sent,2026-09-01T00:00:00Z,,,true\nr2,sent,2026-10-01T00:00:00Z,,,true\nr2,sent,2026-11-01T00:00:00Z,,,true\n';
    expect(await found(events)).toEqual(['onlyAsks: r2', 'noNews: r1']);
  });

  it('lets be who had a report of late, and who has not given for long', async () => {
    expect(await found('r1,sent,2026-10-20T00:00:00Z,wells,,false\nr2,sent,2026-10-20T00:00:00Z,progress,,false\n')).toEqual([]);
  });

  it('counts no report that went out the day before, long ago or before the gift, and no receipt', async () => {
    const others = 'r2,sent,2026-10-20T00:00:00Z,wells,,false\n';
    for (const at of ['2026-11-30T20:00:00Z', '2026-05-01T00:00:00Z']) expect(await found(`${others}r1,sent,${at},wells,,false\n`)).toEqual(['noNews: r1']);
    expect(await found(`${others}r1,sent,2026-10-01T00:00:00Z,wells,,false\n`, { gifts: GIFTS.replace('r1,2026-06', 'r1,2026-11') })).toEqual(['noNews: r1']);
    expect(await found(`${others}r1,sent,2026-10-20T00:00:00Z,wells,true,false\n`)).toEqual(['noNews: r1']);
  });

  it('asks nothing where the mail itself opens with what gifts have done', async () => {
    expect(await found('', { html: '<p>Dank Ihrer Hilfe fließt in Kitui Wasser.</p><p>Bitte spenden Sie.</p>' })).toEqual([]);
    expect(await found('', { html: '<p>Bitte spenden Sie.</p><p>Dank Ihrer Hilfe fließt in Kitui Wasser.</p>' })).toEqual(['noNews: r1 r2']);
  });

  it.each([
    'Thanks to you, 40 children read. <a href="#">Donate</a>', 'Grâce à vous, 40 enfants lisent.', 'Gracias a ti hay agua.', 'Grazie a te c’è acqua.', 'Dankzij uw steun is er water.', 'Graças à sua ajuda há água.',
    'Tack vare dig finns det vatten.', 'Takket være dig er der vand.', 'Takket være deg er det vann.', 'Ansiostasi kylässä on vettä.', 'Dzięki Tobie jest woda.', 'Dzięki Wam jest woda.', 'Takket være jeres støtte er der vand.',
  ])('reads progress in "%s"', async (html) => {
    expect(leadsWithProgress(await campaignOf({ html: `<html><body><p>${html}</p></body></html>` }))).toBe(true);
  });

  it.each([
    'Gifts paid for two sluices and 1.200 metres of ditch.', 'In June we counted 86 pairs. In May 300 trees were planted.', 'In Kitui wurden 6 Brunnen gebohrt.', '40 écoles ont été construites à Kayes.', 'Este año se han plantado 900 árboles.', 'Sono stati vaccinati 300 bambini.',
    'Er zijn 12 putten geboord.', 'Foram plantadas 900 árvores.', '12 brunnar har borrats i Kitui.', 'Der er bygget 3 skoler.', '3 skoler er bygget.', 'Kylään rakennettiin 3 kaivoa.', 'W tym roku zaszczepiono 300 dzieci.', 'W tym roku wydaliśmy 18 400 posiłków.',
  ])('reads a count of what was done in "%s"', async (html) => {
    expect(leadsWithProgress(await campaignOf({ html: `<html><body><p>${html}</p><p>Please give today.</p></body></html>` }))).toBe(true);
  });

  it.each([
    '£30 could vaccinate 300 children.', '300 houses still have to be built.', 'Please give today. 300 trees were planted.', '1,200 families have no water.', 'The storm destroyed 40 schools that we built.', 'Wir haben viele Brunnen gebaut.', '12 Brunnen müssen gebohrt werden.', 'Il manque 40 écoles construites en dur.',
  ])('reads none in "%s"', async (html) => {
    expect(leadsWithProgress(await campaignOf({ html: `<html><body><p>${html}</p></body></html>` }))).toBe(false);
  });

  it('says nothing where nobody knows what was an ask, and of mail that asks for nothing', async () => {
    const events = 'recipient_id,type,occurred_at\nr1,sent,2026-01-01T00:00:00Z\n';
    expect(await runAudienceRule(rule, { recipients: 'recipient_id\nr1\n', gifts: GIFTS, events, manifest: APPEAL }, { html: '<p>Please give.</p>' })).toEqual([]);
    expect(await found('', { manifest: { kind: 'newsletter' } })).toEqual([]);
  });

  it('takes each term from its option', async () => {
    const others = 'r2,sent,2026-11-20T00:00:00Z,wells,,false\n';
    expect(await found(`${others}r1,sent,2026-10-20T00:00:00Z,wells,,false\n`, { options: { maximumDays: 30 } })).toEqual(['noNews: r1']);
    expect(await found(`${others}r1,sent,2026-11-30T20:00:00Z,wells,,false\n`, { options: { restDays: 0 } })).toEqual([]);
    expect(await found(others, { options: { lookBackMonths: 3 } })).toEqual([]);
  });
});
