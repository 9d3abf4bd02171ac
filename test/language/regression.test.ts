import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/campaign.js';
import { areClose } from '#language/close-languages.js';
import { loadDetector } from '#language/detector.js';
import type { Detector } from '#language/detector.js';
import { judgeLanguages } from '#language/judge-languages.js';
import type { LanguageVerdict } from '#language/judge-languages.js';
import type { LanguagePart, PartRole } from '#language/language-part.js';
import { languageReport } from '#language/language-report.js';
import { wrongLanguage } from '#language/wrong-language.js';
import { campaignOf } from '../campaign/campaign-of.js';

interface Mail {
  readonly id: string;
  readonly kind: string;
  readonly mixed: boolean;
  readonly language: string;
  readonly languages: readonly string[];
  readonly parts: readonly LanguagePart[];
}

interface Line {
  readonly kind: 'headline' | 'name' | 'list' | 'loan' | 'button' | 'label';
  readonly foreign: boolean;
  readonly host?: string;
  readonly role?: PartRole;
  /** It is in: not planted in mails of that language. */
  readonly language?: string;
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

  it('finds most buttons of four and five words in another language, and no English one, link to another version, dish or name among them', () => {
    const buttons = plant('button');
    const labels = plant('label');
    console.log(`buttons: ${buttons.flagged.length} of ${buttons.planted} found; labels: ${labels.flagged.length} of ${labels.planted} wrongly`);
    expect(buttons.flagged.length / buttons.planted).toBeGreaterThanOrEqual(0.75);
    expect(labels.flagged).toEqual([]);
  });

  it('takes no list of loanwords and no line full of loans and brands for another language', () => {
    expect(plant('list').flagged).toEqual([]);
    expect(plant('loan').flagged).toEqual([]);
  });
});

describe('languageReport on the same mails as HTML', () => {
  it('judges them as it judges their parts', async () => {
    const mails = [...dev, ...stress];
    const verdicts = await Promise.all(mails.map(async (mail) => ({ mail, isMixed: isMixed(await languageReport(await asCampaign(mail))) })));
    const readable = verdicts.filter(({ mail }) => mail.mixed && isMixed(judgeLanguages(detector, mail.parts.filter(({ role }) => role !== 'image'))));
    const found = readable.filter((verdict) => verdict.isMixed).length;
    console.log(`as HTML: ${found} of ${readable.length} found whose foreign text is not in an image`);
    expect(verdicts.filter((verdict) => verdict.isMixed && !verdict.mail.mixed).map(({ mail }) => mail.id)).toEqual([]);
    expect(found / readable.length).toBeGreaterThanOrEqual(0.99);
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
  const isCalledMixed = ({ parts, language }: Mail): boolean => isMixed(judgeLanguages(detector, parts, { declared: language }));
  const mixed = mails.filter((mail) => mail.mixed);
  return { wrong: mails.filter((mail) => !mail.mixed && isCalledMixed(mail)).map(({ id }) => id), found: mixed.filter(isCalledMixed).length, mixed: mixed.length };
}

function isMixed({ flags, layout }: LanguageVerdict): boolean {
  return flags.length > 0 && layout === undefined;
}

/** The mail as an author would write it; texts of images are left out. */
function asCampaign({ parts, language }: Mail): Promise<Campaign> {
  const rows = parts.map((part) => rowOf(part)).join('\n');
  const preheader = parts.find(({ role }) => role === 'preheader');
  const subject = parts.find(({ role }) => role === 'subject')?.text;
  const opening = preheader ? `<div style="display:none;max-height:0;overflow:hidden">${escape(preheader.text)}</div>` : '';
  return campaignOf({
    html: `<!doctype html><html lang="${language}"><body>${opening}<table role="presentation" width="600">${rows}</table></body></html>`,
    ...(subject !== undefined && { subject }),
  });
}

function rowOf({ role, text, lang }: LanguagePart): string {
  const own = lang === undefined ? '' : ` lang="${lang}"`;
  if (role === 'body') return `<tr><td><p${own}>${escape(text)}</p></td></tr>`;
  if (role === 'button') return `<tr><td align="center"><a${own} href="https://shop.example/" style="display:inline-block;background:#06c;color:#fff;padding:12px 24px">${escape(text)}</a></td></tr>`;
  if (role === 'footer') return `<tr><td class="footer"${own} style="font-size:11px">${escape(text)}</td></tr>`;
  return role === 'alt' ? `<tr><td><img src="hero.jpg" width="600" height="300" alt="${escape(text)}"></td></tr>` : '';
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

/** Puts each line of a kind into mails of its host's language, else of every language but its own, which is English if it does not say. */
function plant(kind: Line['kind']): { flagged: string[]; planted: number } {
  const trials = lines.filter((line) => line.kind === kind).flatMap((line) => hosts
    .filter(({ language }) => (line.language !== undefined ? language !== line.language : line.host === undefined ? language !== 'en' : language === line.host))
    .map((host) => {
      const role = line.role ?? 'body';
      const parts = [...host.parts.filter((part) => part.role !== 'subject' || role !== 'subject'), { role, text: line.text }];
      return { line, host, isFlagged: isMixed(judgeLanguages(detector, parts, { declared: host.language })) };
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
