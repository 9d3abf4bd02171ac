import { describe, expect, it } from 'vitest';
import { readClaims } from '#timing/read-claims.js';
import type { DateOrder } from '#timing/read-dates.js';
import { vocabularyOf } from '#timing/vocabulary.js';
import type { Passage } from '#campaign/facts/passages.js';

const read = (language: string, text: string, place: Passage['place'] = 'body', order: DateOrder = 'day-month') => {
  const vocabulary = vocabularyOf(language);
  if (!vocabulary) throw new Error(`no vocabulary for ${language}`);
  return readClaims({ place, text, location: { part: 'html' }, block: undefined }, vocabulary, order);
};
/** `deadline: ends tonight {...}`, one a claim. */
const said = (language: string, text: string, place?: Passage['place']) => read(language, text, place).claims.map((claim) => (
  `${claim.kind}: ${claim.words}${'when' in claim ? ` ${JSON.stringify(claim.when)}` : ''}`));

const SIXTH = '"date":{"month":12,"day":6}';

describe('time words that are claims', () => {
  it.each([
    ['en', 'Everything ends tonight!', 'deadline: ends tonight {"day":"tonight"}'],
    ['en', '20 % off until Sunday 23:59', 'deadline: until sunday 23:59 {"weekday":7,"minute":1439}'],
    ['en', 'Today only: free shipping', 'deadline: today only {"day":"today"}'],
    ['en', 'Sale ends Dec 6', `deadline: ends dec 6 {${SIXTH}}`],
    ['en', 'This weekend only', 'deadline: this weekend only {"day":"weekend"}'],
    ['en', 'Last chance: only 24 hours left', 'countdown: only 24 hours left'],
    ['en', "Tomorrow's webinar at 10:00 CET", `event: tomorrow's webinar at 10:00 cet {"day":"tomorrow","minute":600,"zone":"Europe/Paris"}`],
    ['en', 'Join us tomorrow, 6 December, at 6pm ET', `event: tomorrow, 6 december, at 6pm et {"day":"tomorrow",${SIXTH},"minute":1080,"zone":"America/New_York"}`],
    ['fr', "Le webinaire, c'est demain", `event: webinaire, c'est demain {"day":"tomorrow"}`],
    ['sv', 'Webbinariet är i morgon.', 'event: webbinariet är i morgon {"day":"tomorrow"}'],
    ['da', 'Webinaret er i morgen.', 'event: webinaret er i morgen {"day":"tomorrow"}'],
    ['nb', 'Generalprøve i dag, konserten er i morgen', 'event: konserten er i morgen {"day":"tomorrow"}'],
    ['en', 'Good morning Anna,', 'greeting: good morning'],
    ['de', 'Nur heute: 20 % Rabatt', 'deadline: nur heute {"day":"today"}'],
    ['de', 'Heute endet die Aktion', 'deadline: heute endet {"day":"today"}'],
    ['de', 'Das Angebot gilt bis 6.12.', `deadline: gilt bis 6.12. {${SIXTH}}`],
    ['de', 'Noch bis Sonntag, 6. Dezember', `deadline: noch bis sonntag, 6. dezember {"weekday":7,${SIXTH}}`],
    ['de', 'Morgen um 10 Uhr: unser Webinar', 'event: morgen um 10 uhr {"day":"tomorrow","minute":600}'],
    ['de', 'Guten Morgen, Frau Müller', 'greeting: guten morgen'],
    ['de', 'Nur noch 24 Stunden!', 'countdown: nur noch 24 stunden'],
    ['fr', 'L’offre se termine ce soir à minuit', 'deadline: se termine ce soir à minuit {"day":"tonight","minute":1440}'],
    ['fr', 'Jusqu’au dimanche 6 décembre : -20 %', `deadline: jusqu'au dimanche 6 décembre {"weekday":7,${SIXTH}}`],
    ['fr', 'Le webinaire a lieu demain à 10h', 'event: demain à 10h {"day":"tomorrow","minute":600}'],
    ['fr', 'Le webinaire a lieu demain à 19h30', 'event: demain à 19h30 {"day":"tomorrow","minute":1170}'],
    ['fr', 'Plus que 24 heures !', 'countdown: plus que 24 heures'],
    ['fr', 'Bonsoir Marie,', 'greeting: bonsoir'],
    ['es', 'Solo hoy: 20 % de descuento', 'deadline: solo hoy {"day":"today"}'],
    ['es', 'La oferta termina esta noche', 'deadline: termina esta noche {"day":"tonight"}'],
    ['es', 'Hasta el domingo 6 de diciembre a las 23:59', `deadline: hasta el domingo 6 de diciembre a las 23:59 {"weekday":7,${SIXTH},"minute":1439}`],
    ['es', 'El webinar es mañana a las 10:00', 'event: mañana a las 10:00 {"day":"tomorrow","minute":600}'],
    ['es', 'Buenas tardes, Ana', 'greeting: buenas tardes'],
    ['it', "L'offerta scade stasera a mezzanotte", 'deadline: scade stasera a mezzanotte {"day":"tonight","minute":1440}'],
    ['it', 'Sconto fino al 6 dicembre alle 23:59', `deadline: fino al 6 dicembre alle 23:59 {${SIXTH},"minute":1439}`],
    ['it', 'Il webinar inizia domani alle ore 18', 'event: domani alle ore 18 {"day":"tomorrow","minute":1080}'],
    ['it', 'Buonasera Maria,', 'greeting: buonasera'],
    ['nl', 'De actie eindigt vanavond', 'deadline: eindigt vanavond {"day":"tonight"}'],
    ['nl', 'Korting tot zondag 23:59 uur', 'deadline: tot zondag 23:59 uur {"weekday":7,"minute":1439}'],
    ['nl', 'Geldig t/m 6 december', `deadline: geldig t/m 6 december {${SIXTH}}`],
    ['nl', 'Het webinar begint morgen om 10.00 uur', 'event: morgen om 10.00 uur {"day":"tomorrow","minute":600}'],
    ['nl', 'Goedemorgen Jan,', 'greeting: goedemorgen'],
    ['pt', 'A oferta termina hoje à noite', 'deadline: termina hoje à noite {"day":"tonight"}'],
    ['pt', 'Válido até 6 de dezembro', `deadline: válido até 6 de dezembro {${SIXTH}}`],
    ['pt', 'O webinar é amanhã às 10h', 'event: amanhã às 10h {"day":"tomorrow","minute":600}'],
    ['pt', 'Boa noite, Ana', 'greeting: boa noite'],
    ['sv', 'Endast idag: 20 % rabatt', 'deadline: endast idag {"day":"today"}'],
    ['sv', 'Rean slutar på söndag kl 23.59', 'deadline: slutar på söndag kl 23.59 {"weekday":7,"minute":1439}'],
    ['sv', 'Webbinariet startar imorgon kl. 10.00', 'event: imorgon kl. 10.00 {"day":"tomorrow","minute":600}'],
    ['sv', 'God morgon Anna!', 'greeting: god morgon'],
    ['da', 'Tilbuddet slutter i aften', 'deadline: slutter i aften {"day":"tonight"}'],
    ['da', 'Gælder til og med den 6. december', `deadline: gælder til og med den 6. december {${SIXTH}}`],
    ['da', 'Kun 24 timer tilbage', 'countdown: kun 24 timer tilbage'],
    ['da', 'Godmorgen Anna,', 'greeting: godmorgen'],
    ['nb', 'Tilbudet slutter i kveld', 'deadline: slutter i kveld {"day":"tonight"}'],
    ['nb', 'Påmeldingsfrist: 6. desember', `deadline: påmeldingsfrist: 6. desember {${SIXTH}}`],
    ['nb', 'Kun 24 timer igjen', 'countdown: kun 24 timer igjen'],
    ['nb', 'God kveld, Ingrid', 'greeting: god kveld'],
    ['uk', 'Розпродаж закінчується завтра!', 'deadline: закінчується завтра {"day":"tomorrow"}'],
    ['uk', 'Завтра — останній день акції', 'deadline: завтра — останній день {"day":"tomorrow"}'],
    ['uk', 'Акція триватиме до 6.12.', `deadline: триватиме до 6.12. {${SIXTH}}`],
    ['uk', 'Завтра о 18:00 запрошуємо на вебінар.', 'event: завтра о 18:00 {"day":"tomorrow","minute":1080}'],
    ['el', 'Οι εκπτώσεις λήγουν αύριο!', 'deadline: λήγουν αύριο {"day":"tomorrow"}'],
    ['el', 'Ισχύει έως την Κυριακή 6 Δεκεμβρίου', `deadline: ισχύει έως την κυριακή 6 δεκεμβρίου {"weekday":7,${SIXTH}}`],
    ['el', 'Απομένουν μόνο 12 ώρες', 'countdown: απομένουν μόνο 12 ώρες'],
    ['ja', 'セールは明日終了します', 'deadline: 明日終了 {"day":"tomorrow"}'],
    ['ja', '本日限り、全品20%オフ', 'deadline: 本日限り {"day":"today"}'],
    ['ja', 'キャンペーンは12月6日(日)まで。', `deadline: 12月6日(日)まで {"weekday":7,${SIXTH}}`],
    ['ja', 'お申し込みは明日23時59分まで', 'deadline: 明日23:59まで {"day":"tomorrow","minute":1439}'],
    ['ja', '残り24時間', 'countdown: 残り 24時間'],
    ['ja', 'おはようございます、佐藤様', 'greeting: おはようございます'],
    ['en', 'Tomorrow is the last day to register', 'deadline: tomorrow is the last day {"day":"tomorrow"}'],
    ['fi', 'Webinaari on huomenna klo 17.30', 'event: huomenna klo 17.30 {"day":"tomorrow","minute":1050}'],
    ['fi', 'Tarjous päättyy tänään', 'deadline: päättyy tänään {"day":"today"}'],
    ['fi', 'Alennus on voimassa 6. joulukuuta asti', `deadline: 6. joulukuuta asti {${SIXTH}}`],
    ['fi', 'Ilmoittaudu viimeistään 6. joulukuuta', `deadline: viimeistään 6. joulukuuta {${SIXTH}}`],
    ['fi', 'Hyvää huomenta, Anna', 'greeting: hyvää huomenta'],
    ['pl', 'Promocja kończy się dziś wieczorem', 'deadline: kończy się dziś wieczorem {"day":"tonight"}'],
    ['pl', 'Tylko do 6 grudnia', `deadline: tylko do 6 grudnia {${SIXTH}}`],
    ['pl', 'Zapisy do niedzieli', 'deadline: zapisy do niedzieli {"weekday":7}'],
    ['pl', 'Dobry wieczór, Anno', 'greeting: dobry wieczór'],
    ['en', 'Good evening. The kitchen is open.', 'greeting: good evening'],
  ])('%s: %s', (language, text, expected) => {
    expect(said(language, text)).toEqual([expected]);
  });
});

describe('wishes and countdowns', () => {
  it.each([
    ['en', 'We wish you and all of your family a merry Christmas and a happy new year.', ['season: a merry christmas', 'season: a happy new year']],
    ['de', 'Das ganze Team wünscht Ihnen und Ihrer Familie frohe Weihnachten und einen guten Rutsch ins neue Jahr!', ['season: frohe weihnachten', 'season: einen guten rutsch ins neue jahr']],
    ['sv', 'God jul önskar vi på Lampfabriken!', ['season: god jul']],
    ['fr', 'Toute l’équipe vous souhaite une bonne année !', ['season: une bonne année']],
    ['pl', 'Wesołego Alleluja życzy cały zespół.', ['season: wesołego alleluja']],
    ['ja', 'メリークリスマス！', ['season: メリークリスマス']],
    ['en', 'Our offer ends in 48 hours.', ['countdown: ends in 48 hours']],
    ['de', 'Nur noch 3 Tage: 20 % auf alles', ['daysLeft: nur noch 3 tage']],
    ['fr', 'Plus que 2 jours pour en profiter !', ['daysLeft: plus que 2 jours']],
    ['en', 'Registration closes in just 7 days.', ['daysLeft: closes in just 7 days']],
    ['da', 'Vi ses i morgen kl. 19 til foredraget, tirsdag den 8. december.', [`event: i morgen kl. 19 {"day":"tomorrow","minute":1140,"date":{"month":12,"day":8}}`, 'event: tirsdag den 8. december {"weekday":2,"date":{"month":12,"day":8}}']],
    ['en', 'Tomorrow: our webinar on wells', ['event: tomorrow {"day":"tomorrow"}']],
    ['en', 'Join us for brunch this Sunday at 11:00.', ['event: this sunday at 11:00 {"weekday":7,"minute":660}']],
  ])('%s: %s', (language, text, claims) => {
    expect(said(language, text)).toEqual(claims);
  });

  it.each([
    ['en', 'We hope you had a merry Christmas.'], ['en', 'Merry Christmas gift ideas for your dad'], ['en', 'A happy new year to all who celebrate the Lunar New Year.'], ['de', 'Nur noch 3 Tage bis Weihnachten!'],
    ['es', 'Quedan 3 días para Navidad.'], ['en', 'Delivered in just 24 hours.'], ['en', 'In the last 3 days, we helped 400 families.'], ['en', 'In the next 12 hours, to save your place, reply.'], ['en', 'The mission will last 8 days.'],
    ['en', 'How is it affecting the labor market today?'], ['en', 'This is happening today.'], ['en', 'You can start today.'], ['en', 'In today’s housing market, few can buy.'], ['en', 'He ran it today at 2:00:35.'], ['de', 'Der Markt heute ist ein anderer.'],
  ])('%s: none in "%s"', (language, text) => {
    expect(said(language, text)).toEqual([]);
  });
});

describe('time words that are none', () => {
  it.each([
    ['en', "In today's world we need more of it"], ['en', 'Even today, people walk for water'], ['en', 'The Tonight Show with Jimmy'],
    ['en', 'Good Morning America featured us'], ['en', 'Good Morning, Vietnam: back in the cinema'], ['en', 'The Sunday Times wrote about us'],
    ['en', 'You may 6 times out of 7'], ['en', 'He lived there until 6 December 1990.'], ['en', 'We were open until Sunday, 6 December'],
    ['en', 'Order today and save 20 %'], ['en', 'Register for the webinar today'], ['en', 'Your parcel arrived today at 9:41'],
    ['en', 'In the last 24 hours we raised 5,000 euros'], ['en', 'Available 24/7'], ['en', 'Leaders of tomorrow'], ['en', 'By today’s standards it is a lot'],
    ['en', '“Good morning,” said the neighbour'],
    ['de', 'Jeden Morgen um 7 Uhr frischer Kaffee'], ['de', 'Am Morgen um 10 Uhr'], ['de', 'Bis heute ist das so'], ['de', 'Noch heute bestellen'],
    ['de', 'Im März, im Mai und im Juni'], ['de', 'Die Aktion war bis 6. Dezember ein Erfolg'],
    ['fr', 'Aujourd’hui encore, on marche'], ['fr', 'Il a été là jusqu’au 6 décembre'], ['es', 'Por la mañana a las 10 abrimos'], ['es', 'Hoy en día todo cambia'],
    ['it', 'Al giorno d’oggi tutto cambia'], ['nl', 'Elke morgen om 10 uur'], ['nl', 'Vandaag de dag'], ['pt', 'Hoje em dia tudo muda'], ['sv', 'Än idag går folk efter vatten'], ['da', 'Den dag i dag går folk efter vand'],
    ['nb', 'Den dag i dag går folk etter vann'], ['nb', 'Konserten var 6. desember'], ['fi', 'Konsertti pidettiin 6. joulukuuta'], ['fi', 'Pakettisi saapui tänään'], ['fi', 'Alennus on voimassa 6. joulukuuta alkaen'], ['pl', 'Do dziś ludzie chodzą po wodę'], ['pl', 'Dzień dobry, Anno'], ['pl', 'Koncert odbył się 6 grudnia'],
    ['uk', 'До сьогодні ми зібрали 300 тисяч гривень.'], ['uk', 'Думаємо про завтра разом.'], ['el', 'Μέχρι σήμερα συγκεντρώσαμε 12.000 ευρώ.'], ['el', 'Χτίζουμε το αύριο με πράξεις.'],
    ['ja', '今日までに集まったご寄付は300万円でした。'], ['ja', '明日の暮らしを考える会社です。'], ['ja', 'セミナーは昨日終了しました。'],
  ])('%s: %s', (language, text) => {
    expect(said(language, text)).toEqual([]);
  });

  it('are those of a quoted line', () => {
    expect(said('en', '> The offer ends tonight', 'text')).toEqual([]);
  });
});

const FIRST_TO_FIFTH = '"date":{"month":12,"day":5},"firstDate":{"month":12,"day":1}';
const THIRD_AT_SIX = '"date":{"month":12,"day":3},"minute":1080,"untilMinute":1200';

describe('hours and days from when to when', () => {
  it.each([
    ['en', 'Join us on 3 December from 6 to 8 pm.', `event: 3 december from 6 to 8 pm {${THIRD_AT_SIX}}`],
    ['en', '6–8pm, Thursday 3 December: winter lecture', `event: 6–8pm, thursday 3 december {"weekday":4,${THIRD_AT_SIX}}`],
    ['en', 'Tonight from 7 to 9: live Q&A', 'event: tonight from 7 to 9 {"day":"tonight","minute":1140,"untilMinute":1260}'],
    ['en', 'Join us tomorrow from 10 to 4.', 'event: tomorrow from 10 to 4 {"day":"tomorrow","minute":600,"untilMinute":960}'],
    ['en', 'Join us on 3 December, 11am–1pm ET / 8am PT', 'event: 3 december, 11am–1pm et {"date":{"month":12,"day":3},"minute":660,"untilMinute":780,"zone":"America/New_York"}'],
    ['de', 'Do, 03.12., 18 bis 20 Uhr: Elternabend', `event: do, 03.12., 18 bis 20 uhr {"weekday":4,${THIRD_AT_SIX}}`],
    ['de', 'Konzert: 3. Dezember 2026 | 18.30 Uhr', 'event: 3. dezember 2026 | 18.30 uhr {"date":{"year":2026,"month":12,"day":3},"minute":1110}'],
    ['de', 'Heute Abend um 8 Uhr: Lesung im Foyer', 'event: heute abend um 8 uhr {"day":"tonight","minute":1200}'],
    ['fr', 'Conférence : 3 décembre, 18h-20h', `event: 3 décembre, 18h-20h {${THIRD_AT_SIX}}`],
    ['es', 'Taller: 3 de diciembre, de 18 a 20 horas', `event: 3 de diciembre, de 18 a 20 horas {${THIRD_AT_SIX}}`],
    ['it', 'Vi aspettiamo il 3 dicembre tra le 18 e le 20.', `event: 3 dicembre tra le 18 e le 20 {${THIRD_AT_SIX}}`],
    ['nl', 'Workshop: 3 december, 18.00 - 20.00 uur', `event: 3 december, 18.00 - 20.00 uur {${THIRD_AT_SIX}}`],
    ['pt', 'Participe no dia 3 de dezembro, das 18h às 20h.', `event: 3 de dezembro, das 18h às 20h {${THIRD_AT_SIX}}`],
    ['sv', 'Välkommen 3 december kl. 18–20', `event: 3 december kl. 18–20 {${THIRD_AT_SIX}}`],
    ['da', 'Kom til foredrag den 3. december kl. 18-20.', `event: 3. december kl. 18-20 {${THIRD_AT_SIX}}`],
    ['nb', 'Åpent hus 3. desember fra kl. 18 til 20', `event: 3. desember fra kl. 18 til 20 {${THIRD_AT_SIX}}`],
    ['fi', 'Tervetuloa 3.12. klo 18–20!', `event: 3.12. klo 18–20 {${THIRD_AT_SIX}}`],
    ['pl', 'Spotkanie: 3 grudnia, w godz. 18–20', `event: 3 grudnia, w godz. 18–20 {${THIRD_AT_SIX}}`],
    ['en', '20% off from 1 to 5 December', `deadline: 1 to 5 december {${FIRST_TO_FIFTH}}`],
    ['en', 'Meet us at the fair, December 1–5, 2026.', 'event: december 1–5, 2026 {"date":{"year":2026,"month":12,"day":5},"firstDate":{"month":12,"day":1}}'],
    ['de', 'Nur vom 1. bis 5. Dezember: 20 % auf alles', `deadline: 1. bis 5. dezember {${FIRST_TO_FIFTH}}`],
    ['fr', 'Le marché de Noël vous attend les 1, 3 et 5 décembre. Venez !', `event: 1, 3 et 5 décembre {${FIRST_TO_FIFTH}}`],
    ['it', 'Dal 1° al 5 dicembre sconto del 20%', `deadline: 1° al 5 dicembre {${FIRST_TO_FIFTH}}`],
    ['sv', 'Erbjudandet gäller 1 december–5 december.', `deadline: 1 december–5 december {${FIRST_TO_FIFTH}}`],
    ['pl', 'Od 1 do 5 grudnia: 20% rabatu', `deadline: 1 do 5 grudnia {${FIRST_TO_FIFTH}}`],
    ['en', 'Brunch with the team this Sunday at 11. See you there!', 'event: this sunday at 11 {"weekday":7,"minute":660}'],
    ['en', 'Last orders for Christmas: Friday 4 December, 3pm', 'deadline: last orders for christmas: friday 4 december, 3pm {"weekday":5,"date":{"month":12,"day":4},"minute":900}'],
    ['fr', 'Webinaire le 3 décembre à 17h, heure de Paris', 'event: 3 décembre à 17h, heure de paris {"date":{"month":12,"day":3},"minute":1020,"zone":"Europe/Paris"}'],
  ])('%s: %s', (language, text, expected) => {
    expect(said(language, text)).toEqual([expected]);
  });

  it.each([
    ['en', 'Join us this Sunday at 11 Mill Lane.'], ['en', 'Open Monday to Friday 9am–5pm, Saturday 10–2.'], ['en', 'Join us at storytime every 3 December from 10 to 11 am.'],
    ['en', 'Users dropped by half between 1 December and 5 December, says the free report that everybody has read.'], ['en', 'Tove Jansson (August 9, 1914–June 27, 2001), offer'], ['en', 'Bake for 18-20 minutes.'],
    ['de', 'Unser Büro ist vom 24. Dezember bis 2. Januar nicht besetzt.'], ['de', 'Als Werktage gelten Montag bis Freitag.'], ['de', 'Preise von 18 bis 20 Euro'], ['es', 'Todos los jueves de 18 a 20 h, taller de costura.'], ['da', 'Den 2.-4. december 2025 kom der 400 gæster.'],
  ])('%s: none in "%s"', (language, text) => {
    expect(said(language, text)).toEqual([]);
  });
});

describe('numbers and words that say something else', () => {
  it.each([
    ['de', 'Heute, 19:30 am Marktplatz: Konzert', ['event: heute, 19:30 {"day":"today","minute":1170}']],
    ['en', 'Ends tonight at 12am', ['deadline: ends tonight at 12am {"day":"tonight","minute":1440}']],
    ['en', 'Ends tonight at 12', ['deadline: ends tonight at 12 {"day":"tonight","minute":1440}']],
    ['en', 'Ends tonight at 2am', ['deadline: ends tonight at 2am {"day":"tonight","minute":1440}']],
    ['de', 'Endet heute Nacht um 3 Uhr', ['deadline: endet heute nacht um 3 uhr {"day":"tonight","minute":1440}']],
    ['en', 'Sale ends December 3 – 24 hours only', ['countdown: 24 hours only', 'deadline: ends december 3 {"date":{"month":12,"day":3}}']],
    ['en', 'Until December 3 – 20 % off', ['deadline: until december 3 {"date":{"month":12,"day":3}}']],
    ['en', 'Join us on December 3 and 50 more people', ['event: december 3 {"date":{"month":12,"day":3}}']],
    ['en', 'Join us December 1–5 in Berlin', [`event: december 1–5 {${FIRST_TO_FIFTH}}`]],
    ['sv', 'Alla är välkomna: konsert i morgon kl. 19', ['event: i morgon kl. 19 {"day":"tomorrow","minute":1140}']],
    ['sv', 'Alla fredagar: konsert i morgon kl. 19', []],
    ['en', 'Vet-approved food: 20% off, ends tonight', ['deadline: ends tonight {"day":"tonight"}']],
    ['en', 'Ends today at 5pm, UK delivery only', ['deadline: ends today at 5pm {"day":"today","minute":1020}']],
    ['en', 'Concert tomorrow at 7pm, Pacific Ballroom', ['event: tomorrow at 7pm {"day":"tomorrow","minute":1140}']],
    ['en', 'Concert tomorrow at 7pm Pacific.', ['event: tomorrow at 7pm pacific {"day":"tomorrow","minute":1140,"zone":"America/Los_Angeles"}']],
    ['en', 'Pizza event today at 2 for 1', ['event: event today {"day":"today"}']],
    ['pl', 'Koncert dziś 5 u nas', ['event: koncert dziś {"day":"today"}']],
  ])('%s: %s', (language, text, claims) => {
    expect(said(language, text)).toEqual(claims);
  });
});

describe('numeric dates', () => {
  it('are read in the order of the place, and named where that is not known', () => {
    const date = (order: DateOrder, text = 'Offer ends 6/12') => read('en', text, 'body', order);
    expect(date('day-month').claims[0]).toMatchObject({ when: { date: { month: 12, day: 6 } } });
    expect(date('month-day').claims[0]).toMatchObject({ when: { date: { month: 6, day: 12 } } });
    expect(date('unknown')).toEqual({ claims: [], ambiguous: ['6/12'] });
    expect(date('unknown', 'Offer ends 12/31/2026').claims[0]).toMatchObject({ when: { date: { year: 2026, month: 12, day: 31 } } });
  });

  it('that the calendar does not have are none', () => {
    expect(said('de', 'Gilt bis 31.11.')).toEqual([]);
    expect(said('de', 'Gilt bis 6.13.')).toEqual([]);
  });
});

describe('a passage of terms', () => {
  it('is read up to a length: beyond it nothing is', () => {
    expect(said('en', `${'Terms and conditions apply. '.repeat(200)} Offer ends tonight.`)).toEqual([]);
  });
});
