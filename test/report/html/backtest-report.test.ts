import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import type { HoldoutBacktest, LogBacktest } from '#backtest/backtest-result.js';
import type { HoldoutResult } from '#backtest/holdout.js';
import { reportBacktestHtml } from '#report/html/backtest-report.js';
import { reportHoldoutHtml } from '#report/html/holdout-report.js';

const design = { base: 0.19, lift: 0.1, power: 0.8, alpha: 0.05, peoplePerArm: 6954, recipients: 4000, detectable: 0.189 };
const overlap = { meanWeight: 0.975, effectiveSample: 138.4, matchedEngagements: 186, weights: [{ upTo: 0, mails: 56_507, share: 0 }, { upTo: 0.25, mails: 626, share: 0.003 }, { upTo: 0.5, mails: 0, share: 0 }, { upTo: null, mails: 139, share: 0.997 }] };
const answered: LogBacktest = {
  kind: 'log', trainedUntil: '2026-03-29T00:00:00.000Z', from: '2026-03-29T00:00:00.000Z', until: '2026-06-27T00:00:00.000Z', horizonHours: 24, windowHours: 6, seed: 1,
  recipients: 4000, evaluated: 4000, messages: 57_272, withoutPropensity: 0, engaged: 10_869, overlap: { plan: overlap, modal: { ...overlap, meanWeight: 1.137 } },
  comparisons: [
    { over: 'logged', refusals: [], lift: { doublyRobust: { value: 0.427, low: 0.124, high: 0.812 }, snips: { value: 0.403, low: 0.072, high: 0.837 }, ips: undefined } },
    { over: 'modal', refusals: [{ reason: 'mean_weight', text: 'The mean importance weight of the modal hour is 1.137, not 0.9 to 1.1.' }], lift: null },
  ],
  timing: { people: 1185, engagements: 11_128, permutations: 199, agreement: 0.229, byChance: 0.176, pValue: 0.005 }, holdout: design, rejected: [{ table: 'events', file: 'events <b>.csv', rows: 2, examples: [{ line: 7, reason: 'occurred_at "<i>gestern</i>" is no instant' }] }],
  unreadWords: [{ table: 'events', column: 'type', takenFor: 'other', count: 3, different: 1, words: [{ word: 'clikc', count: 3, meant: 'click' }] }],
};
const none = { meanWeight: 0, effectiveSample: 0, matchedEngagements: 0, weights: [] };
const refusal = { reason: 'missing_propensities', text: 'None of 43,200 mails has a propensity.' } as const;
const refused: LogBacktest = { ...answered, withoutPropensity: 43_200, overlap: { plan: none, modal: none }, comparisons: [{ over: 'logged', refusals: [refusal], lift: null }, { over: 'modal', refusals: [refusal], lift: null }], timing: null };
const arm = { people: 2000, mails: 2000, engaged: 480, weekdays: [0, 900, 1100, 0, 0, 0, 0] };
const measured: HoldoutBacktest = { kind: 'holdout', from: answered.from, until: answered.until, horizonHours: 24, arms: { plan: arm, control: { ...arm, engaged: 400 } }, refusals: [], lift: { value: 0.2, low: 0.06, high: 0.36 }, holdout: design, rejected: [], unreadWords: [] };

describe('the HTML report of backtest', () => {
  it('says the interval first, and draws every estimate with its own', () => {
    const $ = load(reportBacktestHtml(answered));
    expect($('h1').text()).toBe('Planned hours would have brought 12.4 % to 81.2 % more engagement');
    const plot = $('[role=img][aria-label^="The plan over what was sent"]');
    expect(plot.attr('aria-label')).toContain('Doubly robust +42.7 % (95 % interval +12.4 % to +81.2 %); SNIPS +40.3 %');
    expect(plot.attr('aria-label')).toContain('IPS none');
    expect(plot.find('circle')).toHaveLength(2);
  });

  it('marks the bound that a refused comparison broke, and says why it is refused', () => {
    const $ = load(reportBacktestHtml(answered));
    expect($('td.error').text()).toBe('1.137, out of bounds');
    expect($('main li').text()).toContain('The mean importance weight of the modal hour is 1.137');
  });

  it('shows where the weight lies, without the bands that hold no mail', () => {
    const weights = load(reportBacktestHtml(answered))('[role=img][aria-label^="Weights"]');
    expect(weights.attr('aria-label')).toBe('Weights: up to 0.25: 626 mails, 0.3 % of the weight; over 0.5: 139 mails, 99.7 % of the weight');
  });

  it('calls an interval around zero no gain, and one below it a loss', () => {
    const title = (low: number, high: number): string => load(reportBacktestHtml({ ...answered, comparisons: [{ over: 'logged', refusals: [], lift: { doublyRobust: { value: (low + high) / 2, low, high }, snips: undefined, ips: undefined } }] }))('h1').text();
    expect(title(-0.02, 0.3)).toBe('No gain is shown: it may be nothing');
    expect(title(-0.3, -0.02)).toBe('Planned hours would have brought 2.0 % to 30.0 % less engagement');
  });

  it('gives no number where the log has no answer: why, once, and the holdout that would have one', () => {
    const $ = load(reportBacktestHtml(refused));
    expect($('.summary').text()).toContain('This log cannot say');
    expect($('.summary li').map((_, item) => $(item).text()).get().filter((text) => text === refusal.text)).toHaveLength(1);
    expect($('main').text()).toContain('6,954 people in each arm');
    expect($('main').text()).toContain('presend holdout --recipients ... --base 0.1900');
    expect($('main').text()).not.toMatch(/Doubly robust|mean weight/i);
  });

  it('says whether people have hours of their own, and what was left out, as text', () => {
    const $ = load(reportBacktestHtml(answered));
    expect($('[role=img][aria-label^="Pairs of engagements"]').attr('aria-label')).toContain('of one person 22.9 %, by chance 17.6 %');
    expect($('main').text()).toContain('occurred_at "<i>gestern</i>" is no instant');
    expect($('main i')).toHaveLength(0);
    expect(load(reportBacktestHtml({ ...answered, timing: { ...answered.timing!, pValue: 0.4 } }))('main').text()).toContain('No evidence of it');
  });

  it('reads a holdout: what it measured and how the arms were mailed', () => {
    const $ = load(reportBacktestHtml(measured));
    expect($('h1').text()).toBe('Planned hours brought 6.0 % to 36.0 % more engagement');
    expect($('[role=img][aria-label^="Mails by weekday, control arm"]').attr('aria-label')).toContain('Tue 900, Wed 1,100');
    expect($('main').text()).not.toContain('What would answer it');
  });

  it('refuses a holdout whose arms cannot be compared', () => {
    const $ = load(reportBacktestHtml({ ...measured, lift: null, refusals: [{ reason: 'weekdays', text: '31 % of the mail of one arm went out on other weekdays.' }] }));
    expect($('.summary').text()).toContain('31 % of the mail of one arm went out on other weekdays.');
    expect($('main').text()).toContain('What would answer it');
  });
});

describe('the HTML report of holdout', () => {
  const result: HoldoutResult = { design, key: 'spring & <summer>', controlShare: 0.5, people: { plan: 2031, control: 1969 }, held: { plan: 0, control: 0 }, planned: false, controlAt: null, zone: null, rejected: [] };

  it('is the analysis plan, and says when one mailing is too small for it', () => {
    const $ = load(reportHoldoutHtml(result));
    expect($('.lead').text()).toContain('Too small');
    expect($('main').text()).toContain('"spring & <summer>"');
    expect($('h2').map((_, title) => $(title).text()).get()).toEqual(['Question', 'Arms', 'Size', 'Sending', 'Nothing else', 'Outcome', 'Analysis', 'Refused']);
    expect(load(reportHoldoutHtml({ ...result, people: { plan: 93_000, control: 7000 }, design: { ...design, recipients: 100_000 } }))('.lead').text()).toContain('Large enough');
  });
});
