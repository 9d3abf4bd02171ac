import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { runAudienceRule } from '../../../test/audience/run-audience-rule.js';
import { campaignOf, type CampaignFixture } from '../../../test/campaign/campaign-of.js';
import { svgSaying } from '../../../test/image-text/pictures.js';
import { runRule } from '../../../test/rule/run-rule.js';
import { holdsAddress, looksLikeAddress } from './address.js';
import rule from './rule.js';

const report = async (parts: CampaignFixture) => (await runRule(rule, await campaignOf(parts))).map(({ messageId, severity, heuristic }) => `${messageId}${severity ? ` ${severity}` : ''}${heuristic ? ' heuristic' : ''}`);
const sent = (footer: string, sender: Manifest['sender'] = { country: 'US', postalAddress: '500 Harbor Street, Suite 12, Portland, OR 97201' }, kind: Manifest['kind'] = 'marketing') =>
  report({ html: `<p>Our new shoes are here.</p><p>${footer}</p>`, manifest: { kind, sender } });

describe('consent/postal-address-missing', () => {
  it.each([
    ['350 Fifth Avenue, 21st Floor, New York, NY 10118', '350 5th Ave, Fl 21, New York NY 10118'], ['88 Bay Street, Suite 1200, Toronto, Ontario M5J 2T3', '88 Bay St. #1200, Toronto ON M5J2T3'], ['Storgatan 7, 831 30 Östersund', 'Storgatan 7, 83130 Östersund'],
    ['Oudegracht 212, 3511 NR Utrecht', 'Oudegracht 212 3511NR Utrecht'], ['5605, avenue de Gaspé, bureau 301, Montréal (Québec) H2T 2A4', '5605 av. de Gaspé, bur. 301, Montréal, Qc, H2T 2A4'], ['Post Office Box 4411, Miami, Florida 33101', 'P.O. Box 4411, Miami, FL 33101'], ['1055 West Hastings Street, Suite 300, Vancouver, British Columbia V6E 2E9', '1055 W Hastings St #300, Vancouver BC V6E 2E9'], ['12 Fitzwilliam Square, Dublin 2, D02 X285', '12 Fitzwilliam Sq., Dublin D02X285'], ['2 Quay Street, Bristol BS1 4DJ', '2 Quay St, BRISTOL BS14DJ'], ['1200, rue Sainte-Catherine Ouest, bureau 300, Montréal (Québec) H3B 1K9', '1200 Ste-Catherine O., bur. 300, Montréal QC H3B 1K9'],
  ])('takes %j and %j for the same', (one, other) => {
    expect(holdsAddress(other, one)).toBe(true);
    expect(holdsAddress(other.replace(/\d+/, '999'), one)).toBe(false);
  });

  it.each(['서울시 강남구 테헤란로 123', '경기도 성남시 분당구 판교로 235번길 10', '제주특별자치도 제주시 첨단로 242', '세종특별자치시 한누리대로 2130', '춘천시 중앙로 1', '北京市朝阳区建国路 88 号', '台北市信義區信義路五段7號', 'דרך מנחם בגין 132, תל אביב', 'طريق الملك فهد، الرياض 12271', '190000, г. Санкт-Петербург, Невский пр., 5', '630099, г. Новосибирск, ул. Ленина, 21', 'просп. Перемоги, 37, Київ, 03056', '부산광역시 해운대구 센텀중앙로 79, 4층', '上海市浦东新区世纪大道100号', '台北市信義區市府路45號', 'שדרות רוטשילד 22, תל אביב', 'شارع الحمراء، بيروت 1103', '27 bis, rue des Tanneurs, 69001 Lyon', 'Avenue Louise 149/24, 1050 Bruxelles', 'Karl Johans gate 5, 0154 Oslo', 'Václavské náměstí 1, 110 00 Praha 1', 'Andrássy út 60, 1062 Budapest', '2-11-3 Meguro, Meguro-ku, Tokyo 153-0063', 'Str. Lipscani 33, 030033 București', 'Am Sandtorkai 2 20457 Hamburg', 'ZI des Paluds, 13400 Aubagne', 'Polígono Industrial Sur, nave 4, 46900 Torrent', 'Private Bag 12, Wellington 6140', 'Camino del Molino s/n, 23400 Úbeda (Jaén)', 'Carrer Major, s/n. 17000 Girona', 'Landgut Moos o. Nr., 4600 Wels'])('knows an address by how it is built: %s', (address) => {
    expect(looksLikeAddress(address)).toBe(true);
  });

  it.each(['اطلب عن طريق التطبيق، واحصل على خصم حتى 5000 ريال', 'شارع التسوق، خصم حتى 5000 ريال', 'אפשר להזמין דרך האתר שלנו 24 שעות ביממה', '반드시 앱으로 10% 할인\n다시 만나는 기회로 2주간', '반드시 추가로 50% 할인, 무료로 2개', '서울시 강남구 매장으로 2개', '서울 매장으로 50% 할인', '札幌市で開催、北海道フェア第3号', '上海市民请注意：南京路步行街快闪活动11月8号开始', 'Скидки до 50000, м. Выгода и ещё пр', 'Ждём вас на ул. Ленина: подарки на сумму 10000 рублей', 'ул. Ленина — наша любимая улица', '이번 주 할인 20%', '上海市民文化节开幕', 'הדרך הארוכה הביתה 2', 'الطريق إلى النجاح', 'Order 48213, 20 November 2026', 'Wir sehen uns am Samstag, 5. Dezember 2026 in Berlin', 'Freitag 20, 2026 Kerzen', 'Call 555-0134', 'Mo–Fr 9–18 Uhr, Tel. 040 12345 Newsletter', 'Org.nr 556677-8899, Östersund', 'Hay 23400 plazas, s/n'])('takes no date or number for one: %s', (text) => {
    expect(looksLikeAddress(text)).toBe(false);
  });

  it('reports a mail from the US or Canada without the address', async () => {
    expect(await sent('Acme Inc.')).toEqual(['missing']);
    expect(await sent('Acme Inc.', { country: 'ca', postalAddress: '12 rue Sainte-Catherine, Montréal QC H2X 1K4' })).toEqual(['missing']);
    expect(await sent('Acme Inc., Portland')).toEqual(['missing']);
  });

  it.each([
    '500 Harbor St., Ste 12, Portland, OR 97201', 'Acme Inc. · 500 HARBOR STREET · Suite 12 · Portland OR 97201-0000 · USA', '500 Harbor Street<br>Suite 12<br>Portland, OR 97201',
    '500 Harbor Street</p><p>Suite 12</p><p>Portland, OR 97201', '*|LIST:ADDRESS|*', '*|HTML:LIST_ADDRESS_HTML|*', '{{ organization.full_address }}', '{{ site_settings.company_street_address_1 }}', '%SENDER-INFO-SINGLELINE%',
    '{{Sender_Address}}', '[Sender_Address]', '%%Member_Addr%%', '{domain.address}', '{!contact_address}', '{{ inline_postal_address }}', '{{ address }}', '{{{Organization.Address}}}', '%%account_address%%', '{{ snippets.company_address }}',
  ])('is silent on %s', async (footer) => expect(await sent(footer)).toEqual([]));

  it.each(['{{ contact.address }}', '%%emailaddr%%', '{{ email_address }}', '{{ order.shipping_address.city }}', '{{ user.street }}'])('does not take %s for the address of the sender', async (tag) => {
    expect(await sent(tag)).toEqual(['missing']);
  });

  it('does not count what cannot be seen or stands in an image', async () => {
    expect(await sent('Acme</p><p style="display:none">500 Harbor Street, Suite 12, Portland, OR 97201')).toEqual(['missing']);
    expect(await sent('<img src="footer.png" width="600" height="80" alt="500 Harbor Street, Suite 12, Portland, OR 97201">')).toEqual(['imageOnly']);
  });

  it('warns of an address that is not the one of the manifest', async () => {
    expect(await sent('Acme Inc., 9 Ocean Drive, Miami, FL 33139')).toEqual(['differs warning heuristic']);
  });

  it('looks for any address when the manifest names none, and is less sure then', async () => {
    expect(await sent('Acme Inc.', { country: 'US' })).toEqual(['missing heuristic']);
    expect(await sent('Acme Inc., PO Box 12, Austin, Texas 78701', { country: 'US' })).toEqual([]);
  });

  it('only advises where the law does not ask for it in each mail, and accepts an imprint', async () => {
    expect(await sent('Acme GmbH', { country: 'DE', postalAddress: 'Lindenstraße 12, 10969 Berlin' })).toEqual(['advised warning']);
    expect(await sent('Acme GmbH, <a href="https://acme.example/impressum">Impressum</a>', { country: 'DE', postalAddress: 'Lindenstraße 12, 10969 Berlin' })).toEqual([]);
    expect(await sent('Acme GmbH, Lindenstr. 12, D-10969 BERLIN', { country: 'DE', postalAddress: 'Lindenstraße 12, 10969 Berlin' })).toEqual([]);
    expect(await sent('Acme AB', { country: 'SE' })).toEqual(['advised info heuristic']);
    expect(await sent('Acme', {})).toEqual(['advised warning heuristic']);
  });

  it('wants a street where an imprint is a duty and nothing links to one', async () => {
    const german = { legalName: 'Acme GmbH', country: 'DE' };
    expect(await sent('Acme GmbH, Postfach 12 34, 55002 Mainz, HRB 4711', german)).toEqual(['boxOnly warning heuristic']);
    expect(await sent('Acme GmbH, Postfach 12 34, 55002 Mainz. <a href="https://acme.example/impressum">Impressum</a>', german)).toEqual([]);
    expect(await sent('Acme GmbH, Lindenstraße 12, 10969 Berlin, Postfach 12 34, 10912 Berlin', german)).toEqual([]);
  });

  it('asks nothing of transactional mail, of a body without a manifest, and of a footer kept elsewhere', async () => {
    expect(await sent('Acme Inc.', undefined, 'transactional')).toEqual([]);
    expect(await sent('{{> footer}}')).toEqual([]);
    const included = '<mjml><mj-body><mj-section><mj-column><mj-text>Our new shoes are here.</mj-text></mj-column></mj-section><mj-include path="./footer.mjml" /></mj-body></mjml>';
    expect(await report({ mjml: included, manifest: { kind: 'marketing', sender: { country: 'US', postalAddress: '500 Harbor Street, Portland, OR 97201' } } })).toEqual([]);
    expect(await rule.unchecked?.(await campaignOf({ html: '<p>News</p>{{> footer}}', manifest: { kind: 'marketing' } }), {}, { now: new Date(), sendAt: new Date() })).toContain('{{> footer}}');
    expect((await campaignOf({ html: '<p>News</p>' })).given.has('manifest')).toBe(false);
  });

  it('is at most a warning when the manifest does not say what kind of mail it is', async () => {
    expect(await report({ html: '<p>News</p>', manifest: { sender: { country: 'US', postalAddress: 'PO Box 1, Austin, TX 78701' } } })).toEqual(['missing warning']);
  });

  it('reads a mail of text alone', async () => {
    const manifest = { kind: 'newsletter', sender: { country: 'US', postalAddress: 'PO Box 12, Austin, TX 78701' } } as const;
    expect(await report({ text: 'News.\n\nAcme\nP.O. Box 12\nAustin, TX 78701', manifest })).toEqual([]);
    expect(await report({ text: 'News.\n\nAcme', manifest })).toEqual(['missing']);
  });

  it('counts the recipients whose law asks for it, whatever the law of the sender', async () => {
    const recipients = 'recipient_id,country\nr1,US\nr2,Canada\nr3,DE\nr4,\n';
    const manifest = { kind: 'marketing', sender: { country: 'GB', postalAddress: '3 Mill Lane, Hebden Bridge HX7 0ZZ' } } as const;
    const found = await runAudienceRule(rule, { recipients, manifest }, { html: '<p>News</p>' });
    expect(found).toMatchObject([{ messageId: 'recipients', severity: 'error', recipients: ['r1', 'r2'], evidence: { jurisdiction: { US: 1, CA: 1 } } }]);
    expect(await runAudienceRule(rule, { recipients, manifest }, { html: '<p>3 Mill Ln, Hebden Bridge, HX7 0ZZ</p>' })).toEqual([]);
  });
});

describe('an address', () => {
  it.each([
    '1 Infinite Loop, Cupertino, California 95014', '10 Downing Street, London SW1A 2AA', '123 Van Ness, San Francisco 94102', 'Musterstraße 5, 80331 München', '12 bis rue de la Paix, 75002 Paris', 'Calle Mayor 3, 28013 Madrid', 'Via Roma 5, 00184 Roma',
    'Keizersgracht 12, 1015 CS Amsterdam', 'Rua Augusta 24, 1100-053 Lisboa', 'Storgatan 5, 111 51 Stockholm', 'Vestergade 7, 1456 København K', 'Storgata 1, 0155 Oslo', 'Mannerheimintie 5, 00100 Helsinki', 'ul. Długa 5, 00-238 Warszawa',
    'Postfach 12 34, 50667 Köln', 'Level 3, 5 George Street, Sydney NSW 2000', 'Av. Paulista 1000, São Paulo, 01310-100',
  ])('is seen in %s', (text) => expect(looksLikeAddress(text)).toBe(true));

  it.each(['10000 Menschen haben gespendet.', 'Am 3. Dezember 2026 Besuch in Wien', 'Call 555-123-4567 today', 'Save 20% on 3 items', 'iPhone 15 Pro, 12345 sold', 'Order W1A2B3', 'Ein Weg 2026 für alle'])('is not seen in %s', (text) => expect(looksLikeAddress(text)).toBe(false));

  it.each([
    '1052 Budapest, Váci utca 12.', 'H-9021 Győr\nBaross Gábor út 14.', 'Na Příkopě 28\n115 03 Praha 1', 'Str. Lipscani nr. 12 | sector 3, București 030031', 'Λεωφ. Κηφισίας 44, 151 25 Μαρούσι', 'Atatürk Bulvarı No:65/9 06640 Çankaya Ankara',
    'B-45, Sector 18, Noida, Uttar Pradesh - 201301', 'Calle Durango 245, Roma Norte, C.P. 06700', '12 Cuba Street, Te Aro, Wellington 6011', 'Office 1204, Dubai, PO Box 71241', 'East Pixel Bld. 99, Creative City 9000',
  ])('is told by its build, wherever it is: %s', (text) => expect(looksLikeAddress(text)).toBe(true));

  it.each([
    'Conferences 2026: 120 talks, 34 rooms, Berlin', 'We sold 6720 Lamps, 155 Chairs and 44 Tables', 'Fair: Hall 4, Stand 120, 10000 visitors', 'The 50 most popular products, July 10, 2002\nGreetings', 'Model 40, 7200 RPM, 8MB buffer', 'Cool Edit 2000 UltraEdit v9.00a',
    'Hotline: 803 404 1546\nHello', 'ISSN: 1522-7693 All trademarks', 'Ελιά Α.Ε., ΑΦΜ 094012345, τηλ. 210 3211234', 'Salcia SRL, CUI 12345678, J40/1234/2010',
  ])('is no list of names and numbers: %s', (text) => expect(looksLikeAddress(text)).toBe(false));

  it('is held in any order, case and spelling', () => {
    expect(holdsAddress('OPEN WELLS E.V. | LINDENSTR. 12 | D-10969 BERLIN', 'Lindenstraße 12, 10969 Berlin')).toBe(true);
    expect(holdsAddress('50667 Koeln, Lindenhof 12', 'Lindenhof 12, 50667 Köln')).toBe(true);
    expect(holdsAddress('10969 Berlin', 'Lindenstraße 12, 10969 Berlin')).toBe(false);
    expect(holdsAddress(`Lindenstraße 12 ${'und '.repeat(100)} 10969 Berlin`, 'Lindenstraße 12, 10969 Berlin')).toBe(false);
  });

  it('takes time linear in a hostile text', () => {
    const text = '1 a '.repeat(50_000);
    for (const hostile of [text, 'A 1, '.repeat(40_000), ' '.repeat(200_000), 'Ab 12345\n'.repeat(20_000)]) expect(looksLikeAddress(hostile)).toBe(false);
    expect(holdsAddress(text, '1 a')).toBe(true);
  });
});

describe('consent/postal-address-missing, an address inside a picture', () => {
  const US = { kind: 'marketing', sender: { legalName: 'Acme Inc.', postalAddress: '500 Harbor Street, Suite 12, Portland, OR 97201', country: 'US' } } as const;
  const FOOTER = svgSaying(['Acme Inc.', '500 Harbor St, Ste 12', 'Portland, OR 97201']);
  const found = async (html: string, manifest: Manifest) => runRule(rule, await campaignOf({ html, manifest }));

  it('does not count, and the finding says where it stands', async () => {
    expect(await found(`<p>Our new shoes are here.</p>${FOOTER}`, US)).toMatchObject([{ messageId: 'imageOnly', data: { image: 'the image (embedded)' } }]);
  });

  it('is named too where no law asks for it', async () => {
    const german = { kind: 'marketing', sender: { legalName: 'Müller GmbH', postalAddress: 'Lindenstraße 12, 10969 Berlin', country: 'DE' } } as const;
    expect(await found(`<p>Die Schuhe sind da.</p>${svgSaying(['Müller GmbH, Lindenstr. 12, 10969 Berlin'])}`, german)).toMatchObject([{ messageId: 'advisedImage', severity: 'warning' }]);
    expect(await found('<p>Die Schuhe sind da.</p>', german)).toMatchObject([{ messageId: 'advised' }]);
  });

  it('is not looked for where live text has one, and another address is none', async () => {
    expect(await found(`<p>Acme Inc., 500 Harbor Street, Suite 12, Portland, OR 97201</p>${FOOTER}`, US)).toEqual([]);
    expect(await found(`<p>Our new shoes are here.</p>${svgSaying(['9 Hill Road, Leeds LS1 4AB'])}`, US)).toMatchObject([{ messageId: 'missing' }]);
  });
});
