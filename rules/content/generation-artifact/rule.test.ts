import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (body: string, options = {}, extra = {}) => (await runRule(rule, await campaignOf({ html: `<html><body>${body}</body></html>`, ...extra }), options)).map(({ messageId }) => messageId);

describe('content/generation-artifact', () => {
  it('reports the label that was copied with the subject, and no other word before a colon', async () => {
    for (const subject of ['Betreff: Neues aus der Gärtnerei', 'Subject: Our autumn', 'Objet : la rentrée', 'Onderwerp 2: het dak']) expect(await found('<p>Grüße</p>', {}, { subject })).toEqual(['label']);
    for (const subject of ['Temat: zmiany w prawie', 'Herbst: Neues aus der Gärtnerei', 'Subject to change: our autumn', 'Objetivo: 100 árboles']) expect(await found('<p>Grüße</p>', {}, { subject })).toEqual([]);
  });

  it.each(['Her er tre forslag til en emnelinje:', 'Nota: ho mantenuto il tono formale e ho tradotto i nomi.', 'Tässä on kolme paranneltua otsikkoriviä:'])('knows what an assistant says of subject lines and tone: %s', async (said) => {
    expect(await found(`<p>${said}</p>`)).toEqual(['assistant']);
  });

  it.each([
    ['<p>Here is the translated HTML:</p>', 'assistant'], ['<p>Hier ist die Übersetzung Ihres Newsletters.</p>', 'assistant'], ['<p>Voici la traduction :</p>', 'assistant'],
    ['<p>Aquí tienes la traducción</p>', 'assistant'], ['<p>Oto tłumaczenie</p>', 'assistant'], ['<p>Lorem ipsum dolor sit amet</p>', 'filler'], ['<p>Hier Ihr Text</p>', 'filler'],
    ['<p>Dear reader of [insert company name],</p>', 'instruction'], ['<p>Willkommen bei [Ihr Firmenname]</p>', 'instruction'], ['<p>This is **really important** news</p>', 'markdown'], ['<p># Our autumn</p>', 'markdown'],
    ['<p>Sure! Here is a friendlier version of your mail.</p>', 'assistant'], ['<p>Voici une proposition de texte pour votre newsletter :</p>', 'assistant'], ['<p>TODO: ask Petra for the picture</p>', 'instruction'],
    ['<p>``` This is the translated HTML code into German. Let me know if you need further assistance!</p>', 'assistant'], ['<p>Hier ist der übersetzte HTML-Code:</p>', 'assistant'],
    ['<p>The joint is 2,000 years old. :contentReference[oaicite:2]{index=2}</p>', 'assistant'],
  ])('reports %s', async (body, kind) => {
    expect(await found(body)).toEqual([kind]);
  });

  it.each(['Sem vložte text', 'Ide írja a szöveget', 'Buraya metin ekleyin', 'Введите текст здесь', 'Εισάγετε κείμενο εδώ', 'ここにテキストを入力してください', '여기에 텍스트를 입력하세요', '在此输入文字', 'أدخل النص هنا', 'Inserire testo qui', 'Even the all-powerful Pointing has no control about the blind texts', 'Weit hinten, hinter den Wortbergen, leben die Blindtexte.'])('knows the filler "%s"', async (text) => {
    expect(await found(`<p>${text}</p>`)).toEqual(['filler']);
  });

  it.each([
    'Per cercare basta inserire il testo nella barra in alto', '検索欄にテキストを入力してください。すぐに結果が出ます。', '검색창에 텍스트를 입력하세요', '请在此输入您的邀请码', 'введите текст сюда, и перевод готов', 'Do překladače sem vložte text a klikněte.',
    '„Jemand musste Josef K. verleumdet haben“ – unser Lesekreis im Mai', 'As Gregor Samsa woke from troubled dreams... our book club',
  ])('leaves what tells users what to do, and books, alone: "%s"', async (text) => {
    expect(await found(`<p>${text}</p>`)).toEqual([]);
  });

  it.each(['Lorem ipsum<br>Our team is happy to bring you the new collection this spring in all shops.', 'Our team is happy to bring you the new collection in all our shops. Lorem ipsum.', 'Come soon and get the lorem ipsum of your choice for free with every purchase'])('finds filler left beside copy: "%s"', async (text) => {
    expect(await found(`<p>${text}</p>`)).toEqual(['filler']);
  });

  it('finds filler in a subject', async () => {
    expect(await found('<p>Hello</p>', {}, { subject: 'Designers use Lorem ipsum: our spring sale starts today with many offers' })).toEqual(['filler']);
  });

  it('reads of lorem ipsum in a sentence about it', async () => {
    expect(await found('<p>Designers have used lorem ipsum since the 1960s; here is why our studio stopped using it.</p>')).toEqual([]);
    expect(await found('<p>Lorem ipsum: a headline of two lines</p>')).toEqual(['filler']);
    expect(await found('<p>Lorem Ipsum is simply dummy text of the printing and typesetting industry.</p>')).toEqual(['filler']);
    expect(await found('<p>Our newsletter in the autumn brings you lorem ipsum dolor and many more stories from us.</p>')).toEqual(['filler']);
  });

  it.each([
    '<p>Here is the autumn report.</p>', '<p>See note [1] and [Kursname].</p>', '<pre>Lorem ipsum dolor sit amet</pre>', '<p>5 ** 2 is 25, 2 ** 3 is 8</p>', '<p># 1 in Germany</p>',
    '<p>Our AI assistant answers at night.</p>', '<p>{{ your_name }}</p>', '<p>LO QUIERO TODO: BOLSOS Y ZAPATOS</p>', '<p>Would you like me to send you the report?</p>',
  ])('leaves %s alone', async (body) => {
    expect(await found(body)).toEqual([]);
  });

  it('reports a button that nobody has named, whoever draws it, and no other word of the kind', async () => {
    const button = (label: string) => `<p>Our shop opens.</p><a href="https://a.example" style="display:inline-block;background:#06c;color:#fff;padding:12px 24px">${label}</a>`;
    for (const label of ['Button', 'BUTTON TEXT', 'Texte du bouton', 'Schaltfläche']) expect(await found(button(label))).toEqual(['filler']);
    expect(await found(`${button('Buttons and bows')}<p>Button</p>`)).toEqual([]);
  });

  it('takes "# Critical" over a column for a number, and for a heading elsewhere', async () => {
    expect(await found('<table><tr><th># Critical</th><td># Open</td></tr></table>')).toEqual([]);
    expect(await found('<p># Critical</p>')).toEqual(['markdown']);
  });

  it.each([
    'Hier ist die überarbeitete Version Ihres Newsletters:', 'Voici votre e-mail, reformulé dans un ton plus chaleureux :', 'Poniżej znajdziesz poprawioną treść. Oto poprawiona wersja Twojego newslettera:',
    'N’hésitez pas à me dire si vous souhaitez un ton plus formel.', 'Here’s a warmer, more conversational version of your newsletter:', 'N’hésitez pas à me dire si vous souhaitez que j’ajuste le ton du message.', 'Här är en översatt version av texten:', 'Laat het me weten als je een kortere versie wilt.', 'Tässä on muokattu versio uutiskirjeestäsi:',
  ])('takes "%s" for an assistant that hands over its work, as a heuristic', async (sentence) => {
    const [problem] = await runRule(rule, await campaignOf({ html: `<html><body><p>${sentence}</p></body></html>` }));
    expect(problem).toMatchObject({ messageId: 'assistant', heuristic: true });
  });

  it.each([
    'Hier ist die überarbeitete Version unseres Küchenplaners.', 'Here is your newsletter for November.', 'Voici notre nouvelle version du logiciel, corrigée et améliorée.', 'Let me know if you would like to talk.',
    'Laat het ons weten als je een andere datum wilt.', 'Här är ditt nyhetsbrev för december.', '[Mehr lesen]', '[hier]', 'We wrote it with [Your Local Beekeeper](https://bees.example/letters).',
  ])('leaves "%s" alone, which people write', async (sentence) => {
    expect(await found(`<p>${sentence}</p>`)).toEqual([]);
  });

  it.each([
    'I’ve shortened the paragraphs and softened the wording of your email.', 'Ich habe den Tonfall geglättet und Ihre E-Mail gekürzt.', 'Als KI-Assistent habe ich keinen Zugriff auf aktuelle Zahlen.', 'As a language model, I do not know the dates.',
    'No tengo acceso a internet para comprobar los precios.', 'Jeg kan ikke søge på internettet efter nye tal.', 'Se quiser, posso também ajustar o tom.', 'Nedan följer ett förslag på nyhetsbrevet:',
  ])('takes "%s" for an assistant that says what it did, cannot do or could do', async (sentence) => {
    expect(await found(`<p>${sentence}</p>`)).toEqual(['assistant']);
  });

  it.each([
    'Her er et udkast til den nye lokalplan.', 'Here’s a draft of the new statutes.', 'I have kept your email address out of the list.', 'I can’t open on Monday.', 'Ich habe Ihre Tür gekürzt.', 'As an AI company, we like long tables.',
  ])('leaves "%s" alone, which speaks of something else than a text', async (sentence) => {
    expect(await found(`<p>${sentence}</p>`)).toEqual([]);
  });

  it.each([
    'Subject line option 2: Long tables', 'Preheader: Two hundred visitors', '**Betreffzeile:** Neues', 'Ligne d’objet : L’hiver', 'Ämnesrad 1: Nytt', '(Word count: 148)', '(148 words)', 'Temat wiadomości: Zima',
  ])('takes "%s" for a label of a draft', async (line) => {
    expect(await found(`<p>${line}</p><p>Text</p>`)).toEqual(['label']);
  });

  it.each(['Subject: your question of Monday', 'Objet : convocation', 'A good subject line: short and true', '(2026)', '1,043 words, a four-minute read'])('leaves "%s" alone', async (line) => {
    expect(await found(`<p>${line}</p><p>Text</p>`)).toEqual([]);
  });

  it.each([
    'Below is a short appeal you can send to your supporters:', 'Voici un courriel dans un ton chaleureux :', 'Aquí tienes un boletín que puedes adaptar.', 'Przygotowałam wiadomość gotową do wysłania, zgodnie z prośbą.', 'Här kommer ett mejl som du kan skicka.', 'Om du hellre vill ha en annan ton, säg till.',
    'Se preferisci, posso riscriverla per Instagram.', 'Would you prefer a version that has a stronger call to action?',
  ])('takes "%s" for an assistant that offers a text for use', async (sentence) => expect(await found(`<p>${sentence}</p>`)).toEqual(['assistant']));

  it.each(['Wenn du magst, baue ich dir noch eine kürzere Bank.', 'Soll ich Ihnen einen Stuhl mit kürzeren Beinen bauen?', 'Voici une recette que vous pouvez adapter à vos besoins.', 'Si prefieres un paseo más corto, dilo.', 'Would you prefer a version with oak?', 'Here is a letter from Marta.', 'Tässä kirje sinulle.'])('leaves "%s" alone, which offers something else', async (sentence) => expect(await found(`<p>${sentence}</p>`)).toEqual([]));

  it.each(['(Note to Petra: check the price with Marta)', '[Notiz an Grafik: Bild tauschen]', 'À FAIRE : demander la photo', 'Subject (option B): Tables', 'Onderwerp (optie 2): Tafels'])('sees what "%s" leaves of the work', async (line) => expect(await found(`<p>${line}</p>`)).toHaveLength(1));

  it.each(['(Note to parents: bring a jacket.)', 'À faire : découvrir le marché', 'TO DO: NOTHING AT ALL', 'Intro: how we began', 'Body 4 u'])('leaves "%s" to the reader', async (line) => expect(await found(`<p>${line}</p>`)).toEqual([]));

  it.each(['[Event name]', '[DATUM]', '[Nom de l’entreprise]', '[Miejsce]'])('takes %s for what is still to be put in', async (words) => {
    expect(await found(`<p>We meet at ${words} as always.</p>`)).toEqual(['instruction']);
  });

  it.each([
    'Here’s your polished newsletter, ready to paste into Mailchimp:', 'Hier ist dein fertiger Newsletter zum Einfügen in Brevo:', 'Tässä on valmis versio, jonka voit liittää Mailchimpiin:', 'Gerne! Hier ein Entwurf für Ihre Herbst-Mail:', 'Sig til, hvis du vil have en kortere version.', 'Ready to paste into HubSpot:',
    'Let me know if you need any tweaks to the call to action.',
  ])('knows what is to be pasted into a tool, and who offers another version: %s', async (sentence) => expect(await found(`<p>${sentence}</p>`)).toEqual(['assistant']));

  it.each([
    'Would you like me to create a follow-up email for people who did not open?', 'Möchten Sie, dass ich noch eine Follow-up-Mail dazu schreibe?', 'Vil du have, at jeg også skriver en opfølgningsmail?', 'Note: replace the bracketed fields before sending.', 'Pensez à remplacer les champs entre crochets avant l’envoi.',
    'Diese Fassung hat rund 150 Wörter und einen warmen, freundlichen Ton.',
  ])('knows who offers to write more, says what to replace, or how long the draft is: %s', async (sentence) => expect(await found(`<p>${sentence}</p>`)).toEqual(['assistant']));

  it.each([
    'Alles klar! Ich habe den Text gestrafft und den Einstieg emotionaler gemacht.', 'Jasne! Skróciłem tekst i dodałem bardziej emocjonalny wstęp.', 'Happy to tweak further, just say the word.',
  ])('knows who says what he has changed: %s', async (sentence) => expect(await found(`<p>${sentence}</p>`)).toEqual(['assistant']));

  it.each(['Ich habe den Tisch gestrichen und die Stühle gemacht.', 'He acortado la mesa y he hecho las patas más fuertes.', 'Jag har skrivit om texten till min nya bok.', 'Happy to help: just say the word at the counter.'])('lets people tell what they have made: %s', async (sentence) => expect(await found(`<p>${sentence}</p>`)).toEqual([]));

  it.each(['Would you like us to keep a place for you?', 'This walk takes about 150 minutes at a friendly pace.', 'Souhaitez-vous que nous vous réservions une place ?'])('lets be what a sender offers his readers: %s', async (sentence) => expect(await found(`<p>${sentence}</p>`)).toEqual([]));

  it.each([
    'The kit is ready to paste onto the wall.', 'Aquí tienes una botella lista para llevar.', 'Voici une version plus légère de notre foulard.', 'Daj znać, jeśli mamy skrócić obrus.', 'Copy and paste this link into your browser.', 'Copy this text into an email to your MP.',
    'Our course on writing with ChatGPT starts in May: “As an AI language model” is a phrase that you learn to avoid.',
  ])('lets be what people paste, and what is spoken of: %s', async (sentence) => expect(await found(`<p>${sentence}</p>`)).toEqual([]));

  it.each([
    'Certainly! Here is a warmer version of your appeal:', 'Bien sûr ! Voici un courriel pour vos donateurs :', '¡Claro! Aquí tienes el boletín traducido:', 'Oczywiście! Oto wiadomość do darczyńców:', 'Selvfølgelig! Her er et udkast:', 'Gerne! Hier sind drei Entwürfe:',
  ])('knows whom an assistant answers: %s', async (sentence) => expect(await found(`<p>${sentence}</p>`)).toEqual(['assistant']));

  it.each([
    'Bien sûr ! Voici la liste de nos magasins.', 'Sure, here is the map to the farm.', 'Natürlich! Hier sind unsere Öffnungszeiten:', '¡Claro! Aquí tienes tu descuento.', 'Certo, ecco la ricetta della nonna.', 'Jasne! Oto lista sklepów.', 'Natuurlijk! Hier is je kortingscode.',
  ])('lets senders answer what their readers asked: %s', async (sentence) => expect(await found(`<p>${sentence}</p>`)).toEqual([]));

  it('reads the heads of a draft', async () => {
    expect(await found('<p>Betreff: Der Herbst im Glas<br>Vorschautext: Drei neue Sorten</p>')).toEqual(['label']);
  });

  it('finds filler Latin of any chapter', async () => {
    expect(await found('<p>Nemo enim ipsam voluptatem quia voluptas sit, sed quia consequuntur magni dolores eos, omnis iste natus error accusantium.</p>')).toEqual(['filler']);
    expect(await found('<p>Curriculum vitae and culpa: a lecture on Dolores.</p>')).toEqual([]);
  });

  it.each([
    'Copy to follow.', '(still waiting for numbers from Tom)', 'NOTE TO SELF: check the price', '@Maria please check this paragraph', 'Text folgt.', 'Bild kommt noch von Petra.', 'Absatz wird noch von Frau Kühn geliefert', 'ACHTUNG: Zahlen bitte noch prüfen!', 'Texte à venir', 'À vérifier avec Claire avant l’envoi !',
    'Pendiente de confirmar con Marta.', 'Da verificare con Paolo prima dell’invio', 'Tekst volgt nog.', 'Nog navragen bij Joost!', 'Texto a confirmar com a Ana.', 'Kolla med Erik innan utskick!', 'Tekst følger.', 'Bilde mangler', 'Teksti tulossa.', 'Do uzupełnienia przez Annę.',
  ])('takes what authors write to one another for an instruction: %s', async (words) => {
    expect(await found(`<p>Grüße aus Köln</p><p>${words}</p>`)).toEqual(['instruction']);
  });

  it.each([
    'More details will follow next week.', 'Photos to follow in our next issue.', 'Weitere Informationen folgen.', 'Termin folgt', 'Foto: Anna Weber', 'Ask Anna', 'Waiting for Godot', 'Un formulaire à compléter en ligne', 'Tu pedido está pendiente de confirmar.', 'Het programma volgt binnenkort.', 'Mer information kommer nästa vecka.', 'Brak prądu w sobotę', 'À vérifier avec votre médecin', '(photo by Tom)',
  ])('leaves %s to its readers', async (words) => {
    expect(await found(`<p>Grüße aus Köln</p><p>${words}</p>`)).toEqual([]);
  });

  it.each(['[voeg hier een foto van de werkplaats in]', '[Bitte Preis ergänzen]', '[Produktname einfügen]', '[wpisz nazwę produktu]', '[Skriv in kundens namn]'])('takes %s for an instruction, in an alt text too', async (words) => {
    expect(await found(`<p>Hello</p><img src="a.png" alt="${words}" width="300" height="200">`)).toEqual(['instruction']);
  });

  it('looks at subject and text part too, where Markdown is how plain text is written', async () => {
    expect(await found('<p>Hello</p>', {}, { subject: 'Here is the revised subject line' })).toEqual(['assistant']);
    expect(await found('<p>Hello</p>', {}, { text: 'This is **important**.\n' })).toEqual([]);
    expect(await found('<p>Hello</p>', {}, { text: 'Lorem ipsum dolor sit amet\n' })).toEqual(['filler']);
  });

  it('points at the words, and reports a kind once', async () => {
    const problems = await runRule(rule, await campaignOf({ html: '<html><body>\n<p>News</p>\n<p>Lorem ipsum</p><p>Lorem ipsum</p></body></html>' }));
    expect(problems.map(({ location }) => location?.line)).toEqual([3]);
  });

  it('leaves phrases of its option out', async () => {
    expect(await found('<p>The Lorem Ipsum Bar opens on Friday.</p>', { allow: ['Lorem Ipsum'] })).toEqual([]);
  });
});

describe('content/generation-artifact, in the source', () => {
  const page = (comment: string) => `<p>Der Herbstbericht ist da.</p>\n<!-- ${comment} -->`;

  it.each([
    'TODO ask Julia whether the price is ok', 'do not send before legal OK', 'Jan: bitte Preis noch prüfen!', 'NICHT VERSENDEN vor Freigabe durch Recht', 'Julia, can you check whether this is right?',
    'à valider par Marie avant envoi', 'cena do potwierdzenia', 'Bild kommt noch von Anke', 'יעל, האם התמונה הזאת טובה מספיק?',
  ])('takes the comment "%s" for a note, as a heuristic', async (comment) => {
    const problems = await runRule(rule, await campaignOf({ html: `<html><body>${page(comment)}</body></html>` }));
    expect(problems).toMatchObject([{ messageId: 'note', heuristic: true, data: { words: comment }, location: { line: 2, column: 1 } }]);
  });

  it.each([
    'HEADER START', 'WAS PASSIERT ALS NÄCHSTES?', 'Note: the width must be 600 for Outlook', 'todo list module', 'TODO-App', 'Password reset button', 'What\'s new?', 'Need help?', '[if mso]><table><![endif]', '<p>Do you want to come with us?</p>',
    'Please do not edit below this line', 'password = {{ password }}', `${'Guide to this template. '.repeat(20)}Do not send it as it is.`,
  ])('leaves the comment "%s" alone', async (comment) => {
    expect(await found(page(comment))).toEqual([]);
  });

  it('reports keys and passwords, and quotes no more of them than their beginning', async () => {
    const key = ['sk', 'live', '4eC39HqLyjWDarjtT1zdp7dc'].join('_');
    const problems = async (html: string) => (await runRule(rule, await campaignOf({ html: `<html><body>${html}</body></html>` }))).map(({ messageId, data, heuristic }) => [messageId, data?.['words'], heuristic]);
    expect(await problems(page(`key ${key}`))).toEqual([['secret', 'sk_live_4eC3…', undefined]]);
    expect(await problems(`<p>a</p><a href="https://acme.example/?k=${key}">b</a>`)).toEqual([['secret', 'sk_live_4eC3…', undefined]]);
    expect(await problems(page('Passwort: Sömmer2026!'))).toEqual([['secret', 'Passwort: …', undefined]]);
    expect(await problems('<img src="https://b.s3.amazonaws.com/a.png?X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F2026" alt="">')).toEqual([]);
  });

  it('leaves notes with allowed phrases alone', async () => {
    expect(await found(page('TBC with partner'), { allow: ['TBC with'] })).toEqual([]);
  });
});
