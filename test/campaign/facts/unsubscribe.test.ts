import { describe, expect, it } from 'vitest';
import { unsubscribeOffers, unsubscribeStrength } from '#campaign/facts/unsubscribe.js';
import { campaignOf } from '../campaign-of.js';

const offersOf = async (parts: Parameters<typeof campaignOf>[0]) => unsubscribeOffers(await campaignOf(parts));
const inHtml = async (html: string) => (await offersOf({ html: `<p>News.</p>${html}` })).map(({ strength, route, reach }) => ({ strength, route, reach }));
const inText = async (text: string) => (await offersOf({ html: '<p>News.</p>', text })).map(({ strength, route }) => ({ strength, route }));

const LINK = { strength: 'unsubscribe', route: 'link', reach: 'visible' };

/** Wordings as they stand in footers, by language. */
const WORDINGS: Readonly<Record<string, readonly string[]>> = {
  en: ['Unsubscribe', 'unsubscribe from this list', 'Opt-out', 'Opt out of marketing emails', 'Stop receiving these emails', 'I no longer wish to receive these emails', 'Remove me from this list', 'Cancel my subscription', 'Don’t want these emails?'],
  de: ['Abmelden', 'Newsletter abbestellen', 'Hier austragen', 'Ich möchte diese E-Mails nicht mehr bekommen', 'Keine Lust mehr auf unseren Newsletter?', 'Vom Newsletter abmelden', 'Melden Sie sich hier ab', 'Newsletter-Abmeldung', 'Newsletterabmeldung', 'Ich möchte keine E-Mails mehr erhalten', 'Sie möchten keine weiteren Nachrichten von uns erhalten?', 'ABMELDEN', 'Um sich abzumelden', 'Tragen Sie sich hier aus'],
  fr: ['Se désabonner', 'Me désinscrire', 'Désinscription', 'Vous désabonner de la newsletter', 'Ne plus recevoir nos e-mails', 'SE DÉSINSCRIRE', 'Se desabonner', 'Annuler mon abonnement'],
  es: ['Darse de baja', 'Darme de baja', 'Date de baja', 'Cancelar suscripción', 'Cancelar la suscripción', 'Cancelar mi suscripción', 'Anular suscripción', 'Desuscribirme', 'Si no deseas recibir más correos', 'No quiero recibir más correos', 'Dejar de recibir estos correos'],
  it: ['Annulla iscrizione', "Annulla l'iscrizione", 'Disiscriviti', 'Disiscrizione', 'Cancellati dalla newsletter', 'Cancella la tua iscrizione', 'Non desideri più ricevere le nostre e-mail?', 'Non voglio più ricevere e-mail', 'Clicca qui per disiscriverti'],
  nl: ['Uitschrijven', 'Afmelden', 'Schrijf u hier uit', 'Afmelden voor deze nieuwsbrief', 'U kunt zich hier uitschrijven', 'Meld je hier af', 'Ik wil geen e-mails meer ontvangen'],
  pt: ['Cancelar inscrição', 'Cancelar subscrição', 'Cancelar a subscrição', 'Cancelar minha inscrição', 'Descadastrar', 'Descadastre-se', 'Deixar de receber', 'Anular subscrição', 'Não deseja mais receber nossos e-mails?', 'Não quero receber mais e-mails'],
  sv: ['Avsluta prenumeration', 'Avsluta prenumerationen', 'Avregistrera dig', 'Avprenumerera', 'Vill du inte ha fler mejl?', 'Jag vill inte längre få nyhetsbrevet', 'Avanmäl dig här', 'Avsluta din prenumeration'],
  da: ['Afmeld', 'Frameld dig', 'Ønsker du ikke at modtage flere mails?', 'Afmeld nyhedsbrev', 'Afmelding', 'Frameld nyhedsbrevet her'],
  nb: ['Meld deg av', 'Avmeld nyhetsbrev', 'Meld deg av her', 'Vil du ikke ha flere e-poster?', 'Avslutt abonnement', 'Avslutt abonnementet', 'Avmelding'],
  fi: ['Peruuta tilaus', 'Peruuta uutiskirjeen tilaus', 'Peru tilaus', 'Etkö halua enää viestejä?', 'Poistu postituslistalta', 'Lopeta tilaus', 'Perua uutiskirjeen tilauksen'],
  pl: ['Wypisz się', 'Wypisz się z newslettera', 'Zrezygnuj z subskrypcji', 'Rezygnacja z newslettera', 'Anuluj subskrypcję', 'Wyrejestruj się', 'Nie chcesz już otrzymywać naszych wiadomości?'],
  other: ['Odhlášení z odběru', 'Již nechci dostávat tyto e-maily', 'Zrušit odběr', 'Ha nem szeretne több levelet kapni tőlünk', 'Nu mai doresc să primesc e-mailuri', 'Pokud si nepřejete naše newslettery dostávat', 'Ak si neželáte dostávať tieto e-maily', 'Ако не желаете повече да получавате нашия бюлетин', '이 메일을 더 이상 받고 싶지 않으시면', '若不想再收到此類郵件', 'Ne želite više primati naš newsletter', 'Вы можете отказаться от рассылки', 'Не хочу больше получать эти письма', 'Скасувати підписку', 'Якщо ви не бажаєте отримувати наші листи',
    'Αν δεν επιθυμείτε να λαμβάνετε το newsletter', 'Bültenimizi artık almak istemiyorsanız', 'メルマガの解除', 'このメールの受信を希望されない方', '뉴스레터 구독 해지', '如果您不想再收到此类邮件', 'لإيقاف استلام الرسائل', 'אינך מעוניין לקבל דיוור', 'Odhlásit odběr', 'Leiratkozás', 'Dezabonare', 'Отписаться', 'Abonelikten çık', 'Διαγραφή', '配信停止はこちら', '退订', '수신거부', 'Odjava', 'הסר', 'Dona\'t de baixa', 'Cancel·la la subscripció', 'Si no voleu rebre més correus', 'להסרה מרשימת התפוצה'],
};

describe('unsubscribeStrength', () => {
  it.each([
    'Unsubscribing from these mails is not possible.', 'You cannot opt out of these messages.', 'Eine Abmeldung ist leider nicht möglich.', 'Il n’est pas possible de se désinscrire.', 'Para dejar de recibir nuestros correos no se admite la baja por este medio.', 'Non è possibile annullare l’iscrizione.',
    'U kunt zich niet afmelden voor deze berichten.', 'Não é possível cancelar a subscrição.', 'Det går inte att avregistrera sig.', 'Det er ikke muligt at framelde sig.', 'Du kan ikke melde deg av disse e-postene.', 'Et voi peruuttaa uutiskirjeen tilausta.', 'Nie można zrezygnować z tych wiadomości.',
  ])('takes a denial for no offer, whatever link stands beside it: %s', async (text) => {
    expect((await inHtml(`<p>${text} <a href="https://x.example/settings-a">Konto</a></p>`)).filter(({ strength }) => strength === 'unsubscribe')).toEqual([]);
    expect((await inText(`${text}\nhttps://x.example/a`)).filter(({ strength }) => strength === 'unsubscribe')).toEqual([]);
  });

  it('takes no link that says what else it is for the way out', async () => {
    expect(await inHtml('<p>Se não quiser receber mensagens, visite a nossa loja. <a href="https://x.example/p">Política de privacidade</a></p>')).toEqual([]);
    expect(await inHtml('<p>Pokud již nechcete dostávat novinky, napište nám. <a href="https://x.example/p">Ochrana osobních údajů</a></p>')).toEqual([]);
    expect(await inHtml('<p>Se não quiser receber mensagens, <a href="https://x.example/p">clique aqui</a>. <a href="https://x.example/q">Política de privacidade</a></p>')).toContainEqual(LINK);
  });

  it.each([
    'If you cannot see the link, unsubscribe here:', 'Can’t unsubscribe? Write here:', 'You cannot unsubscribe by replying; use this link instead:', 'Wenn Sie diese Mails nicht mehr erhalten möchten, können Sie sich abmelden:', 'Falls die Abmeldung nicht möglich ist, abmelden über diesen Link:', 'Afmelden kan niet altijd direct? Meld je hier af:',
  ])('takes a condition, or one way among several, for no denial: %s', async (text) => {
    expect(await inHtml(`<p>${text} <a href="https://x.example/a">Link</a></p>`)).toContainEqual(LINK);
  });

  for (const [language, wordings] of Object.entries(WORDINGS)) {
    it.each(wordings)(`knows (${language}) "%s"`, (wording) => expect(unsubscribeStrength(wording)).toBe('unsubscribe'));
  }

  it.each([
    'Manage your preferences', 'E-Mail-Einstellungen', 'Gérer vos préférences', 'Gestionar mis preferencias', 'Gestisci le tue preferenze', 'Beheer uw voorkeuren', 'Gerir as preferências',
    'Hantera dina inställningar', 'Administrer dine præferencer', 'Oppdater dine preferanser', 'Muokkaa asetuksia', 'Zarządzaj preferencjami',
  ])('takes "%s" for settings', (wording) => expect(unsubscribeStrength(wording)).toBe('preferences'));

  it.each([
    'Yeni telefon almak istemiyorsanız eskisini onaralım.', 'Risk almak istemiyorsanız sigorta yaptırın.', 'Nu mai vrei facturi mari?', 'Nu mai vreți iarnă?', 'Nechcete dostávat slevy každý týden?', 'Nechcete každý mesiac dostávať vysoké faktúry?', 'Не хотите ли получать скидки каждую неделю?',
    'Не хотите ли получать нашу рассылку?', 'Не бажаєте більше отримувати великі рахунки?', 'Не искате ли да получавате отстъпки всяка седмица?', 'Nem szeretne magas számlát kapni?', 'Bankunk nem kér több adatot.', 'Δεν θέλετε να λαμβάνετε υψηλούς λογαριασμούς;',
    '스트레스를 더 이상 받고 싶지 않다면', '易碎品如有破损可拒收', '不想再收到高额账单？', 'לא לקבל יותר חשבונות גבוהים!', 'لا ترغب في تلقي فواتير مرتفعة',
  ])('takes "%s", which does not speak of mails, for neither', (wording) => expect(unsubscribeStrength(wording)).toBeUndefined());

  it.each([
    'Subscribe', 'Anmelden', 'Jetzt abonnieren', 'Melden Sie sich ab sofort an', "S'abonner", 'Suscribirse', 'Iscriviti', 'Rebajas de enero', 'Aanmelden', 'Privacy policy', 'Impressum', 'View in browser', 'Zapisz się',
    'Prenumerera', 'Tilaa uutiskirje', 'Aberdeen', 'Preisliste', 'Iratkozzon fel hírlevelünkre', 'Подпишитесь на рассылку', 'Bültenimize abone olun', 'メルマガ登録はこちら', '뉴스레터 구독하기', '注文をキャンセルする', 'Если вы не получили заказ, напишите нам',
  ])('takes "%s" for neither', (wording) => expect(unsubscribeStrength(wording)).toBeUndefined());
});

describe('unsubscribeOffers in HTML', () => {
  it('finds a link by its words', async () => {
    expect(await inHtml('<a href="https://x.example/r/8a7">Abmelden</a>')).toContainEqual(LINK);
  });

  it('finds a link by its address, whatever it says', async () => {
    expect(await inHtml('<a href="https://x.example/newsletter/abmelden?id=3">hier</a>')).toEqual([LINK]);
    expect(await inHtml('<a href="https://x.example/listUnsubscribe?id=3">here</a>')).toEqual([LINK]);
  });

  it('finds a link that an image makes, by its alternative text', async () => {
    expect(await inHtml('<a href="https://x.example/r/1"><img src="https://x.example/u.png" alt="Se désinscrire" width="90" height="20"></a>')).toEqual([LINK]);
  });

  it('finds "click here" beside the words', async () => {
    expect(await inHtml('<p>If you no longer wish to receive these emails, please click <a href="https://x.example/r/9">here</a>.</p>')).toEqual([LINK]);
    expect(await inHtml('<p>Sie möchten keine Nachrichten mehr von uns erhalten? Klicken Sie <a href="https://x.example/r/9">hier</a>.</p>')).toEqual([LINK]);
  });

  it('finds nothing in words without a link', async () => {
    expect(await inHtml('<p>You can unsubscribe at any time.</p>')).toEqual([]);
  });

  it('does not take a far link for the one that the words speak of', async () => {
    expect(await inHtml(`<p>You can unsubscribe at any time. ${'We print on recycled paper. '.repeat(10)}<a href="https://x.example/shop">Shop</a></p>`)).toEqual([]);
  });

  it.each([
    '<a href="*|UNSUB|*">Leave</a>', '<a href="{{ unsubscribe_link }}">Leave</a>', '<a href="%%unsub_center_url%%">Leave</a>', '<a href="{% unsubscribe_url %}">Leave</a>', '<p>{% unsubscribe %}</p>',
    "<p>{% unsubscribe 'Leave' %}</p>", '<a href="{{${set_user_to_unsubscribed_url}}}">Leave</a>', '<a href="{{system.unsubscribeLink}}">Leave</a>', '<a href="{{{unsubscribe}}}">Leave</a>',
    '<a href="<%asm_group_unsubscribe_raw_url%>">Leave</a>', '<a href="{{ unsubscribe }}">Leave</a>', '<a href="%UNSUBSCRIBELINK%">Leave</a>', '<a href="{{unsubscribeUrl}}">Leave</a>',
    '<a href="[[UNSUB_LINK_EN]]">Leave</a>', '<unsubscribe>Unsubscribe</unsubscribe>', '<p><unsubscribe>Unsubscribe</unsubscribe> here</p>', '<a href="{{Unsubscribe}}">Leave</a>', '<a href="{action.unsubscribeUrl}">Leave</a>',
    '<a href="{unsubscribe_url}">Leave</a>', '<a href="%unsubscribe_url%">Leave</a>', '<a href="[unsubscribe]">Leave</a>', '<a href="{{ pm:unsubscribe }}">Leave</a>', '<a href="{{ UnsubscribeURL }}">Leave</a>',
    '<p>[[DELIVERY_INFO]]</p>', '<a href="{{amazonSESUnsubscribeUrl}}">Leave</a>', '<p>*|UNSUB|*</p>',
  ])('knows the tag in %s', async (html) => expect(await inHtml(html)).toContainEqual(LINK));

  it.each(['<a href="{{ mirror }}">View</a>', '<a href="*|ARCHIVE|*">View</a>', '<webversion>View</webversion>', '<a href="{{ first_name }}">x</a>'])('knows that %s is none', async (html) => expect(await inHtml(html)).toEqual([]));

  it('takes a page of settings for less', async () => {
    expect(await inHtml('<a href="https://x.example/p">Manage your preferences</a>')).toContainEqual({ ...LINK, strength: 'preferences' });
    expect(await inHtml('<a href="{{EmailPreferenceCenter}}">Settings</a>')).toContainEqual({ ...LINK, strength: 'preferences' });
  });

  it('tells a mail address and a request for a reply from a link', async () => {
    expect(await inHtml('<a href="mailto:leave@x.example?subject=unsubscribe">Unsubscribe</a>')).toContainEqual({ ...LINK, route: 'mailto' });
    expect(await inHtml('<p>To unsubscribe, write to leave@x.example.</p>')).toEqual([{ ...LINK, route: 'mailto' }]);
    expect(await inHtml('<p>Reply with UNSUBSCRIBE to leave.</p>')).toEqual([{ ...LINK, route: 'reply' }]);
    expect(await inHtml('<p>Zum Abmelden antworten Sie bitte mit STOP.</p>')).toEqual([{ ...LINK, route: 'reply' }]);
    expect(await inHtml('<p>Unsubscribe: https://x.example/u/1</p>')).toEqual([LINK]);
  });

  it('tells what readers do not see', async () => {
    expect(await inHtml('<div style="display:none"><a href="https://x.example/unsubscribe">Unsubscribe</a></div>')).toContainEqual({ ...LINK, reach: 'hidden' });
    expect(await inHtml('<p style="color:#ffffff;background:#ffffff"><a style="color:#ffffff" href="https://x.example/unsubscribe">Unsubscribe</a></p>')).toContainEqual({ ...LINK, reach: 'hidden' });
    expect(await inHtml('<!--[if mso]><a href="https://x.example/unsubscribe">Unsubscribe</a><![endif]-->')).toContainEqual({ ...LINK, reach: 'mso-only' });
  });

  it('counts the bytes that stand before it', async () => {
    const filler = 'ü'.repeat(1000);
    const [offer] = await offersOf({ html: `<p>${filler}</p><a href="https://x.example/unsubscribe">Leave</a>` });
    expect(offer?.bytesBefore).toBe(2007);
  });
});

describe('unsubscribeOffers in text', () => {
  it('finds words with an address beside or below them', async () => {
    expect(await inText('Abmelden: https://x.example/r/8')).toContainEqual({ strength: 'unsubscribe', route: 'link' });
    expect(await inText('If you do not wish\nto receive these mails, follow this link:\n\nhttps://x.example/r/8')).toContainEqual({ strength: 'unsubscribe', route: 'link' });
  });

  it('finds an address that says so itself, and a tag', async () => {
    expect(await inText('https://x.example/unsubscribe/8')).toEqual([{ strength: 'unsubscribe', route: 'link' }]);
    expect(await inText('Leave: {% unsubscribe_url %}')).toEqual([{ strength: 'unsubscribe', route: 'link' }]);
  });

  it('tells mail and reply from a link', async () => {
    expect(await inText('To unsubscribe, write to leave@x.example')).toContainEqual({ strength: 'unsubscribe', route: 'mailto' });
    expect(await inText('Reply STOP to unsubscribe.')).toEqual([{ strength: 'unsubscribe', route: 'reply' }]);
  });

  it('finds nothing in a text that only mentions it', async () => {
    expect(await inText('You can unsubscribe at any time.')).toEqual([]);
  });

  it('reads a long text of near misses to its end', async () => {
    expect(await inText(`${'unsubscribe settings a.b@c http \n'.repeat(20_000)}${'x '.repeat(400)}\nAbmelden: https://x.example/r/8`)).toEqual([{ strength: 'unsubscribe', route: 'link' }]);
  });
});
