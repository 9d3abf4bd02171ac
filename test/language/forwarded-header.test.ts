import { describe, expect, it } from 'vitest';
import { isForwardedHeader } from '#language/forwarded-header.js';
import { partsOf } from '#language/parts-of.js';
import { campaignOf } from '../campaign/campaign-of.js';

describe('isForwardedHeader', () => {
  it.each([
    'De: Ana Ruiz <ana@acme.example> Enviado: terça-feira, 11 de abril de 2023 21:16 Para: Rui Assunto: Spring news',
    'Von: Acme <news@acme.example>\nGesendet: Freitag, 20. November 2026 09:00\nAn: jo@b.example\nBetreff: Spring',
    '---------- Forwarded message --------- From: Acme <news@acme.example> Date: Fri, 20 Nov 2026 at 09:00 Subject: Spring',
    'Från: Acme Skickat: den 20 november 2026 Till: Åsa Ämne: Vår', 'От: Акме Дата: 20 ноября 2026 Кому: Анна', '差出人: Acme 日時: 2026年11月20日 宛先: 山田',
  ])('knows "%s"', (text) => {
    expect(isForwardedHeader(text)).toBe(true);
  });

  it.each([
    'From Monday on we open at nine. Date: see below.', 'Von: Köln Nach: Paris, ab 49 Euro', 'De: 9 h à 18 h, du lundi au vendredi', 'Fra: 199 kr',
    'Our autumn report is out. From: Acme, Date: today', 'Data: 12 maja, godz. 18:00', 'From: Berlin Hbf. Date: 5 May. Please bring your ticket and your passport.', `From: Eva\nSent: Monday\nTo: Tom\nSubject: News\n${'The autumn report is out, and it is long. '.repeat(20)}`, `From: ${'x '.repeat(400)}Date: today`,
  ])('takes "%s" for text', (text) => {
    expect(isForwardedHeader(text)).toBe(false);
  });

  it('is no part of what a mail says', async () => {
    const html = '<html lang="en"><body><div><b>De:</b> Ana &lt;ana@acme.example&gt;<br><b>Enviado:</b> terça-feira, 11 de abril de 2023 21:16<br><b>Para:</b> Rui<br><b>Assunto:</b> News</div><p>Our autumn report is out.</p></body></html>';
    expect(partsOf(await campaignOf({ html })).map(({ text }) => text)).toEqual(['Our autumn report is out.']);
  });
});
