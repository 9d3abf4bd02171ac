import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const report = async (html: string, options = {}, manifest: Manifest = {}) =>
  (await runRule(rule, await campaignOf({ html, manifest: { name: 'x', ...manifest } }), options)).map(({ messageId, data, heuristic }) => `${messageId} ${String(data?.['details'] ?? data?.['detail'] ?? data?.['found'])}${heuristic ? ' (heuristic)' : ''}`);

describe('personalization/intrusive-detail', () => {
  it('counts kinds of data, not tags', async () => {
    expect(await report('<p>{{ first_name }} {{ last_name }}, {{ job_title }}, {{ company }}, {{ city }}</p>')).toEqual(['manyDetails name, job title, employer, place']);
    expect(await report('<p>{{ first_name }} {{ last_name }}, {{ street }}, {{ zip }} {{ city }}, {{ company }}</p>')).toEqual([]);
    expect(await report('<p>*|VORNAME|* *|FIRMA|* *|STRASSE|* *|FUNKTION|*</p>')).toEqual(['manyDetails name, employer, place, job title']);
  });

  it('takes the number from its option', async () => {
    expect(await report('<p>{{ first_name }} of {{ company }}</p>', { maxDetails: 1 })).toEqual(['manyDetails name, employer']);
  });

  it('reports what readers do not expect to be known', async () => {
    expect(await report('<p>You are {{ age }}, and {{ contact.last_viewed_product }} is for you and {{ spouse }}</p>')).toEqual(['sensitiveDetail age', 'sensitiveDetail behaviour', 'sensitiveDetail family']);
  });

  it.each([
    'We noticed you looked at our pricing page.', 'I saw you visited our site at 22:14.', 'Uns ist aufgefallen, dass Sie unsere Seite für Schuhe besucht haben.', 'Nous avons remarqué que vous avez consulté cette page.', 'Hemos visto que has visitado nuestra página.',
    'Zauważyliśmy, że odwiedziłeś naszą stronę.', 'Huomasimme, että katselit kenkiä.', 'Vi såg att du tittade på skor.', 'We zagen dat je deze schoenen hebt bekeken.', 'Abbiamo notato che hai guardato queste scarpe.',
  ])('reports "%s" as heuristic', async (text) => expect(await report(`<p>${text}</p>`)).toEqual([expect.stringMatching(/^observed .*\(heuristic\)$/)]));

  it.each(['We noticed you have no invoice yet.', 'Wir haben gesehen, dass Sie Mitglied sind.', 'Have a look at our pricing page.', 'Vi såg att du fyller år.'])('is silent on "%s"', async (text) => {
    expect(await report(`<p>${text}</p>`)).toEqual([]);
  });

  it('leaves transactional mails and links alone', async () => {
    expect(await report('<p>{{ first_name }} {{ job_title }} {{ company }} {{ city }}</p>', {}, { kind: 'transactional' })).toEqual([]);
    expect(await report('<a href="https://x.example/?a={{ age }}&amp;c={{ city }}&amp;n={{ first_name }}&amp;o={{ company }}">Go</a>')).toEqual([]);
  });
});
