import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { areClose } from '#language/close-languages.js';
import { loadDetector } from '#language/detector.js';
import type { Detector } from '#language/detector.js';
import { judgeLanguages } from '#language/judge-languages.js';
import type { LanguagePart, PartRole } from '#language/language-part.js';
import { wrongLanguage } from '#language/wrong-language.js';

interface Mail {
  readonly id: string;
  readonly kind: string;
  readonly mixed: boolean;
  readonly language: string;
  readonly languages: readonly string[];
  readonly parts: readonly LanguagePart[];
}

interface Line {
  readonly kind: 'headline' | 'name' | 'list' | 'loan';
  readonly foreign: boolean;
  readonly host?: string;
  readonly role?: PartRole;
  readonly text: string;
}

const dev = rowsOf<Mail>('mails.dev.jsonl');
const stress = rowsOf<Mail>('mails.stress.jsonl');
const lines = rowsOf<Line>('lines.jsonl');
const hosts = dev.filter(({ kind }, index) => kind === 'plain' && dev.findIndex((mail) => mail.kind === 'plain' && mail.language === dev[index]?.language) === index);

let detector: Detector;
beforeAll(async () => {
  detector = await loadDetector();
});

describe('judgeLanguages on mails of our own', () => {
  it('calls no mail in one language mixed, and finds at least 97 % of the mixed ones (development mails)', () => {
    const { wrong, found, mixed } = judge(dev);
    report('development mails', dev.length - mixed, wrong, found, mixed);
    expect(wrong).toEqual([]);
    expect(found / mixed).toBeGreaterThanOrEqual(0.97);
  });

  it('calls at most 1 % of the mails with slogans, titles and dishes mixed, and finds at least 97 % of the mixed ones', () => {
    const { wrong, found, mixed } = judge(stress);
    report('stress mails', stress.length - mixed, wrong, found, mixed);
    expect(wrong.length).toBeLessThanOrEqual((stress.length - mixed) / 100);
    expect(found / mixed).toBeGreaterThanOrEqual(0.97);
  });

  it('finds at least three of four English headlines in Title Case, and takes no product, film or job title for one', () => {
    const headlines = plant('headline');
    const names = plant('name');
    console.log(`headlines: ${headlines.flagged.length} of ${headlines.planted} found; names: ${names.flagged.length} of ${names.planted} wrongly`);
    expect(headlines.flagged.length / headlines.planted).toBeGreaterThanOrEqual(0.75);
    expect(names.flagged).toEqual([]);
  });

  it('takes no list of loanwords and no line full of loans and brands for another language', () => {
    expect(plant('list').flagged).toEqual([]);
    expect(plant('loan').flagged).toEqual([]);
  });
});

describe('wrongLanguage on mails of our own', () => {
  const single = dev.filter(({ mixed, languages }) => !mixed && languages.length === 1);

  it('never doubts the right language, and finds at least 85 % of the wrong ones, brand lists and one-liners included', () => {
    const doubted = single.filter(({ parts, language }) => wrongLanguage(detector, parts, language).wrong).map(({ id }) => id);
    const trials = single.flatMap(({ parts, language }) => hosts.filter((host) => host.language !== language && !areClose(host.language, language))
      .map((host) => wrongLanguage(detector, parts, host.language)));
    const found = trials.filter(({ wrong }) => wrong).length;
    console.log(`wrong language: ${doubted.length} of ${single.length} right ones doubted, ${found} of ${trials.length} wrong ones found`);
    expect(doubted).toEqual([]);
    expect(found / trials.length).toBeGreaterThanOrEqual(0.85);
  });
});

function judge(mails: readonly Mail[]): { wrong: string[]; found: number; mixed: number } {
  const isMixed = ({ parts, language }: Mail): boolean => {
    const { flags, layout } = judgeLanguages(detector, parts, { declared: language });
    return flags.length > 0 && layout === undefined;
  };
  const mixed = mails.filter((mail) => mail.mixed);
  return { wrong: mails.filter((mail) => !mail.mixed && isMixed(mail)).map(({ id }) => id), found: mixed.filter(isMixed).length, mixed: mixed.length };
}

/** Puts each line of a kind into mails of its host's language, else of every language but English. */
function plant(kind: Line['kind']): { flagged: string[]; planted: number } {
  const trials = lines.filter((line) => line.kind === kind).flatMap((line) => hosts
    .filter(({ language }) => (line.host === undefined ? language !== 'en' : language === line.host))
    .map((host) => {
      const role = line.role ?? 'body';
      const parts = [...host.parts.filter((part) => part.role !== 'subject' || role !== 'subject'), { role, text: line.text }];
      const { flags, layout } = judgeLanguages(detector, parts, { declared: host.language });
      return { line, host, isFlagged: flags.length > 0 && layout === undefined };
    }));
  return { flagged: trials.filter(({ isFlagged }) => isFlagged).map(({ line, host }) => `${host.language}: ${line.text}`), planted: trials.length };
}

function report(name: string, single: number, wrong: readonly string[], found: number, mixed: number): void {
  const precision = 100 * found / Math.max(1, found + wrong.length);
  console.log(`${name}: ${wrong.length} of ${single} wrongly, ${found} of ${mixed} found; precision ${precision.toFixed(1)} %, recall ${(100 * found / mixed).toFixed(1)} %`);
}

function rowsOf<Row>(file: string): readonly Row[] {
  return readFileSync(new URL(`../../fixtures/language/${file}`, import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Row);
}
