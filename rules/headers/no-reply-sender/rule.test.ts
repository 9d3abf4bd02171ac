import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import type { Manifest } from '#campaign/manifest.js';
import rule from './rule.js';

const found = async (manifest: Manifest, options = {}) => runRule(rule, await campaignOf({ html: '<p>Grüße</p>', manifest: { kind: 'newsletter', ...manifest } }), options);
const ids = async (...input: Parameters<typeof found>) => (await found(...input)).map(({ messageId }) => messageId);
const from = (email: string) => ({ from: { name: 'Jürgen von Acme', email } });

describe('headers/no-reply-sender', () => {
  it.each(['noreply@acme.example', 'No-Reply@acme.example', 'news-noreply@acme.example', 'noreply2@acme.example', 'nicht-antworten@acme.example', 'yanitlamayin@acme.example', 'ne-otvechat@acme.example', 'ne-pas-repondre@acme.example', 'não-responda@acme.example', 'svara-ej@acme.example', 'ala-vastaa@acme.example', 'nie-odpowiadaj@acme.example', 'nie.odpowiadaj@acme.example', 'nicht_antworten@acme.example', 'ingensvar@acme.example', 'eivastausta@acme.example', 'no_contestar@acme.example', 'noreplay@acme.example'])(
    'reports mail from %s', async (email) => {
      expect(await ids(from(email))).toEqual(['noReply']);
    });

  it.each(['news@acme.example', 'minoreply@acme.example', 'reply@acme.example', 'anton.replyson@acme.example'])('is silent on %s', async (email) => {
    expect(await ids(from(email))).toEqual([]);
  });

  it.each(['Παρακαλούμε μην απαντάτε σε αυτό το μήνυμα.', 'Будь ласка, не відповідайте на цей лист.', 'Na tento e-mail neodpovídejte.', 'このメールは送信専用です。', 'Please do not reply to this email, it was sent from an unmonitored mailbox.', 'Bitte antworten Sie nicht auf diese Nachricht.', 'Merci de ne pas répondre à ce message.', 'Por favor, no responda a este correo.', 'Si prega di non rispondere a questa e-mail.', 'U kunt niet op deze mail antwoorden.', 'Não responda a este e-mail.', 'Det går inte att svara på detta mejl.', 'Denne mail kan ikke besvares.', 'Vennligst ikke svar på denne e-posten.', 'Älä vastaa tähän viestiin, sillä vastauksia ei lueta.', 'Prosimy nie odpowiadać na tę wiadomość.'])(
    'reads that readers are told not to reply: %s', async (text) => {
      const mail = async (html: string, kind: Manifest['kind'] = 'newsletter') => (await runRule(rule, await campaignOf({ html, manifest: { kind, ...from('news@acme.example') } }))).map(({ messageId }) => messageId);
      expect(await mail(`<p>Grüße</p><p>${text}</p>`)).toEqual(['unread']);
      expect(await mail(`<p>Grüße</p><p>${text}</p>`, 'transactional')).toEqual([]);
      expect(await mail(`<p>${text} Kontakt: hallo@acme.example</p>`)).toEqual([]);
    });

  it('is silent when Reply-To names a mailbox, and reports one that is none', async () => {
    expect(await ids({ ...from('noreply@acme.example'), replyTo: 'hallo@acme.example' })).toEqual([]);
    expect(await found({ ...from('news@acme.example'), replyTo: 'noreply@acme.example' })).toMatchObject([{ messageId: 'noReplyTo', location: { field: 'replyTo' } }]);
  });

  it('reports replies that leave the domains of the sender', async () => {
    expect(await found({ ...from('news@mail.acme.example'), replyTo: 'Acme <acme@freemail.example>' })).toMatchObject([{ messageId: 'elsewhere', data: { address: 'acme@freemail.example', sender: 'mail.acme.example' } }]);
    expect(await ids({ ...from('news@mail.acme.example'), replyTo: 'hallo@acme.example' })).toEqual([]);
    expect(await ids({ ...from('news@acme.example'), replyTo: 'hallo@größe.de', sender: { domains: ['größe.de'] } })).toEqual([]);
    expect(await ids({ ...from('news@mail.acme.de'), replyTo: 'info@acme.co.uk' })).toEqual([]);
    for (const [email, replyTo] of [['news@acme.de', 'info@acme-post.de'], ['x@mail.com', 'x@mail.ru'], ['news@acme.de', 'info@acme.github.io']] as const) expect(await ids({ ...from(email), replyTo })).toEqual(['elsewhere']);
    expect(await ids({ ...from('x@mail.com'), replyTo: 'y@mail.com' })).toEqual([]);
    expect(await ids({ ...from('news@acme.example'), replyTo: '{{ owner.email }}' })).toEqual([]);
  });

  it('reads the headers of a message, and leaves private mail and lists alone', async () => {
    const eml = (headers: string) => campaignOf({ eml: `From: "Jürgen" <noreply@acme.example>\nSubject: Hallo\n${headers}\nHallo\n` });
    expect(await runRule(rule, await eml(''))).toMatchObject([{ messageId: 'noReply', location: { part: 'from', line: 1 } }]);
    expect(await runRule(rule, await eml('Reply-To: a@b.example\nList-Post: <mailto:l@c.example>\n'))).toEqual([]);
    expect(await runRule(rule, await eml('Reply-To: a@b.example\nList-Unsubscribe: <mailto:l@c.example>\n'))).toMatchObject([{ messageId: 'elsewhere', location: { header: 'Reply-To' } }]);
  });

  it('lets pass receipts, unless its option says otherwise', async () => {
    expect(await ids({ ...from('noreply@acme.example'), kind: 'transactional' })).toEqual([]);
    expect(await ids({ ...from('noreply@acme.example'), kind: 'transactional' }, { transactional: true })).toEqual(['noReply']);
  });
});
