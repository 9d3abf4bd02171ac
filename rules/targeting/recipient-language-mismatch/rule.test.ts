import { describe, expect, it } from 'vitest';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const GERMAN = '<html><body><p>Guten Tag, wir haben unser Programm für das kommende Jahr fertig und möchten Ihnen zeigen, was sich für Ihre Werkstatt ändert und welche Kurse wir dazu anbieten.</p></body></html>';
const ENGLISH = '<html><body><p>Our programme for the coming year is ready, and we would like to show you what is going to change for your workshop and which courses we offer for it.</p></body></html>';
const SWEDISH = '<html><body><p>Vårt program för det kommande året är klart och vi vill gärna visa dig vad som ändras för din verkstad och vilka kurser som vi erbjuder till den.</p></body></html>';

/** Recipients `r1,DE,de-AT`, a line each. */
async function found(recipients: readonly string[], html = GERMAN, options = {}) {
  return runAudienceRule(rule, { recipients: `recipient_id,country,language\n${recipients.join('\n')}\n` }, { html }, options);
}
const ids = async (...input: Parameters<typeof found>) => shortly(await found(...input));

describe('targeting/recipient-language-mismatch', () => {
  it('reports recipients with another language on file as an error, with the languages as evidence', async () => {
    const [finding] = await found(['r1,FR,fr', 'r2,CH,fr-CH', 'r3,CH,it', 'r4,CH,de-CH']);
    expect(finding).toMatchObject({ messageId: 'preference', severity: 'error', recipients: ['r1', 'r2', 'r3'], evidence: { language: { fr: 2, it: 1 } } });
  });

  it('warns of recipients whose country speaks one other language', async () => {
    expect(await found(['r1,FR,', 'r2,AT,', 'r3,Poland,'])).toMatchObject([{ messageId: 'country', severity: 'warning', recipients: ['r1', 'r3'], evidence: { language: { fr: 1, pl: 1 } } }]);
  });

  it('says nothing of a country with several languages, or of no country', async () => {
    expect(await ids(['r1,CH,', 'r2,BE,', 'r3,CA,', 'r4,LU,', 'r5,,'], ENGLISH)).toEqual([]);
  });

  it('believes the language on file, not the country', async () => {
    expect(await ids(['r1,FR,de', 'r2,DE,fr'])).toEqual(['preference: r2']);
  });

  it('understands every way in which lists write a language', async () => {
    expect(await ids(['r1,,DE', 'r2,,de_AT', 'r3,,deu', 'r4,,German', 'r5,,Deutsch', 'r6,,fr;de', 'r7,,klingon', 'r8,,'])).toEqual([]);
    expect(await ids(['r1,,FRA', 'r2,,français', 'r3,,fr;it'])).toEqual(['preference: r1 r2 r3']);
  });

  it('says nothing of a mail in a language that letter sequences do not know', async () => {
    const welsh = "<p>Bore da, mae'r gaeaf ar y trothwy ac rydym wedi casglu popeth sydd ei angen ar eich gardd ar hyn o bryd. Peidiwch â thocio'r rhosod tan y gwanwyn.</p>";
    expect(await ids(['r1,GB,cy', 'r2,GB,en'], `<html><body>${welsh}</body></html>`)).toEqual([]);
    expect(await ids(['r1,GB,cy', 'r2,,de'], `<html lang="cy"><body>${welsh}</body></html>`)).toEqual(['preference: r2']);
  });

  it('warns of recipients who read the other Chinese characters', async () => {
    const simplified = '<html><body><p>感谢您订阅我们的电子邮件。这个月我们为会员准备了特别优惠，欢迎来门店选购，还可以在网站上预订并免费送货到家。</p></body></html>';
    const traditional = '<html><body><p>感謝您訂閱我們的電子郵件。這個月我們為會員準備了特別優惠，歡迎來門市選購，還可以在網站上預訂並免費送貨到家。</p></body></html>';
    const recipients = ['r1,TW,zh', 'r2,,zh-HK', 'r3,CN,zh', 'r4,TW,zh_CN', 'r5,SG,zh', 'r6,CN,zh-Hant', 'r7,,zh', 'r8,CN,', 'r9,FR,fr'];
    expect(await ids(recipients, simplified)).toEqual(['script: r1 r2 r6', 'preference: r9']);
    expect(await ids(recipients, traditional)).toEqual(['script: r3 r4 r8', 'preference: r9']);
    expect(await ids(['r1,TW,zh', 'r2,CN,zh'], simplified.replace('</body>', traditional.slice(12)))).toEqual([]);
  });

  it('says nothing of near languages', async () => {
    expect(await ids(['r1,NO,no', 'r2,DK,', 'r3,,nn', 'r4,,fi'], SWEDISH)).toEqual(['preference: r4']);
  });

  it('accepts a fallback language', async () => {
    expect(await ids(['r1,FR,fr'], ENGLISH)).toEqual(['preference: r1']);
    expect(await ids(['r1,FR,fr'], ENGLISH, { acceptedFallback: ['en-GB'] })).toEqual([]);
    expect(await ids(['r1,FR,fr'], GERMAN, { acceptedFallback: ['en'] })).toEqual(['preference: r1']);
  });

  it('guesses no language of a mail with few words', async () => {
    expect(await ids(['r1,FR,fr'], '<html><body><p>Hallo Anna!</p></body></html>')).toEqual([]);
    expect(await ids(['r1,FR,fr'], '<html><body><img src="a.png" alt=""></body></html>')).toEqual([]);
  });

  it('takes a mail that says everything in two languages for both', async () => {
    const both = `<html><body><p>(English version below)</p>${GERMAN.slice(12, -14)}${ENGLISH.slice(12, -14)}</body></html>`;
    expect(await ids(['r1,,de', 'r2,,en', 'r3,,fr'], both)).toEqual(['preference: r3']);
    const marked = `<html lang="de"><body>${GERMAN.slice(12, -14)}<div lang="en">${ENGLISH.slice(12, -14)}</div></body></html>`;
    expect(await ids(['r1,,de', 'r2,,en', 'r3,,fr'], marked)).toEqual(['preference: r3']);
    expect(await ids(['r1,,de', 'r2,,en'], `<html lang="de"><body>${GERMAN.slice(12, -14)}<blockquote lang="en"><p>We liked what the workshop did for us.</p></blockquote></body></html>`)).toEqual(['preference: r2']);
  });

  it('reads mail that is not Latin', async () => {
    const japanese = '<html><body><p>来年のプログラムが決まりましたので、お客様の工房で何が変わるのか、そしてどのような講座をご用意しているのかをご案内いたします。</p></body></html>';
    expect(await ids(['r1,JP,ja', 'r2,JP,', 'r3,,de'], japanese)).toEqual(['preference: r3']);
  });

  it('sends German to those who speak a form of it', async () => {
    expect(await ids(['r1,CH,gsw', 'r2,DE,nds', 'r3,AT,bar', 'r4,NL,nl'])).toEqual(['preference: r4']);
  });
});
