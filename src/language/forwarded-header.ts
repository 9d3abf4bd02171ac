const FROM = 'from|de|von|da|van|från|fra|od|lähettäjä|expéditeur|remitente|feladó|gönderen|от|発信者|差出人|发件人|寄件者';
const SENT = 'sent|date|enviado(?: em| el)?|enviada(?: em)?|envoyé(?: le)?|gesendet|datum|inviato|verzonden|skickat|sendt|wysłano|data|fecha|lähetetty|odesláno|elküldve|gönderildi|отправлено|дата|送信日時|日時|发送时间|日期';
const TO = 'to|para|an|à|a|al|naar|aan|till|til|komu|do|vastaanottaja|destinataire|címzett|kime|кому|宛先|收件人|subject|assunto|asunto|betreff|objet|oggetto|onderwerp|ämne|emne|temat|předmět|aihe|tárgy|konu|тема|件名|主题|主旨';
/** Sender and day, then whom it went to or what about, each behind its label, at the head of a paragraph. */
const HEADER = new RegExp(String.raw`^(?:\s*-{2,}[^-:]{3,60}-{2,}\s*|[^\p{L}]{0,80})(?:${FROM})\s?[:：]\s?\S.{0,300}?\s(?:${SENT})\s?[:：]\s?\S.{0,120}?\s(?:${TO})\s?[:：]\s?\S`, 'isu');
/** Characters; in a longer paragraph the mail itself follows. */
const LONGEST = 600;

/** Whether a paragraph is what mail programs put above a mail that is forwarded, in the language of whoever forwards it: `De: Ana Enviado: terça-feira Para: Rui Assunto: News`. */
export function isForwardedHeader(text: string): boolean {
  return text.length <= LONGEST && HEADER.test(text);
}
