import MailComposer from 'nodemailer/lib/mail-composer';
import type { Campaign } from '#campaign/campaign.js';

/** A stand-in: the real recipients are nobody's business but the sender's. */
const RECIPIENT = { name: 'Recipient', address: 'recipient@example.net' };
const ADDRESS = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/;
const UNKNOWN_SENDER = 'sender@example.net';

/** A campaign as one message: an .eml as it is, else its parts put together. Undefined when it has neither HTML nor text. */
export async function composeMessage(campaign: Campaign, date: Date): Promise<Uint8Array | undefined> {
  const { message, html, text, subject } = campaign;
  if (message) return message;
  if (!html && !text) return undefined;
  return new MailComposer({
    from: senderOf(campaign),
    to: RECIPIENT,
    date,
    ...(subject && { subject: subject.value }),
    ...(text && { text: text.value }),
    ...(html && { html: html.source }),
    textEncoding: 'quoted-printable',
    baseBoundary: 'presend',
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile().build();
}

function senderOf({ manifest, from }: Campaign): { name: string; address: string } {
  const address = ADDRESS.exec(manifest.from?.email ?? from?.value ?? '')?.[0] ?? UNKNOWN_SENDER;
  return { name: manifest.from?.name ?? '', address };
}
