import type { WeightBand } from '#backtest/weight-bands.js';
import { percent, plain } from '../numbers.js';
import { decimal } from './charts.js';
import { markup, type Markup } from './markup.js';

/** Per cent of the width that a share of one takes. */
const LONGEST = 70;

/** How the importance weights are spread: of each band, the share of the mails that have it and of the weight that they carry. */
export function weightsChart(bands: readonly WeightBand[]): Markup {
  const elsewhere = bands.find(({ upTo }) => upTo === 0)?.mails ?? 0;
  const used = bands.map((band, index) => ({ ...band, label: nameOf(bands[index - 1]?.upTo ?? 0, band.upTo) })).filter(({ upTo, mails }) => upTo !== 0 && mails > 0);
  const total = used.reduce((sum, { mails }) => sum + mails, 0);
  if (total === 0) return markup`<p class="note">None of the mails went out at the plan's hours.</p>`;
  const label = `Weights: ${used.map((band) => `${band.label}: ${plain(band.mails)} mails, ${percent(band.share)} of the weight`).join('; ')}`;
  return markup`<div class="chart rows" role="img" aria-label="${label}">${used.map((band) => markup`<span>${band.label}</span><svg height="32">${bar(band.mails / total, 1, '--quiet', `${plain(band.mails)} mails`)}${bar(band.share, 16, '--accent', `${percent(band.share)} of weight`)}</svg>`)}</div>
<p class="note">Grey: share of the ${plain(total)} mails at the plan's hours; blue: share of the weight that they carry. ${plain(elsewhere)} mails went out at other hours and weigh nothing. An estimate rests on few mails when few carry most of the weight.</p>`;
}

function bar(share: number, y: number, tone: string, text: string): Markup {
  return markup`<rect y="${y}" width="${decimal(Math.max(0.3, share * LONGEST))}%" height="13" rx="2" style="fill:var(${tone})"/><text x="${decimal(share * LONGEST)}%" dx="8" y="${y + 11}">${text}</text>`;
}

function nameOf(from: number, upTo: number | null): string {
  return upTo === null ? `over ${String(from)}` : `${from === 0 ? '' : `over ${String(from)} `}up to ${String(upTo)}`;
}
