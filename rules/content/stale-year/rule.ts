import { defineRule } from '#rule/rule.js';
import RIGHTS_RESERVED from './rights-reserved.json' with { type: 'json' };

/** "© 2024", "Copyright 2019-2024", "(c) 2024 Acme": the last year of the span counts. */
const COPYRIGHT = /(?:©|\(c\)|\bcopyright\b)[^\d\n]{0,40}(?:(?:19|20)\d\d\s*[-–—/]\s*)?((?:19|20)\d\d)(?!\d)(?!\s*[-–—/]\s*(?:19|20)\d\d)/iu;

/** "2024 ©" */
const BEFORE_SIGN = /(?<![\d–—-])((?:19|20)\d\d)\s?(?:©|\(c\))(?!\s?(?:19|20)\d\d)/iu;

/** The same without a sign: "Alle Rechte vorbehalten 2024", "2024 Acme. All rights reserved". */
const RIGHTS = RIGHTS_RESERVED.join('|');
const LAST_YEAR = String.raw`((?:19|20)\d\d)(?!\d)(?!\s*[-–—/]\s*(?:19|20)\d\d)`;
const RESERVED = new RegExp(String.raw`(?:${RIGHTS})[^\d\n]{0,40}(?:(?:19|20)\d\d\s*[-–—/]\s*)?${LAST_YEAR}|(?<!\d)${LAST_YEAR}[^\d\n]{0,60}(?:${RIGHTS})`, 'iu');

/** What both ask for, and quick to look for. */
const YEAR = /(?:19|20)\d\d/;

/** A picture keeps the year in which it was taken. */
const CREDIT = /(?<!\p{L})(?:fotos?|photos?|fotograf\p{L}{0,4}|photograph\p{L}{0,3}|pictures?|images?|immagin[ei]|imagen|imagem|bild|bilder|bildnachweis|illustrations?|(?:photo\s)?credits?|crédits?(?:\sphotos?)?|kuvat?|valokuvat?|zdjęci[ea]|fot\.)(?:\s(?:by|von|de|di|av|af)\s[^\d\n]{1,25})?\s*[:–-]?\s*$/iu;

const CREDIT_REACH = 40;
/** "Reprinted from The Red Book. © 2009": the year in which what is quoted appeared. */
const REPRINTED = /(?<!\p{L})(?:reprinted|reproduced|excerpt(?:ed)?|adapted|nachdruck|abdruck|auszug|reproduit|extrait|reproducido|extracto|ristampa|estratto|reproduzido|overgenomen|overdruk)(?!\p{L})/iu;
const REPRINTED_REACH = 200;

export default defineRule({
  id: 'content/stale-year',
  severity: 'info',
  summary: 'The copyright year is in the past when the mail goes out',
  needs: ['html'],
  messages: { copyright: 'The copyright says {{year}}, and the mail goes out in {{sent}}.' },
  suggestions: { copyright: 'Write {{sent}}, or let a merge tag print the year.' },
  defaultOptions: { toleratedYears: 0 },
  optionsSchema: { toleratedYears: { type: 'integer', minimum: 0 } },
  *check({ visibleText }, { toleratedYears }, { sendAt }) {
    const sent = sendAt.getUTCFullYear();
    for (const { text, location } of visibleText.blocks) {
      const year = yearOf(text);
      if (year !== undefined && year < sent - toleratedYears) yield { messageId: 'copyright', data: { year: String(year), sent: String(sent) }, location };
    }
  },
});

function yearOf(text: string): number | undefined {
  if (!YEAR.test(text)) return undefined;
  const match = COPYRIGHT.exec(text) ?? BEFORE_SIGN.exec(text) ?? RESERVED.exec(text);
  const year = match?.[1] ?? match?.[2];
  if (!match || year === undefined) return undefined;
  const before = text.slice(0, match.index);
  return CREDIT.test(before.slice(-CREDIT_REACH)) || REPRINTED.test(before.slice(-REPRINTED_REACH)) ? undefined : Number(year);
}
