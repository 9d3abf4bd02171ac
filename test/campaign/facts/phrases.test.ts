import { describe, expect, it } from 'vitest';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';

const matches = (phrase: string, text: string) => phrasePattern([phrase]).test(plainText(text));

describe('phrasePattern', () => {
  it('finds whole words only', () => {
    expect(matches('baja', 'Darse de baja.')).toBe(true);
    expect(matches('baja', 'Grandes rebajas')).toBe(false);
    expect(matches('ab', 'melden Sie sich ab!')).toBe(true);
    expect(matches('ab', 'aber')).toBe(false);
  });

  it('lets a word go on where a hyphen says so', () => {
    expect(matches('abmelde-', 'Abmeldelink')).toBe(true);
    expect(matches('-unsub-', 'https://x.example/listunsubscribe')).toBe(true);
    expect(matches('abmelde', 'Abmeldelink')).toBe(false);
  });

  it('lets a word go on within a phrase, too', () => {
    expect(matches('darmow- dostaw-', 'Brakuje 43 zł do darmowej dostawy.')).toBe(true);
    expect(matches('darmow- dostaw-', 'Brakuje 43 zł do darmowej dobrej dostawy.')).toBe(false);
    expect(matches('dar- de baja', 'Puede darse de baja aquí.')).toBe(true);
    expect(matches('dar- de baja', 'Puede guardarse de baja.')).toBe(false);
    expect(matches('réinitialis- … mot de passe', 'Réinitialisez votre mot de passe')).toBe(true);
    expect(matches('neu- und bestands-', 'für Neu- und Bestandskunden')).toBe(true);
  });

  it('lets words of the same sentence stand in the place of an ellipsis', () => {
    expect(matches('cancel … subscription', 'Cancel your free subscription')).toBe(true);
    expect(matches('cancel … subscription', 'Cancel subscription')).toBe(true);
    expect(matches('action required … account', 'Action required: your account')).toBe(true);
    expect(matches('cancel … subscription', 'Cancel. A subscription costs nothing.')).toBe(false);
    expect(matches('cancel … subscription', `Cancel ${'very '.repeat(20)}long subscription`)).toBe(false);
  });

  it('finds words of scripts without spaces', () => {
    expect(matches('配信停止', 'メールの配信停止はこちら')).toBe(true);
  });

  it('matches nothing for an empty list', () => {
    expect(phrasePattern([]).test('anything')).toBe(false);
  });

  it('takes phrases literally', () => {
    expect(matches('ticket #', 'Ticket #12')).toBe(true);
    expect(matches('a.b', 'axb')).toBe(false);
  });
});

describe('plainText', () => {
  it('joins what soft hyphens and zero-width characters part, and knows one apostrophe', () => {
    expect(plainText('Ab\u00ADmel\u200Bden')).toBe('abmelden');
    expect(plainText('don’t  want\u00A0these')).toBe("don't want these");
  });

  it('composes accents', () => {
    expect(plainText('De\u0301sabonner')).toBe('désabonner');
  });
});
