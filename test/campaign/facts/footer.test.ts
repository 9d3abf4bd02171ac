import { describe, expect, it } from 'vitest';
import { factsOf } from '../html-facts.js';

const LETTER = '<h1>Water</h1><p>The wells in Kisumu are dug, and twelve thousand people now drink clean water from them every day.</p>';
const rolesOf = (html: string) => factsOf(html).blocks.map(({ role }) => role);

describe('footer', () => {
  it('reads a paragraph of more pieces than a call takes arguments', () => {
    expect(rolesOf(`<p>${'<i>ä</i>'.repeat(150_000)}</p>`)).toEqual(['body']);
  });

  it.each([
    ['en', 'You are receiving this email because you subscribed. Unsubscribe'],
    ['de', 'Sie erhalten diese E-Mail, weil Sie sich angemeldet haben. Hier abmelden'],
    ['fr', 'Vous ne souhaitez plus recevoir nos messages ? Se désabonner'],
    ['es', 'Si no desea recibir más correos puede darse de baja aquí'],
    ['it', 'Ricevi questa email perché sei iscritto. Disiscriviti'],
    ['nl', 'Je ontvangt deze e-mail omdat je bent ingeschreven. Uitschrijven'],
    ['pt', 'Recebeu este e-mail porque se inscreveu. Cancelar a subscrição'],
    ['sv', 'Du får det här mejlet för att du prenumererar. Avregistrera dig'],
    ['da', 'Du modtager denne mail, fordi du er tilmeldt. Afmeld nyhedsbrev'],
    ['nb', 'Du mottar denne e-posten fordi du abonnerer. Meld deg av'],
    ['fi', 'Saat tämän viestin, koska olet tilannut sen. Peruuta tilaus'],
    ['pl', 'Otrzymujesz tę wiadomość, ponieważ ją zamówiłeś. Wypisz się'],
    ['ca', 'Reps aquest correu perquè t’hi has subscrit. Dona’t de baixa'],
    ['copyright', '© 2026 Wells for Kisumu'],
    ['registration', 'Amtsgericht Berlin HRB 12345, USt-IdNr. DE123456789'],
    ['legal form and address', 'Acme Ltd, 12 Harbour Street, Bristol BS1 4QA'],
    ['template tags', '*|UNSUB|* *|LIST:ADDRESS|*'],
    ['brackets', '[[POSTAL_ADDRESS]]'],
  ])('is told by its words: %s', (_what, words) => {
    expect(rolesOf(`${LETTER}<p>${words}</p>`)).toEqual(['body', 'body', 'footer']);
  });

  it('is told by where its link leads', () => {
    expect(rolesOf(`${LETTER}<p>To leave, <a href="https://a.example/unsubscribe?u={{id}}">click here</a></p>`)).toEqual(['body', 'body', 'footer']);
  });

  it.each([
    ['Czech', 'Tiskárna Vltava s.r.o., Nádražní 32. Telefon 257 446 031, <a href="mailto:info@vltava.example">info@vltava.example</a>. <a href="https://vltava.example/p?7f3a">Odhlásit odběr</a>'],
    ['Greek', 'Ρήγα, Λεωφόρος Κηφισίας 44. Τηλέφωνο 210 4460 317, <a href="mailto:info@aegis.example">info@aegis.example</a>, <a href="https://aegis.example/privacy">Πολιτική απορρήτου</a>'],
    ['Japanese', '東京都港区芝公園四丁目 03-4460-3171 info@minato.example <a href="https://minato.example/privacy">プライバシーポリシー</a>'],
  ])('is told by how the sender can be reached and by its legal links, in any language: %s', (_language, words) => {
    expect(rolesOf(`${LETTER}<p>${words}</p>`)).toEqual(['body', 'body', 'footer']);
  });

  it('is no signature with a telephone number alone', () => {
    expect(rolesOf(`${LETTER}<p>Jana Nováková, 257 446 031, jana@vltava.example</p>`)).toEqual(['body', 'body', 'body']);
  });

  it.each(['class="footer"', 'id="templateFooter"', 'class="email-footer-text"', 'class="imprint"', 'class="legal"'])('is told by %s', (name) => {
    expect(rolesOf(`${LETTER}<div ${name}><p>Wells for Kisumu</p><p>Berlin</p></div>`)).toEqual(['body', 'body', 'footer', 'footer']);
  });

  it('is told by its element', () => {
    expect(rolesOf(`${LETTER}<footer>Wells for Kisumu</footer>`)).toEqual(['body', 'body', 'footer']);
  });

  it('starts with the first line that says so, and takes the short lines after it', () => {
    const html = `${LETTER}<p>Yours, Ana</p><p style="font-size:11px">View in browser</p><p>Berlin</p><p style="font-size:11px">Unsubscribe</p><p>Thank you</p>`;
    expect(rolesOf(html)).toEqual(['body', 'body', 'body', 'footer', 'footer', 'footer', 'footer']);
  });

  it('is part of one cell when the cell holds it after two line breaks', () => {
    expect(rolesOf('<table><tr><td>The wells in Kisumu are dug, and twelve thousand people now drink clean water from them.<br><br>© 2026 Wells<br><br>Unsubscribe</td></tr></table>')).toEqual(['body', 'footer', 'footer']);
  });

  it('can be all the text there is, below images', () => {
    const { roles, images } = factsOf('<p><a href="x"><img src="hero.jpg" width="600" alt=""></a></p><p style="font-size:11px">Unsubscribe | Imprint</p>');
    expect(roles).toEqual(['footer: Unsubscribe | Imprint']);
    expect(images[0]?.inFooter).toBe(false);
  });

  it('is not the whole mail because its first line offers a browser view', () => {
    const html = '<p style="font-size:10px">View in browser | Unsubscribe</p><img src="a.jpg" width="600"><img src="b.jpg" width="600"><p style="font-size:10px">© 2026 Acme</p>';
    expect(rolesOf(html)).toEqual(['body', 'footer']);
    expect(factsOf(html).images.map(({ inFooter }) => inFooter)).toEqual([false, false]);
  });

  it('is nothing in the middle: no foot of a table, no paragraph about leaving', () => {
    const end = '<p>That is all for now. Write to me whenever you like, I read every letter and answer most of them within a week. In spring we go to Kisumu again, and then I will tell you how the pumps have stood the rains.</p>';
    expect(rolesOf(`${LETTER}<div class="purchase_footer">Total 12.00</div>${end}`)).toEqual(['body', 'body', 'body', 'body']);
    expect(rolesOf(`${LETTER}<p>You can opt out of the trial at any time.</p>${end}`)).toEqual(['body', 'body', 'body', 'body']);
    expect(rolesOf(`<div class="has-footer">${LETTER}</div>`)).toEqual(['body', 'body']);
  });

  it('tells links and images where they are', () => {
    const { links, images } = factsOf(`${LETTER}<a href="https://a.example">Read</a><div class="footer"><a href="https://a.example/u">Unsubscribe</a><img src="fb.png" width="24" height="24" alt="Facebook"></div>`);
    expect(links.map(({ inFooter }) => inFooter)).toEqual([false, true]);
    expect(images.map(({ inFooter }) => inFooter)).toEqual([true]);
  });
});
