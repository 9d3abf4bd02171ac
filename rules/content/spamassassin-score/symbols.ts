import type { SpamReport } from '#rule/rule.js';
import LEFT_OUT from './left-out.json' with { type: 'json' };
import SAME_AS_OURS from './same-as-ours.json' with { type: 'json' };

export interface CountedHit {
  readonly symbol: string;
  readonly points: number;
  readonly description: string;
  /** Our rule that looks at the same thing. */
  readonly sameAs?: string;
}

export interface LeftOutHit {
  readonly symbol: string;
  readonly points: number;
  readonly because: string;
}

/** What counts of a report, the most points first, and what does not. */
export interface Opinion {
  /** Without what is left out; one decimal. */
  readonly score: number;
  readonly counted: readonly CountedHit[];
  readonly leftOut: readonly LeftOutHit[];
}

interface LeftOut {
  readonly because: string;
  /** Only in a message that was put together from the campaign's parts. */
  readonly composedOnly?: boolean;
  readonly symbols: readonly string[];
}

export function opinionOf({ score, hits, composed }: SpamReport): Opinion {
  const groups = (LEFT_OUT as readonly LeftOut[]).filter(({ composedOnly }) => composed || !composedOnly);
  const leftOut = hits.flatMap(({ symbol, points }): LeftOutHit[] => {
    const because = groups.find(({ symbols }) => isAmong(symbols, symbol))?.because;
    return because === undefined ? [] : [{ symbol, points, because }];
  });
  const counted = hits.filter(({ symbol }) => !leftOut.some((hit) => hit.symbol === symbol)).map((hit): CountedHit => ({ ...hit, ...sameAsOurs(hit.symbol) }));
  const rest = leftOut.reduce((sum, { points }) => sum - points, score);
  return { score: Math.round(rest * 10) / 10, counted: counted.sort((a, b) => b.points - a.points || (a.symbol < b.symbol ? -1 : 1)), leftOut };
}

function sameAsOurs(symbol: string): { readonly sameAs?: string } {
  const [rule] = Object.entries(SAME_AS_OURS).find(([, symbols]) => isAmong(symbols, symbol)) ?? [];
  return rule === undefined ? {} : { sameAs: rule };
}

/** Names with `*` for anything in one place. */
function isAmong(patterns: readonly string[], symbol: string): boolean {
  return patterns.some((pattern) => {
    const [before = '', after] = pattern.split('*');
    return after === undefined ? symbol === pattern : symbol.length >= before.length + after.length && symbol.startsWith(before) && symbol.endsWith(after);
  });
}
