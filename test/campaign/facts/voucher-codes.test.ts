import { describe, expect, it } from 'vitest';
import { voucherCodesIn } from '#campaign/facts/voucher-codes.js';

describe('voucherCodesIn', () => {
  it.each([
    ['Use code AUTUMN20 today', 'AUTUMN20'], ['Mit dem Gutscheincode »FRÜHLING10«', 'FRÜHLING10'], ['CODE: SAVE-5', 'SAVE-5'], ['Avec le code promo BIENVENUE', 'BIENVENUE'], ['Codice sconto: ESTATE15', 'ESTATE15'], ['Koodilla KESÄ26 säästät', 'KESÄ26'],
    ['Rabattkod:\nHÖST25', 'HÖST25'], ['El código promocional es "VERANO"', 'VERANO'], ['Kod rabatowy WIOSNA20', 'WIOSNA20'],
  ])('%s', (text, code) => expect(voucherCodesIn(text)).toEqual([code]));

  it.each(['The dress code is BLACK TIE', 'USE THE CODE BELOW', 'Your code is below', 'zip code A1234', 'Gutschein im Wert von 20 €', 'Postcode: WC2N'])('%s names none', (text) => expect(voucherCodesIn(text)).toEqual([]));

  it('names each once, and takes no time over a long text', () => {
    expect(voucherCodesIn('code AB12 code AB12 '.repeat(10_000))).toEqual(['AB12']);
  });
});
