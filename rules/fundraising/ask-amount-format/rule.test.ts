import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const ASK: Manifest = { kind: 'fundraising', language: 'en', ask: { type: 'single', currency: 'EUR', amountField: 'ask_amount' } };

async function inCopy(html: string, manifest: Manifest = ASK, options = {}) {
  const problems = await runRule(rule, await campaignOf({ html: `<html><body>${html}</body></html>`, manifest }), options);
  return problems.map(({ messageId, data, severity }) => `${messageId}${severity ? ` (${severity})` : ''}: ${String(data?.['shown'])}`);
}

async function inList(values: readonly string[], { manifest = ASK, options = {}, gifts, column = 'ask_amount', html = '<p>{{ ask_amount }} Euro</p>' }: { manifest?: Manifest; options?: object; gifts?: string; column?: string; html?: string } = {}) {
  const recipients = `recipient_id,${column}\n${values.map((value, index) => `r${String(index + 1)},"${value}"\n`).join('')}`;
  return shortly(await runAudienceRule(rule, { recipients, manifest, ...(gifts !== undefined && { gifts }) }, { html: `<html><body>${html}</body></html>` }, options));
}

describe('fundraising/ask-amount-format in the copy', () => {
  it('finds a button that says another amount than its address', async () => {
    expect(await inCopy('<a href="https://x.example/give?amount=4531">Give €45</a>')).toEqual(['presetDiffers: €45']);
    expect(await inCopy('<a href="https://x.example/give?amount=45&amp;c=1">Give €45</a><a href="https://x.example/spende?betrag=1000">1.000 €</a>', { ...ASK, language: 'de' })).toEqual([]);
  });

  it('finds an amount of one\'s own on a button whose address is the same for all, and the other way about', async () => {
    expect(await inCopy('<a href="https://x.example/give?amount=25">Raise it to €{{ ask_amount }}</a>')).toEqual(['presetDiffers: {{ ask_amount }}']);
    expect(await inCopy('<a href="https://x.example/give?amount={{ ask_amount }}">Give €25</a>')).toEqual(['presetDiffers (warning): €25']);
    expect(await inCopy('<a href="https://x.example/give?amount={{ ask_amount }}">Raise it to €{{ ask_amount }}</a><a href="https://x.example/give">Give €{{ ask_amount }}</a>')).toEqual([]);
  });

  it('takes a form that counts in cents for what it is', async () => {
    expect(await inCopy('<a href="https://x.example/?amount=2500">€25</a><a href="https://x.example/?amount=5000">€50</a>')).toEqual([]);
  });

  it('finds another currency than the manifest\'s, in buttons and beside the amount\'s tag', async () => {
    expect(await inCopy('<a href="https://x.example/">Give £20</a>')).toEqual(['wrongCurrency: GBP']);
    expect(await inCopy('<a href="https://x.example/">Give $20</a>')).toEqual(['wrongCurrency: $20']);
    expect(await inCopy('<p>Raise it to £{{ ask_amount }} a month.</p>')).toEqual(['wrongCurrency: GBP']);
    expect(await inCopy('<p>Ge {{ ask_amount }} kr i månaden.</p>', { ...ASK, language: 'sv', ask: { currency: 'SEK', amountField: 'ask_amount' } })).toEqual([]);
    expect(await inCopy('<p>The pump cost $6,800.</p><a href="https://x.example/">Give 20 €</a>')).toEqual([]);
  });

  it('finds amounts that are not rounded, but for those allowed and small ones', async () => {
    expect(await inCopy('<a href="https://x.example/">Give €46.31</a><a href="https://x.example/">Give €2.50</a>')).toEqual(['unrounded: €46.31']);
    expect(await inCopy('<a href="https://x.example/">Give €19.07</a>', ASK, { allow: [19.07] })).toEqual([]);
  });

  it('notes whole sums that nobody gives, but for prices and those allowed', async () => {
    const asked = (text: string, language = 'en', currency = 'EUR', options = {}) => inCopy(`<p>${text}</p>`, { kind: 'fundraising', language, ask: { type: 'upgrade', currency } }, options);
    expect(await asked('Could you raise your monthly gift to 37 EUR?')).toEqual(['odd (info): 37 EUR']);
    expect(await asked('Möchten Sie Ihre Spende auf 37 Euro erhöhen?', 'de')).toEqual(['odd (info): 37 Euro']);
    expect(await asked('Pouvez-vous augmenter votre don à 37 € par mois ?', 'fr')).toEqual(['odd (info): 37 €']);
    expect(await inCopy('<a href="https://x.example/">Give €113</a>')).toEqual(['odd (info): €113']);
    expect(await asked('Could you raise your monthly gift to 35 EUR?')).toEqual([]);
    expect(await asked('Möchten Sie Ihre Spende auf 18 Euro erhöhen?', 'de')).toEqual([]);
    expect(await asked('Mit 37 € finanzieren Sie einen Schulranzen.', 'de')).toEqual([]);
    expect(await asked('Please give £365, one for each day.', 'en', 'GBP', { allow: [365] })).toEqual([]);
    expect(await asked('Please give 2,500 Ft, or £47.83.', 'en', 'GBP')).not.toEqual([]);
  });

  it('reads the amounts that sentences ask for, not those that they tell of', async () => {
    const asked = (text: string, language: string, currency: string) => inCopy(`<p>${text}</p>`, { kind: 'fundraising', language, ask: { currency } });
    expect(await asked('Will you give £47.83 today for the reading room?', 'en', 'GBP')).toEqual(['unrounded: £47.83']);
    expect(await asked('Avec un don de 50 $, vous offrez une étagère.', 'fr', 'EUR')).toEqual(['wrongCurrency: 50 $']);
    expect(await asked('Prosimy o wpłatę 53,17 zł na czytelnię.', 'pl', 'PLN')).toEqual(['unrounded: 53,17 zł']);
    expect(await asked('Mit 47,83 € helfen Sie einem Kind.', 'de', 'EUR')).toEqual(['unrounded: 47,83 €']);
    expect(await asked('You gave £47.83 last year. Thank you for your gift of £31.20.', 'en', 'GBP')).toEqual([]);
    expect(await asked('Im März kamen 1.247,83 € zusammen; das Holz kostete 312,40 $.', 'de', 'EUR')).toEqual([]);
    expect(await asked('Skänk 200 kronor till läsesalen.', 'sv', 'SEK')).toEqual([]);
  });

  it('finds a form that takes another currency', async () => {
    expect(await inCopy('<a href="https://x.example/give?amount=20&amp;currency=USD">Geef 20 euro</a>')).toEqual(['formCurrency: USD']);
    expect(await inCopy('<a href="https://x.example/give?amount=20&amp;currency=EUR">Geef 20 euro</a>')).toEqual([]);
  });

  it('finds numbers grouped as another language does', async () => {
    expect(await inCopy('<p>Mit 1,000 € bohren wir.</p>', { ...ASK, language: 'de' })).toEqual(['separator (warning): 1,000 €']);
    expect(await inCopy('<p>€1.000 drills a well.</p>')).toEqual(['separator (warning): €1.000']);
    expect(await inCopy('<p>Mit 1.000 € oder 12,50 € und 1.234,50 € bohren wir.</p>', { ...ASK, language: 'de' })).toEqual([]);
    expect(await inCopy('<p>Con $1,000 perforamos.</p>', { ...ASK, language: 'es-MX', ask: {} })).toEqual([]);
  });

  it('looks at asks only', async () => {
    expect(await inCopy('<a href="https://x.example/?amount=1">Only €46.31</a>', { kind: 'marketing' })).toEqual([]);
  });
});

describe('fundraising/ask-amount-format in the list', () => {
  it('finds who gives in another currency', async () => {
    expect(await inList(['20', '20'], { gifts: 'recipient_id,occurred_at,amount,currency\nr1,2026-01-01T00:00:00Z,20,GBP\nr2,2026-01-01T00:00:00Z,20,eur\n' })).toEqual(['otherCurrency: r1']);
    const gifts = 'recipient_id,occurred_at,amount,currency\nr1,2026-01-01T00:00:00Z,20,EUR\nr2,2026-01-01T00:00:00Z,20,CHF\n';
    const undeclared: Manifest = { kind: 'fundraising', language: 'de' };
    expect(await inList(['20', '20'], { gifts, manifest: undeclared, html: '<a href="https://x.example/spenden">CHF 60 spenden</a>' })).toEqual(['otherCurrency: r1']);
    expect(await inList(['20', '20'], { gifts, manifest: undeclared, html: '<a href="https://x.example/1">CHF 60</a><a href="https://x.example/2">60 EUR</a>' })).toEqual([]);
  });

  it('finds what is no plain number, is not rounded, or is no usual step', async () => {
    expect(await inList(['20', '€20', '46.31', '1.000', '37', '', '2.50', '24,50'], { html: '<p>Hi</p>' })).toEqual(['notANumber: r2 r4', 'unroundedField: r3 r8', 'oddField: r5']);
  });

  it('counts no decimals in yen, and thousands of them', async () => {
    expect(await inList(['3000', '100.5', '1500'], { manifest: { ...ASK, ask: { currency: 'JPY', amountField: 'ask_amount' } }, html: '<p>Hi</p>' })).toEqual(['unroundedField: r2']);
  });

  it('finds decimals that the language of the mail writes otherwise, where the mail prints them', async () => {
    const manifest = { ...ASK, language: 'de' };
    expect(await inList(['20.00', '20'], { manifest })).toEqual(['decimalsOfOtherLanguage: r1']);
    expect(await inList(['20.00', '20'], { manifest, html: '<a href="https://x.example/?betrag={{ ask_amount }}">Jetzt spenden</a>' })).toEqual([]);
    expect(await inList(['20.00'])).toEqual([]);
  });

  it('finds the column by its name, and lets allowed amounts be', async () => {
    expect(await inList(['19.07'], { manifest: { kind: 'fundraising' }, column: 'Ask Amount' })).toEqual(['unroundedField: r1']);
    expect(await inList(['19.07', '365'], { options: { allow: [19.07, 365] } })).toEqual([]);
  });
});
