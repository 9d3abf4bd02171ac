import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { NOW, runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (manifest: Manifest, options = {}) => runRule(rule, await campaignOf({ html: '<p>Grüße</p>', manifest: { kind: 'marketing', ...manifest } }), options);
const ids = async (...input: Parameters<typeof found>) => (await found(...input)).map(({ messageId }) => messageId);
const subject = (text: string) => ids({ subject: text });

describe('content/deceptive-subject', () => {
  it.each(['Re: our call', 'RE : our call', 'AW: Ihr Termin', 'Antw: afspraak', 'SV: mötet', 'VS: tapaaminen', 'Odp: spotkanie', 'Odp.: spotkanie', 'Re[2]: offer', '[Acme] Re: offer', 'R: la nostra telefonata', '回复： 你好', '回复：品酒会', 'Vá: kóstoló', 'ΑΠ: γευσιγνωσία', 'השב: טעימות', 'Trả lời: Báo giá của bạn', 'ตอบกลับ: ใบเสนอราคา'])('reports the false reply %s', async (text) => {
    expect(await subject(text)).toEqual(['falseReply']);
  });

  it.each(['Fwd: offer', 'WG: Angebot', 'TR: offre', 'ENC: oferta', 'VB: erbjudande', 'VL: tarjous', 'PD: oferta', 'I: proposta', 'İLT: tadım', 'ΠΡΘ: γευσιγνωσία', '전달: 시음회'])('reports the false forward %s', async (text) => {
    expect(await subject(text)).toEqual(['falseForward']);
  });

  it.each(['RE:store your garden', 'Response: what you said', 'Regarding: your garden', 'Real offers', 'i: love', 'Info: neue Öffnungszeiten', 'Are you free?', 'r: we are back'])('is silent on %s', async (text) => {
    expect(await subject(text)).toEqual([]);
  });

  it('believes headers and quotes of an earlier message, and does not judge letters', async () => {
    const eml = (headers: string, body = 'Hallo') => campaignOf({ eml: `From: a@acme.example\nSubject: Re: Termin\n${headers}\n${body}\n` });
    const list = 'List-Unsubscribe: <https://acme.example/u>\n';
    expect(await runRule(rule, await eml(list))).toMatchObject([{ messageId: 'falseReply', severity: 'warning' }]);
    expect(await runRule(rule, await eml(`${list}In-Reply-To: <1@b.example>\n`))).toEqual([]);
    expect(await runRule(rule, await eml(list, '> Wann?\nMorgen.'))).toEqual([]);
    expect(await runRule(rule, await eml(list, 'Am Montag schrieb Jörg:\nWann?'))).toEqual([]);
    expect(await runRule(rule, await eml(''))).toEqual([]);
  });

  it('warns of the wording of invoices and alarms in marketing, as a heuristic', async () => {
    expect(await found({ subject: 'Letzte Mahnung: 20 % auf Jacken' })).toMatchObject([{ messageId: 'transactionalWording', heuristic: true, data: { words: 'letzte mahnung', kind: 'marketing' } }]);
    expect(await ids({ subject: 'Płatność odrzucona?' })).toEqual(['transactionalWording']);
    expect(await ids({ subject: 'Your invoice 4711', kind: 'transactional' })).toEqual([]);
    expect(await ids({ subject: 'Write better invoices' })).toEqual([]);
  });

  it.each(['Lasku 20417 erääntyy tänään', 'Invoice no. A-1182', 'Rechnung Nr. 2026-0417', 'Votre commande n° 204175', 'Zamówienie 20417/2026', 'Ihr Konto wird eingeschränkt', 'Betalingen din ble avvist', 'Uw pakket kon niet worden bezorgd', 'Vigtigt: din konto bliver lukket', 'Your account will be closed in 24 hours', 'Ihr Kundenkonto wurde vorübergehend gesperrt', 'Dernier avis avant suspension de votre compte', 'Tu tarjeta ha sido bloqueada', 'We were unable to process your last payment', 'Coupure imminente de votre compte', 'Avviso: chiusura del tuo account'])('takes the number of a paper, or what befalls an account, a payment or a parcel, for one: %s', async (text) => {
    expect(await ids({ subject: text })).toEqual(['transactionalWording']);
  });

  it.each(['Rechnungen 2027: was sich ändert', 'Ihr Konto kann jetzt mehr', 'Ihr Kundenkonto: Merklisten ohne Grenzen', 'Dernier avis avant la fermeture des inscriptions', 'Ein Konto für Ihr Kind', 'Een pakket vol cadeaus voor u', 'Your account, your rules', 'Faktura 2026', 'Order 100 labels, get 20 free', 'Ticket 2026 % Rabatt', 'Invoice 30 clients at once'])('takes a year or a quantity for none: %s', async (text) => {
    expect(await ids({ subject: text })).toEqual([]);
  });

  it('holds urgency against the end of the offer, and takes the hours from its option', async () => {
    const manifest = { subject: 'Dernière chance !', offerEndsAt: new Date(NOW.getTime() + 72 * 3_600_000).toISOString() };
    expect(await found(manifest)).toMatchObject([{ messageId: 'falseUrgency', heuristic: true, data: { hours: 72 } }]);
    expect(await ids(manifest, { minimumHoursLeft: 72 })).toEqual([]);
    expect(await ids({ ...manifest, offerEndsAt: new Date(NOW.getTime() + 72.5 * 3_600_000).toISOString() }, { minimumHoursLeft: 72 })).toEqual(['falseUrgency']);
    expect(await ids({ ...manifest, offerEndsAt: new Date(NOW.getTime() + 10 * 3_600_000).toISOString() })).toEqual([]);
    expect(await ids({ subject: 'Dernière chance !' })).toEqual([]);
  });

  it.each([
    'We attempted to deliver your parcel', 'Attention required: your subscription', 'Ihre Überweisung wurde zurückgewiesen', 'Neue Sprachnachricht für Sie', 'Votre contrat : action requise', 'Su reserva ha sido cancelada', 'Rinnovo non riuscito',
    'Uw afspraak is bevestigd', 'Urgente: confirme a sua identidade', 'Ditt avtal har gått ut', 'Handling påkrævet: din betaling', 'Avtalen din sies opp', 'Toimitus epäonnistui', 'Nie udało się: płatność odrzucona',
  ])('knows what happens to what in "%s"', async (text) => expect(await subject(text)).toEqual(['transactionalWording']));

  it.each([
    'Urgent: our forests need you', 'Action required: write to your council', 'Deine Werkstatt ist bestätigt gut', 'Votre avis sur le marché', 'Una reserva natural en invierno', 'Your message in a bottle', 'Contract carpenters meet in May', 'Bestätigt: das Programm für den Winter', 'Tilauksessa on nyt uutta',
  ])('leaves "%s" alone', async (text) => expect(await subject(text)).toEqual([]));

  it.each(['Lo sconto finisce a mezzanotte', 'Tonight it all ends', 'Heute Nacht ist Schluss', 'Plus que 5 heures !', 'Erbjudandet går ut i kväll', 'Zostały 3 godziny', 'Utløper ved midnatt'])('knows what ends soon in "%s"', async (text) => {
    const in72 = new Date(NOW.getTime() + 72 * 3_600_000).toISOString();
    expect(await ids({ subject: text, offerEndsAt: in72 })).toEqual(['falseUrgency']);
  });

  it.each([
    'Вам выставлен счёт на оплату', 'Ваша посилка чекає на відділенні', 'Nové přihlášení k vašemu účtu', 'Faktúra č. 2026118', 'Sikertelen fizetés – kérjük, ellenőrizze kártyáját', 'Plată eșuată pentru abonament', 'Неуспешна доставка на пратка',
    'Τιμολόγιο αρ. 48213', 'Siparişiniz kargoya verildi', '【重要】アカウントがロックされました', '[중요] 주문 확인 안내', '安全提醒：检测到异常登录', 'تنبيه أمني لحسابك', 'החשבון שלך נחסם', 'Számla: 2026/48213',
  ])('knows the wording of a bill or an alarm in "%s"', async (text) => expect(await subject(text)).toEqual(['transactionalWording']));

  it.each(['Заказ от 3000 ₽ — доставка бесплатно', 'Objednávka 1500 Kč: doprava zdarma', 'Comanda 2500 lei? Transport gratuit', 'Fatura kesmenin kolay yolu', '請求書作成ソフトのご紹介', '订单管理系统介绍', 'איך כותבים חשבונית: מדריך', 'Bestellung 5000 €: ein Rekord'])('takes no amount and no theme for a bill: "%s"', async (text) => expect(await subject(text)).toEqual([]));

  it.each(['הזמנה: 15/11/2026 כנס שנתי', 'הזמנה 15/11 לאירוע', 'Заказ 24/7', 'Sipariş 24/7', 'Objednávka 24/7', 'Rendelés 24/7', 'Order 24/7', 'Счёт 21-19: как мы победили', 'Заказ 3000 рублей', 'Замовлення 1500 гривень', 'Поръчка 1000 лева', 'Bestellung 5000 Euro: ein Rekord'])('takes no date, hours, score or amount for a bill: "%s"', async (text) => expect(await subject(text)).toEqual([]));

  it.each(['Заказ 20417 отправлен', 'הזמנה מספר 20417'])('takes the number of an order for one: "%s"', async (text) => expect(await subject(text)).toEqual(['transactionalWording']));

  it.each([
    '[최종 안내] 2026 컨퍼런스', '회비 납부 안내', '安全提醒：暑期儿童安全', '最后通知：年会报名今日截止', '新しいログインボーナス開始', '不正アクセス対策セミナーのご案内', 'ご注文の確認不要！定期便', '請求書の電子化セミナー：ご請求書の作り方', 'Новый вход в музей',
    'Пополните ваш счёт и получите бонус', 'Поповніть ваш рахунок і отримайте бонус', 'Yeni giriş ücretleri: müzede indirim', 'Faturanız %30 azalsın', 'Krásna upomienka na dovolenku', 'Redu factura ta la energie', 'Η παραγγελία σας με δώρο',
  ])('asks for more than a theme in "%s"', async (text) => expect(await subject(text)).toEqual([]));

  it.each(['Доставка за несколько часов', '人気商品 残りわずか', 'Le son du saat', 'Pár hodin v zahradě', 'Pár hodín v záhrade', 'Néhány óra a kertben', 'Câteva ore în grădină', 'Birkaç saat bahçede', 'Λίγες ώρες στον κήπο'])('takes a few hours for no end: "%s"', async (text) => {
    expect(await ids({ subject: text, offerEndsAt: new Date(NOW.getTime() + 240 * 3_600_000).toISOString() })).toEqual([]);
  });

  it.each(['Последний день: выставка закрывается', 'Csak ma: ingyenes szállítás', 'Ultima zi de reduceri', 'Bu gece bitiyor', '本日限りの特別価格', '오늘 마감! 겨울 세일', '最后一天：全场八折', 'اليوم فقط: شحن مجاني', 'רק היום: משלוח חינם'])('knows what ends today in "%s"', async (text) => {
    expect(await ids({ subject: text, offerEndsAt: new Date(NOW.getTime() + 240 * 3_600_000).toISOString() })).toEqual(['falseUrgency']);
  });

  it('believes a number of hours', async () => {
    expect(await ids({ subject: 'Nur noch 72 Stunden', offerEndsAt: new Date(NOW.getTime() + 72.5 * 3_600_000).toISOString() })).toEqual([]);
  });

  it('reports a sender that bears the name of a company or an authority, as a warning by words', async () => {
    const from = async (name: string, email: string, manifest: Manifest = {}) => (await found({ subject: 'Grüße', from: { name, email }, ...manifest })).map(({ messageId, heuristic, data }) => [messageId, heuristic, data?.['domain']]);
    for (const name of ['PayPal', 'PayPal Customer Service', 'Deutsche Post Kundenservice', 'DHL | Paket', 'Skatteverket', 'HMRC', 'Apple Support']) expect(await from(name, 'post@gaertnerei.example.com')).toEqual([['borrowedName', true, 'example.com']]);
    for (const [name, email] of [['DHL Paket', 'noreply@dhl.de'], ['Deutsche Post', 'info@dhl.com'], ['Microsoft Account Team', 'x@accountprotection.outlook.com'], ['Skatteverket', 'nej@skatteverket.se'], ['HMRC', 'a@notifications.service.gov.uk'], ['Apple', 'hof@apfel.shop'], ['Hermes', 'a@hermes-verein.org'], ['Apple Tree Orchard', 'a@orchard.shop'], ['Anna von PayPal-Ratgeber', 'a@blatt.shop']] as const) expect(await from(name, email)).toEqual([]);
    expect(await from('PayPal', 'x@partner.shop', { sender: { legalName: 'PayPal (Europe) S.à r.l.' } })).toEqual([]);
  });

  it('reports a sender\'s name that shows an address of somebody else', async () => {
    const from = (name: string, email: string) => ids({ subject: 'Hallo', from: { name, email } });
    expect(await from('support@bank.example', 'x@evil.test')).toEqual(['foreignAddress']);
    expect(await from('news@acme.com', 'news@mail.acme.com')).toEqual([]);
    expect(await from('jo@acme.com via Group', 'group@lists.org')).toEqual([]);
    expect(await from('Jürgen', 'x@acme.com')).toEqual([]);
    expect(await ids({ subject: 'Hallo', from: { email: 'x@acme.com' } })).toEqual([]);
  });
});
