const FROM = 'from|de|von|da|van|från|fra|od|lähettäjä|expéditeur|remitente|feladó|gönderen|от|発信者|差出人|发件人|寄件者';
const SENT = 'sent|date|enviado(?: em| el)?|enviada(?: em)?|envoyé(?: le)?|gesendet|datum|inviato|verzonden|skickat|sendt|wysłano|data|fecha|lähetetty|odesláno|elküldve|gönderildi|отправлено|дата|送信日時|日時|发送时间|日期';
/** Sender and day, each behind its label, at the head of a paragraph. */
const HEADER = new RegExp(String.raw`^(?:\s*-{2,}[^-:]{3,60}-{2,}\s*|[^\p{L}]{0,80})(?:${FROM})\s?[:：]\s?\S.{0,300}?\s(?:${SENT})\s?[:：]\s?\S`, 'isu');

/** Whether a paragraph is what mail programs put above a mail that is forwarded, in the language of whoever forwards it: `De: Ana Enviado: terça-feira Para: Rui Assunto: News`. */
export function isForwardedHeader(text: string): boolean {
  return HEADER.test(text);
}
