import { describe, expect, it } from 'vitest';
import type { CampaignKind } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const problems = async (html: string, kind: CampaignKind = 'transactional', subject = 'Your invoice') => runRule(rule, await campaignOf({ html, manifest: { kind, subject } }));
const report = async (...input: Parameters<typeof problems>) => (await problems(...input)).map(({ messageId }) => messageId);

describe('consent/transactional-with-marketing', () => {
  it.each([
    'Get 20% off your next order.', 'While you are here: 20 % off all jackets.', 'Scopri anche la nuova collezione', 'Entdecken Sie auch unsere Mäntel', '20 % Rabatt auf Ihre nächste Bestellung', 'Vous aimerez aussi ces chaussures', 'También te puede gustar', 'Potrebbe piacerti anche', 'Gebruik de kortingscode ZOMER', 'Use o código promocional VERÃO', 'Använd rabattkod SOMMAR', 'Brug rabatkode SOMMER', 'Bruk rabattkode SOMMER', 'Käytä alennuskoodi KESÄ', 'Użyj kodu rabatowego LATO',
  ])('reports an offer: %s', async (text) => expect(await report(`<p>Invoice 12.</p><p>${text}</p>`)).toEqual(['offer']));

  it.each([
    'How satisfied are you with us?', 'Ihre Meinung ist uns wichtig', 'Donnez votre avis', 'Encuesta de satisfacción', 'Lascia una recensione', 'Uw mening telt', 'Avalie a sua compra', 'Lämna ett omdöme', 'Skriv en anmeldelse', 'Svar på vår undersøkelse', 'Kirjoita arvostelu', 'Oceń swój zakup',
  ])('reports a request for an opinion: %s', async (text) => expect(await report(`<p>Invoice 12.</p><p>${text}</p>`)).toEqual(['survey']));

  it.each([
    'Subtotal $40.00, discount -$5.00, total $35.00', '10 % Rabatt: -4,00 €', 'Remise (10 % de réduction) : -4,00 €', 'Sconto del 10%: -4,00 €', 'Rabatt: -5,00 €', 'Gutscheincode: LATO-7, Rabattcode SOMMER -5,00 €', 'Twój kod rabatowy: LATO', 'Your voucher worth 10 € was used.', 'We have reviewed your application.', 'Please review your order before Friday.', 'Your subscription was upgraded.', 'Safety recall: stop using the product.', 'Reply to this mail if you have any questions or feedback.',
  ])('is silent on %s', async (text) => expect(await report(`<p>${text}</p>`)).toEqual([]));

  it.each([
    ['Andre kunder kjøpte også: kaffekvern i stål til kampanjepris.', 'offer'], ['Descubra nuestras ofertas de otoño y llévese un regalo con su próxima compra.', 'offer'], ['Giv os fem stjerner på Trustpilot, det tager kun et minut.', 'survey'], ['Inni klienci kupili też krzesła w promocyjnej cenie.', 'offer'],
    ['Beim nächsten Einkauf sparen Sie mit dem Gutschein EICHE15 fünfzehn Prozent.', 'offer'], ['Anderen bekeken ook deze kruk, nu met 20% korting.', 'offer'], ['¿Qué le ha parecido su compra?', 'survey'], ['Le potrebbe interessare anche il nostro sgabello.', 'offer'], ['Få 100 kr. til dit næste køb.', 'offer'],
  ])('knows formal address and what shops say: %s', async (text, kind) => expect(await report(`<p>Faktura 12.</p><p>${text}</p>`)).toEqual([kind]));

  it.each([
    ['Bring a friend and you both save 10 pounds on your next course.', 'offer'], ['Nyt kaikki saippuat -20 % koodilla SYKSY20.', 'offer'], ['¿Conoce ya nuestra gama de aceites ecológicos?', 'offer'], ['Schauen Sie doch einmal in unserem neuen Sortiment vorbei.', 'offer'],
    ['Jetez un coup d’œil à nos coffrets de Noël et à nos autres nouveautés.', 'offer'], ['Har du sett vårens kollektion i butiken än?', 'offer'], ['How was your stay with us this time?', 'survey'], ['Verraten Sie anderen Kunden Ihre Erfahrung mit dem Rad.', 'survey'],
    ['Poświęć nam minutę i wypełnij ankietę o swoim pobycie.', 'survey'], ['Ci racconti la sua esperienza con la bicicletta.', 'survey'],
    ['Alleen dit weekend: alle fietstassen voor de halve prijs.', 'offer'], ['Go annual and pay for ten months instead of twelve.', 'offer'], ['Neu eingetroffen: Wintertees und Lebkuchen.', 'offer'], ['Kurkkaa samalla joulun lahjapakkaukset, jotka ovat nyt verkkokaupassa.', 'offer'],
    ['Offrez-vous aussi notre nouveau soin d’entretien.', 'offer'], ['Nos encantaría saber qué opina de nosotros: responda a tres preguntas.', 'survey'], ['Likte du handelen? Gi oss stjerner på Google.', 'survey'],
    ['Iscriviti al club del libro: ogni mese un romanzo a casa tua.', 'offer'], ['Dołącz do klubu i zbieraj punkty za każde zakupy.', 'offer'], ['Deel je foto en maak kans op een fietstas.', 'offer'], ['Que nota nos dá, de 0 a 10?', 'survey'],
    ['Schon gesehen? Unser Adventskalender ist da.', 'offer'], ['Kender du vores kageabonnement?', 'offer'], ['Neem meteen een set winterbanden mee, nu voor 39 in plaats van 59 euro.', 'offer'], ['Black week hos oss: opptil 30 % på kverner.', 'offer'],
    ['Kerro ystävällesi meistä, niin saatte molemmat viiden euron alennuksen.', 'offer'], ['Todos os meses sorteamos uma taça entre os seguidores.', 'offer'], ['Votre retour nous aide à nous améliorer.', 'survey'],
  ])('puts the words of a language together as it does: %s', async (text, kind) => expect(await report(`<p>Order 12.</p><p>${text}</p>`)).toEqual([kind]));

  it.each([
    'Customers who bought these secateurs also bought our sharpening stone.', 'Téléchargez notre application pour commander plus vite.', 'Llevas 24 puntos: con 50 te regalamos una tabla de quesos.', 'Handla för 107 kr till nästa gång så bjuder vi på frakten.', 'Może zainteresuje Panią także nasz miód gryczany.',
    'Pásate a Socio Gourmet y disfruta de envíos gratis todo el año.', 'Tilaa vielä 36 eurolla, niin seuraava toimitus on maksuton.', 'Completa il tuo set con il beccuccio in acciaio.', 'Du har optjent 20 point. Ved 100 point får du en gratis sæbe.', 'Gratis verzending bij uw volgende bestelling boven € 50.',
  ])('knows what else to buy, apps to install, points to collect and sums to spend: %s', async (text) => expect(await report(`<p>Order 12.</p><p>${text}</p>`)).toEqual(['offer']));

  it.each([
    'Spend £15 more and we will throw in a tea towel.', 'Verlängern Sie jetzt Ihre Garantie um drei Jahre für nur 19 €.', 'Lekker erbij: onze stroopwafels, nu € 3,50.', 'Suscríbete a la caja mensual y ahorra.', 'Folgen Sie uns auf Instagram und verpassen Sie keine Aktion mehr.', '¿Te apetece repetir? Tienes un 10 % esperándote.',
    'Offrez nos coffrets à vos proches : ils arrivent à temps pour Noël.', 'Proszę przedłużyć gwarancję o trzy lata za jedyne 49 zł.', 'Have you considered our extended warranty?',
  ])('knows what goes with it, longer guarantees, subscriptions, presents and temptations: %s', async (text) => expect(await report(`<p>Order 12.</p><p>${text}</p>`)).toEqual(['offer']));

  it.each([
    ['Con el código GRACIAS5 tienes cinco euros menos la próxima vez.', 'offer'], ['Als bedankje: € 5 korting met BEDANKT5.', 'offer'], ['Förresten: julens knäckebröd finns nu i butiken.', 'offer'], ['Miten meillä meni? Vastaa yhdellä klikkauksella.', 'survey'], ['Jak nam poszło? Odpowiedź zajmie minutę.', 'survey'], ['Nos biscuits voyagent bien : pensez-y pour vos cadeaux d’entreprise.', 'offer'],
  ])('knows coupons by their code, what is in the shop by the way, and how it went: %s', async (text, kind) => expect(await report(`<p>Order 12.</p><p>${text}</p>`)).toEqual([kind]));

  it.each([
    'The gift you sent will arrive before Christmas.', 'Gift message: "Happy birthday, with love from Tom".', 'Your code HELLO5 was used for this order and took off £5.', 'By the way, the second parcel is travelling separately.', 'Wie möchten Sie das Paket erhalten?', 'Le code 7731 ouvre la consigne.',
  ])('takes presents on their way and codes that were used for none: %s', async (text) => expect(await report(`<p>Order 12.</p><p>${text}</p>`)).toEqual([]));

  it.each([
    'Your warranty lasts two years and is free.', 'Ihr Abonnement verlängert sich am 1. Dezember um einen Monat (9,90 €).', 'También puedes recoger el paquete en la oficina de Correos.', 'Ab einem Warenwert von 150 € können Zollgebühren anfallen.', 'Follow us on Instagram.', 'We recommend that you keep £50 in the account.', 'Rem, passer til model 12, 89 kr.', 'Your free gift is packed with the order.',
  ])('takes guarantees, renewals and plain links for none of them: %s', async (text) => expect(await report(`<p>Order 12.</p><p>${text}</p>`)).toEqual([]));

  it.each([
    'Download the invoice in our app.', 'Laden Sie die Rechnung in der App herunter.', 'We have credited 56 points to your account for this order.', 'Delivery was free because your order is above £50.', 'Fraktfritt vid köp över 500 kr har tillämpats på den här ordern.', 'Siirry sivulle viimeistelemään maksutapahtuma.',
    'You may also change the address until noon.', 'Customers in Scotland may also wait a day longer.',
  ])('takes no service for one of them: %s', async (text) => expect(await report(`<p>Order 12.</p><p>${text}</p>`)).toEqual([]));

  it.each([
    'Der Rabatt von 10 % wurde abgezogen, die Versandkosten entfallen.', 'Your next delivery leaves on 3 December and costs 24.00 euros.', 'Betaling in vreemde valuta: uw bestelling is in dollars afgerekend.', 'Leave the parcel with a neighbour and write to us if it does not arrive.',
    'You saved 12% with your member card on this order.', 'Vær så snill å skrive til oss hvis bestillingen mangler noe.', 'Im nächsten Schritt geben Sie bei der Buchung den Code 4471 ein.', 'Prix total : 48,20 €, TVA 20 % incluse sur toute la commande.',
    'You have switched to the annual plan as you asked.', 'Ihre Rücksendung ist bei uns eingetroffen.', 'Votre colis vient d’arriver au point de retrait.', 'Wij sturen het pakket deze week op, alleen niet op zondag.', 'The link is valid for only ten minutes.',
    'Punkty za te zakupy dopiszemy do Twojego konta w ciągu 2 dni.', 'Puede cambiarla o anularla hasta 24 horas antes sin coste.', 'Join the call from your calendar at ten.', 'Delivery takes 1 to 5 days.',
    'Your appointment is at 12 instead of 10 o’clock.', 'Have you tried our help pages? They answer most questions.', 'Ihr Speicher ist zu 90 % belegt, bitte löschen Sie alte Dateien.', 'Sie erhalten die Erstattung von 24,90 Euro in fünf Tagen.',
  ])('takes what informs for no pitch: %s', async (text) => expect(await report(`<p>Order 12.</p><p>${text}</p>`)).toEqual([]));

  it.each([
    'Ihre Spende hilft uns, vierzig Kinder durch den Winter zu bringen.', 'Ditt månadsbidrag hjälper oss att planera för åren som kommer.', 'Jouw donatie helpt ons de opvang open te houden.',
    'Hemos cambiado el acceso para mejorar la seguridad de su cuenta.', 'Sie erhalten ab morgen Zugriff auf unser Kundenportal.', 'Vi är glada att få tacka dig på alla barnens vägnar.', 'Du får faktura på hele beløbet i næste uge.',
    'If you would like the results on paper, please write to us.', 'The money is used to pay for the time of our people.', 'Total {{ order.total }} ({{ rate }} % of {{ order.net }}), with regards to {{ member.friend }}',
    'Cada donativo nos ayuda a mejorar la vida de una familia.', 'Your gift helps us improve the lives of refugees.', 'Ihre Spende hilft uns, die Schule zu verbessern.', 'Hier vind je een overzicht van je donaties in 2025.',
    'Vi uppskattar ditt tålamod, och tveka inte att höra av dig om du har några frågor.', 'Vi setter pris på tålmodigheten din. Har du noen spørsmål, svarer vi gjerne.',
    '{{#if member.join}}Somebody{{else}}{{ club.member.name }}{{/if}} has become one of the supporters.',
  ])('takes thanks, reasons, access and the names in template tags for no pitch: %s', async (text) => expect(await report(`<p>Receipt 12.</p><p>${text}</p>`)).toEqual([]));

  it.each(['Deine Meinung hilft uns.', 'Uw beoordeling helpt ons vooruit.', 'Con su opinión podemos trabajar para mejorar.', 'Hjälp oss att bli bättre!', 'Your feedback helps us improve.', 'Votre avis nous aide à améliorer nos cours.', 'Vi uppskattar om du svarar på några frågor.'])('knows an opinion that helps: %s', async (text) => expect(await report(`<p>Receipt 12.</p><p>${text}</p>`)).toEqual(['survey']));

  it.each([
    'We also repair bikes of other makes, by the way.', 'With Gold membership this delivery would have been free.',
    'Wir haben zwanzig neue Tees ins Sortiment aufgenommen.', 'Doppelte Punkte auf alles bis Sonntag!',
    'Ceux qui choisissent ces bottes prennent souvent notre baume pour cuir.', 'Samedi, nous faisons déguster nos nouveaux vins, et une place vous attend.',
    'Ya está disponible el catálogo de primavera, con cuarenta bulbos nuevos.', 'Nuestras rebajas de invierno empiezan el viernes.',
    'A proposito, ripariamo anche biciclette di altre marche.', 'Il nostro zaino più venduto è di nuovo disponibile.',
    'We hebben twintig nieuwe theesoorten aan ons assortiment toegevoegd.', 'Onze cadeaukaarten zijn er voor elk bedrag.',
    'Quem compra estas botas costuma levar o nosso bálsamo para couro.', 'Com o cartão Ouro, esta entrega teria sido grátis.',
    'Vårkatalogen är här, med fyrtio nya lökar.', 'Dubbla poäng på allt till och med söndag!',
    'Vi reparerer i øvrigt også cykler af andre mærker.', 'På lørdag smager vi på vores nye vine, og der er en plads til dig.',
    'Vi har lagt til tjue nye teer i sortimentet vårt.', 'Vårt vintersalg starter på fredag.',
    'Näiden saappaiden ostajat ottavat yleensä mukaan myös nahkabalsamimme.', 'Myydyin reppumme on taas saatavilla.',
    'Ukazał się katalog wiosenny, a w nim czterdzieści nowych cebulek.', 'Nasze karty podarunkowe są dostępne w każdej kwocie.',
  ])('knows what the sender says of his trade, without a call to buy: %s', async (text) => expect(await report(`<p>Order 12.</p><p>${text}</p>`)).toEqual(['offer']));

  it.each([
    'With your membership this delivery was free.', 'The jacket you ordered is back in stock and will ship tomorrow.', 'Our shop in Leeds is closed on Monday; you can collect your order from Tuesday on.',
    'Ab dem 1. März nehmen wir auch Zahlungen per Überweisung an.', 'Ihr Punktestand beträgt 240.', 'Unser Laden in Köln ist am Montag geschlossen; ab Dienstag können Sie die Ware abholen.',
    'Avec votre abonnement, cette livraison était gratuite.', 'Votre carte cadeau de 50 euros est jointe.', 'Notre boutique de Lyon est fermée lundi ; votre commande vous y attend dès mardi.',
    'Desde el 1 de marzo también aceptamos transferencias bancarias.', 'La chaqueta pedida vuelve a estar disponible y sale mañana.', 'Nuestra tienda de Sevilla cierra el lunes; puede recoger su pedido desde el martes.',
    'Con il suo abbonamento questa consegna è stata gratuita.', 'Il suo saldo è di 240 punti.', 'Il nostro negozio di Torino è chiuso lunedì; può ritirare l\'ordine da martedì.',
    'Vanaf 1 maart accepteren we ook betaling per overschrijving.', 'Uw cadeaukaart van 50 euro is bijgevoegd.', 'Onze winkel in Utrecht is maandag gesloten; u kunt uw bestelling vanaf dinsdag ophalen.',
    'Com a sua subscrição, esta entrega foi gratuita.', 'O casaco encomendado está de volta e segue amanhã.', 'A nossa loja do Porto está fechada na segunda-feira; pode levantar a encomenda a partir de terça.',
    'Från och med den 1 mars tar vi även emot betalning via banköverföring.', 'Ditt poängsaldo är 240.', 'Vår butik i Lund är stängd på måndag; du kan hämta din beställning från tisdag.',
    'Med dit medlemskab var leveringen gratis.', 'Dit gavekort på 500 kr. er vedhæftet.', 'Vores butik i Aarhus er lukket mandag; du kan hente din ordre fra tirsdag.',
    'Fra 1. mars tar vi også imot betaling med bankoverføring.', 'Jakken du bestilte er tilbake på lager og sendes i morgen.', 'Butikken vår i Bergen er stengt mandag; du kan hente bestillingen fra tirsdag.',
    'Jäsenyydelläsi tämä toimitus oli maksuton.', 'Pistesaldosi on 240.', 'Myymälämme Turussa on suljettu maanantaina; voit noutaa tilauksesi tiistaista alkaen.',
    'Od 1 marca przyjmujemy także przelewy bankowe.', 'W załączeniu karta podarunkowa o wartości 200 zł.', 'Nasz sklep w Gdyni jest w poniedziałek zamknięty; zamówienie można odebrać od wtorku.',
    'We\'re lightning quick at replying, and we also offer live chat during business hours.',
  ])('is silent on what belongs to the order, the account or the shop: %s', async (text) => expect(await report(`<p>Order 12.</p><p>${text}</p>`)).toEqual([]));

  it('cites a sentence with its tags as they are written', async () => {
    expect(await problems('<p>Receipt 12.</p><p>All jackets are 20 % cheaper with {{ coupon.code }}.</p>')).toMatchObject([{ data: { words: 'All jackets are 20 % cheaper with {{ coupon.code }}.' } }]);
  });

  it('collapses, names what it saw, and points at the first', async () => {
    const [problem, ...rest] = await problems('<p>Invoice 12.</p>\n<p>Recommended for you: boots.</p><p>You may also like these.</p>');
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({ heuristic: true, data: { words: 'recommended for you', more: ', and 1 more' }, location: { line: 2 }, evidence: { words: ['recommended for you', 'you may also like'] } });
  });

  it('knows the mail that asks for a sign-up to be confirmed', async () => {
    expect(await report('<p>Confirm your Tide Letters newsletter sign up!</p>')).toEqual([]);
    expect(await report('<p>Sign up for the newsletter and save 10 %.</p>')).toEqual(['offer']);
  });

  it('reads the subject, and the text part of a mail without HTML', async () => {
    expect(await report('<p>Invoice 12.</p>', 'transactional', 'Invoice, and a special offer')).toEqual(['offer']);
    expect((await runRule(rule, await campaignOf({ text: 'Invoice 12.\n\nLeave a review!', manifest: { kind: 'transactional' } }))).map(({ messageId }) => messageId)).toEqual(['survey']);
  });

  const item = (href: string, name: string, words: string) => `<a href="https://shop.eu/${href}"><img src="https://cdn.eu/${name}.jpg" width="160" alt="${name}"></a><p><a href="https://shop.eu/${href}">${name}</a></p><p>${words}</p>`;
  const row = (...cells: readonly string[]) => `<table><tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr></table>`;
  const tea = item('tea', 'Hrnek', '249 Kč');
  const bowl = item('bowl', 'Miska', '319 Kč');

  it.each([
    ['goods beside each other', row(tea, bowl)],
    ['goods on pictures behind them', row(...['a', 'b'].map((name) => `<div><table><tr><td background="https://cdn.eu/${name}.jpg" width="290" height="200"><p><a href="https://shop.eu/${name}">${name}</a></p><p>2 990 Ft</p></td></tr></table></div>`))],
    ['columns', `<div>${[tea, bowl].map((card) => `<div style="display:inline-block;width:280px">${card}</div>`).join('')}</div>`],
    ['one of them, with a button', '<div><a href="https://shop.eu/box"><img src="https://cdn.eu/box.jpg" width="500" alt="Box"></a><p>39,00 €</p><a href="https://shop.eu/box" style="display:inline-block;padding:12px;background:#060">Je le veux</a></div>'],
  ])('knows what is for sale by picture and price: %s', async (_, html) => expect(await report(`<p>Objednávka 12.</p>${html}`)).toEqual(['goods']));

  it.each([
    ['quantities', row(item('tea', 'Hrnek', '1 × 249 Kč'), item('bowl', 'Miska', '2 × 319 Kč'))],
    ['counts in words', row(item('tea', 'Hrnek', '1 ks 249 Kč'), item('bowl', 'Miska', '2 ks 638 Kč'))],
    ['prices that add up', `${row(tea, bowl)}<p>Celkem: 568 Kč</p>`],
    ['prices that add up with the postage', `${row(tea, bowl)}<p>Doprava 79 Kč</p><p>647 Kč</p>`],
    ['what costs nothing', row(item('a', 'Spare A', '€ 0,00'), item('b', 'Spare B', '€ 0,00'))],
    ['lines of an order', '<table><tr><td><img src="https://cdn.eu/a.jpg" width="70" alt="A"></td><td><a href="https://shop.eu/a">A</a></td><td>12,00 €</td></tr><tr><td><img src="https://cdn.eu/b.jpg" width="70" alt="B"></td><td><a href="https://shop.eu/b">B</a></td><td>8,00 €</td></tr></table>'],
    ['a booking with its picture', '<div><a href="https://hotel.eu/booking/8812"><img src="https://cdn.eu/h.jpg" width="500" alt="Hotel"></a><p>180,00 €</p><a href="https://hotel.eu/booking/8812" style="display:inline-block;padding:12px;background:#060">Gestisci</a></div>'],
    ['what nobody can buy', row('<img src="https://cdn.eu/okt.png" width="200" alt=""><p>Oktober</p><p>412 kr</p>', '<img src="https://cdn.eu/nov.png" width="200" alt=""><p>November</p><p>538 kr</p>')],
    ['steps', row(item('profile', 'Profil', 'Start'), item('bank', 'Bank', 'Forbind'))],
  ])('takes what was ordered for no advertising: %s', async (_, html) => expect(await report(`<p>Objednávka 12.</p>${html}`)).toEqual([]));

  it.each([
    ['<p style="font-size:30px">-15 %</p><p><b>OUTONO15</b></p>', ['coupon']], ['<p>20 %</p><p>Ange HOST20 i kassan.</p>', ['coupon']],
    ['<table><tr><td>Rabatt (HERBST10) -10 %</td><td>-2,44 €</td></tr></table>', []], ['<div style="border:1px dashed"><b>G7K2PQ</b></div><p>10 min.</p>', []], ['<p>Rum 12, kod HOST20.</p>', []],
    ['<p>DPH 21 %: 210 Kč. Objednávka OBJE21.</p>', []], ['<p>%20</p><p>Kod: KASIM20</p>', ['coupon']], ['<p>O pagamento de 22,50 € foi recebido.</p><p>-15 %</p><p>OUTONO15</p>', ['coupon']],
  ])('knows a code by the share beside it, and what a bill takes off: %s', async (html, expected) => expect(await report(`<p>Order 12.</p>${html}`)).toEqual(expected));

  it.each([
    ['<a href="https://shop.eu/neu?utm_source=order&utm_content=cross_sell">die Bretter</a>', 'marked'], ['<a href="https://shop.eu/soldes/hiver"><img src="https://cdn.eu/b.jpg" width="560" alt="Hiver"></a>', 'marked'],
    ['<a href="https://app.eu/plan?promo=YEARLY27">Wechseln</a>', 'marked'], ['<div class="upsell-block"><p>Vaha sopii siihen.</p></div>', 'marked'], ['<!-- Cross-sell --><p>Gifting made simple.</p>', 'marked'], ['{% for p in recommendations %}<p>{{ p.title }}</p>{% endfor %}', 'marked'],
    ['<a href="https://click.eu/Zx1"><img src="https://cdn.eu/promo-hiver-2026.jpg" width="600" alt="Hiver"></a>', 'marked'], [[1, 2, 3].map((mark) => `<a href="https://click.eu/${mark}">⭐</a>`).join(''), 'surveyLink'], [['😞', '😐', '😀'].map((face) => `<a href="https://click.eu/${face}">${face}</a>`).join(' '), 'surveyLink'],
    ['<a href="https://fr.trustpilot.com/evaluate/shop.eu">Vai</a>', 'surveyLink'], [[1, 2, 3, 4, 5].map((mark) => `<a href="https://shop.eu/betyg?stars=${mark}">★</a>`).join(' '), 'surveyLink'], ['<a href="https://shop.eu/?utm_campaign=nps_q4">Ja</a>', 'surveyLink'],
    ['<a href="https://apps.apple.com/dk/app/shop/id1">Hent</a><p>Linie to</p>', 'invites'], ['<a href="https://wa.me/?text=shop.eu">WhatsApp</a><p>Mere</p>', 'invites'],
  ])('reads what the makers of the mail call it: %s', async (html, kind) => expect(await report(`<p>Order 12.</p>${html}`)).toEqual([kind]));

  it.each([
    '<a href="https://shop.eu/o/12?utm_source=shipping&utm_campaign=order_confirmation">Track</a>', '<a href="https://nhs.uk/referral/8821?utm_medium=referral">Book</a>', '<table><tr><td><a href="https://shop.eu/saldos">Saldos</a></td></tr></table>',
    '<div class="recommended-action"><p>Change the password.</p></div>', '{% for item in order.items %}<p>{{ item.title }}</p>{% endfor %}', [1, 2, 3, 4].map((page) => `<a href="https://shop.eu/r?page=${page}">${page}</a>`).join(' '),
    '<a href="https://git.eu/r/512?utm_campaign=code_review_request">Open</a>', [71, 72, 73].map((grade) => `<a href="https://school.eu/g?score=${grade}">Module ${grade}</a>`).join(' '), '<div class="promo"></div><p>Rien.</p>', '<!-- the recommendations of the auditors were put in here by hand and are no advertising --><p>Audit.</p>', 'Ab 1. Januar kostet Ihr Tarif 12,90 € statt 11,90 €.',
  ])('takes what counts clicks and names parts for no mark: %s', async (html) => expect(await report(`<p>Order 12.</p>${html}`)).toEqual([]));

  it('judges declared transactional mail only', async () => {
    expect(await report('<p>20% off your next order, special offer</p>', 'marketing')).toEqual([]);
  });
});
