import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import type { CampaignFixture } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const GERMAN = '<p>Unser Kundendienst ist täglich von acht Uhr morgens bis zehn Uhr abends für Sie da.</p><p>Sie erhalten diese E-Mail, weil Sie sich angemeldet haben.</p>';
const ENGLISH = '<p>You can send back everything that does not fit within thirty days.</p>';
const NORWEGIAN = '<p>Du mottar denne e-posten fordi du har meldt deg på nyhetsbrevet vårt.</p>';

const found = async (fixture: CampaignFixture) => runRule(rule, await campaignOf(fixture));

describe('content/declared-language-mismatch', () => {
  it('reports lang="en" left over on a German mail, at the tag that says so', async () => {
    expect(await found({ html: `<!doctype html>\n<html lang="en"><body>${GERMAN}</body></html>` })).toMatchObject([
      { messageId: 'attribute', data: { value: 'en', declared: 'English', found: 'German', code: 'de', share: 100 }, location: { part: 'html', line: 2 } },
    ]);
  });

  it('reports the language of the manifest, also without HTML', async () => {
    expect(await found({ html: `<html lang="de"><body>${GERMAN}</body></html>`, manifest: { language: 'fr' } })).toMatchObject([
      { messageId: 'manifest', data: { declared: 'French', found: 'German' }, location: { part: 'manifest', field: 'language' } },
    ]);
    expect(await found({ text: 'Спасибо, что подписались на нашу рассылку. Мы пишем раз в месяц.', manifest: { language: 'en' } })).toMatchObject([{ data: { found: 'Russian' } }]);
  });

  it('reports simplified characters where traditional ones are declared, and the other way round', async () => {
    const simplified = '<p>感谢您订阅我们的电子邮件。这个月我们为会员准备了特别优惠，欢迎来门店选购，还可以在网站上预订并免费送货到家。</p>';
    const traditional = '<p>感謝您訂閱我們的電子郵件。這個月我們為會員準備了特別優惠，歡迎來門市選購，還可以在網站上預訂並免費送貨到家。</p>';
    expect(await found({ html: `<html lang="zh-TW"><body>${simplified}</body></html>` })).toMatchObject([
      { messageId: 'script', data: { value: 'zh-TW', declared: 'traditional', found: 'simplified', code: 'zh-Hans' }, location: { part: 'html', line: 1 } },
    ]);
    expect(await found({ html: `<html lang="zh"><body>${traditional}</body></html>`, manifest: { language: 'zh-CN' } })).toMatchObject([{ messageId: 'script', location: { part: 'manifest' } }]);
    for (const lang of ['zh', 'zh-Hans', 'zh-SG']) expect(await found({ html: `<html lang="${lang}"><body>${simplified}</body></html>` })).toEqual([]);
    for (const lang of ['zh', 'zh-Hant-HK', 'zh-MO']) expect(await found({ html: `<html lang="${lang}"><body>${traditional}</body></html>` })).toEqual([]);
    expect(await found({ html: '<html lang="zh-TW"><body><p>谢谢！</p></body></html>' })).toEqual([]);
  });

  it('reports the code of a country that was taken for its language\'s', async () => {
    const swedish = '<p>Vintern står för dörren och vi har samlat det som din trädgård behöver just nu.</p>';
    expect(await found({ html: `<html lang="se"><body>${swedish}</body></html>` })).toMatchObject([
      { messageId: 'country', data: { value: 'se', declared: 'Northern Sami', found: 'Swedish', code: 'sv' }, location: { part: 'html' } },
    ]);
    expect(await found({ html: `<html lang="sv"><body>${swedish}</body></html>`, manifest: { language: 'se-SE' } })).toMatchObject([{ messageId: 'country', location: { part: 'manifest' } }]);
    expect(await found({ html: `<html lang="gl"><body><p>Bos días, o inverno está á porta e reunimos para vostede todo o que o seu xardín precisa agora.</p></body></html>` })).toEqual([]);
  });

  it('judges the wrapper that builders write, once', async () => {
    const mjml = '<mjml lang="en"><mj-body><mj-section><mj-column><mj-text>Du mottar denne e-posten fordi du har meldt deg på nyhetsbrevet vårt.</mj-text></mj-column></mj-section></mj-body></mjml>';
    expect(await found({ mjml })).toMatchObject([{ messageId: 'attribute', data: { found: 'Norwegian' } }]);
    expect(await found({ html: `<html lang="de"><body><div lang="de-AT">${GERMAN}</div></body></html>` })).toEqual([]);
  });

  it('judges the language of the page as well, where a wrapper inside has the right one', async () => {
    expect(await found({ html: `<html lang="en"><body><div lang="de">${GERMAN}</div></body></html>` })).toMatchObject([{ messageId: 'attribute', data: { value: 'en', found: 'German' }, location: { line: 1, column: 1 } }]);
    expect(await found({ html: `<html lang="en"><body><div style="display:none">Größer als je</div><div lang="de">${GERMAN}</div></body></html>` })).toMatchObject([{ data: { value: 'en' } }]);
    expect(await found({ html: `<html lang="{{ locale }}"><body><div lang="de">${GERMAN}</div></body></html>` })).toEqual([]);
  });

  it('judges a part that declares its own language', async () => {
    const spanish = '<p lang="fr">Este correo se envía a quienes se han suscrito a nuestro boletín de noticias.</p>';
    expect(await found({ html: `<html lang="es"><body><p>Nuestro servicio de atención al cliente está abierto todos los días.</p>${spanish}</body></html>` })).toMatchObject([
      { messageId: 'attribute', data: { value: 'fr', found: 'Spanish' } },
    ]);
  });

  it('accepts the right language in any form of its tag', async () => {
    for (const lang of ['de', 'de-AT', 'DE', 'deu']) expect(await found({ html: `<html lang="${lang}"><body>${GERMAN}</body></html>`, manifest: { language: 'de-CH' } })).toEqual([]);
    for (const lang of ['no', 'nb-NO', 'nn']) expect(await found({ html: `<html lang="${lang}"><body>${NORWEGIAN}</body></html>` })).toEqual([]);
  });

  it('holds a close relative against the declaration in a long mail', async () => {
    const portuguese = '<p>As mantas que muitos clientes pediram durante o verão chegaram finalmente à loja da Rua da Prata. São tecidas em Manteigas por três famílias que ainda usam teares antigos.</p><p>Este ano há quatro cores novas, todas tingidas com plantas. A lã é áspera nos primeiros dias e depois fica macia, como deve ser uma manta para muitos invernos. Se não puder vir à loja, enviamos por correio em dois dias úteis.</p>';
    expect(await found({ html: `<html lang="es"><body>${portuguese}</body></html>` })).toMatchObject([{ messageId: 'attribute', data: { declared: 'Spanish', found: 'Portuguese' } }]);
    expect(await found({ html: `<html lang="pt"><body>${portuguese}</body></html>` })).toEqual([]);
  });

  it('takes the code of a part for its language, and a short Ukrainian mail for no Russian one', async () => {
    const welsh = '<p>Mae eich bwrdd ar gyfer nos Sadwrn wedi ei gadw ac rydym yn edrych ymlaen at eich croesawu am saith o’r gloch.</p>';
    expect(await found({ html: `<html lang="en"><body><p>Your table for Saturday night is booked and we look forward to welcoming you at seven.</p><div lang="cy">${welsh}</div></body></html>` })).toEqual([]);
    const ukrainian = '<h1>Чекаємо на вас</h1><p>Книжки, які ви замовили минулого тижня, уже приїхали, і ви можете забрати їх у нашій книгарні.</p><p>Ми працюємо щодня з десятої до двадцятої години, а в неділю читаємо вголос для дітей і пригощаємо всіх чаєм.</p><p>Якщо вам незручно приходити, напишіть нам, і ми надішлемо замовлення поштою.</p><p>Обрати доставку</p><p>Більше не отримувати листів</p><p>Книгарня Джерело</p>';
    expect(await found({ html: `<html lang="ru"><body>${ukrainian}</body></html>` })).toMatchObject([{ data: { declared: 'Russian', found: 'Ukrainian' } }]);
  });

  it('never holds close relatives against each other in a short one', async () => {
    for (const lang of ['da', 'sv']) expect(await found({ html: `<html lang="${lang}"><body>${NORWEGIAN}</body></html>` })).toEqual([]);
  });

  it('judges a German body although the subject is English', async () => {
    const fixture = { html: `<html lang="en"><body>${GERMAN}</body></html>`, subject: 'Tell us what you think about your last order' };
    expect(await found(fixture)).toMatchObject([{ messageId: 'attribute', data: { found: 'German' } }]);
  });

  it('leaves a mixed mail, a filled-in attribute and an invalid tag to others', async () => {
    expect(await found({ html: `<html lang="en"><body>${GERMAN}${ENGLISH}</body></html>` })).toEqual([]);
    expect(await found({ html: `<html lang="{{ locale }}"><body>${GERMAN}</body></html>` })).toEqual([]);
    expect(await found({ html: `<html lang="english"><body>${GERMAN}</body></html>` })).toEqual([]);
  });

  it('accepts either language of a bilingual mail, and no third', async () => {
    const body = `<p>Our shop in Montreal will be closed for repairs from 12 to 15 March. You can order online at any time.</p>
      <p>Notre boutique de Montréal sera fermée pour travaux du 12 au 15 mars, mais vous pouvez commander en ligne à tout moment.</p>`;
    const subject = 'Closed for repairs this week / Fermé pour travaux cette semaine';
    for (const lang of ['en-CA', 'fr-CA']) expect(await found({ html: `<html lang="${lang}"><body>${body}</body></html>`, subject, manifest: { language: lang } })).toEqual([]);
    expect(await found({ html: `<html lang="de"><body>${body}</body></html>`, subject })).toHaveLength(1);
  });

  it('notes what Content-Language says, which mail programmes fill in', async () => {
    const mail = (language: string) => found({ eml: ['From: a@shop.example', 'To: b@example.net', 'Subject: Neues aus dem Laden', `Content-Language: ${language}`, 'Content-Type: text/html; charset=utf-8', '', `<html lang="de"><body>${GERMAN}</body></html>`, ''].join('\r\n') });
    expect(await mail('en-US')).toMatchObject([{ messageId: 'header', severity: 'info', data: { declared: 'English', found: 'German' }, location: { part: 'header' } }]);
    expect(await mail('de-DE, en')).toEqual([]);
  });

  it('holds the page\'s language against what does not declare another', async () => {
    const parts = `<div lang="de">${GERMAN}</div><div lang="no">${NORWEGIAN}${NORWEGIAN}</div><div lang="en">${ENGLISH}${ENGLISH}</div>`;
    expect(await found({ html: `<html lang="de"><body>${parts}</body></html>`, manifest: { language: 'de' } })).toEqual([]);
    expect(await found({ html: `<html lang="fr"><body>${parts}</body></html>` })).toMatchObject([{ data: { value: 'fr' } }]);
  });

  it('is silent on brands, and on a mail without text', async () => {
    expect(await found({ html: '<html lang="fr"><body><p>Head &amp; Shoulders, Dolce &amp; Gabbana, Marks &amp; Spencer</p></body></html>' })).toEqual([]);
    expect(await found({ html: '<html lang="fr"><body><img src="a.png" alt=""></body></html>' })).toEqual([]);
  });
});
