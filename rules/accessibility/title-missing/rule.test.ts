import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const kinds = async (html: string) => (await runRule(rule, await campaignOf({ html }))).map(({ messageId }) => messageId);

describe('accessibility/title-missing', () => {
  it('reports HTML without title, also when an svg in it has one', async () => {
    expect(await kinds('<html lang="de"><body><p>Grüße</p></body></html>')).toEqual(['missing']);
    expect(await kinds('<html><head></head><body><svg><title>Stuhl</title></svg></body></html>')).toEqual(['missing']);
  });

  it.each(['<title></title>', '<title>  &nbsp; </title>'])('reports the empty title %s', async (title) => {
    expect(await kinds(`<html><head>${title}</head><body></body></html>`)).toEqual(['empty']);
  });

  it.each(['Untitled Document', 'Unbenanntes Dokument', 'Document sans titre', 'Namnlöst dokument', '無題ドキュメント', 'Без названия', 'Adsız Belge', 'TEST'])('reports the title "%s"', async (title) => {
    expect(await kinds(`<html><head><title>${title}</title></head><body></body></html>`)).toEqual(['placeholder']);
  });

  it.each(['Grüße aus der Werkstatt', '{{ subject }}', '*|MC:SUBJECT|*', 'Test your knowledge'])('is silent on the title "%s"', async (title) => {
    expect(await kinds(`<html><head><title>${title}</title></head><body></body></html>`)).toEqual([]);
  });

  it('reports a title that shares no word with a mail of some length', async () => {
    const mail = (title: string, text = 'Im September beginnen die neuen Töpferkurse, und wer schon im Frühjahr dabei war, bekommt seinen Platz zuerst. '.repeat(4)) => `<html lang="de"><head><title>${title}</title></head><body><p>${text}</p></body></html>`;
    expect(await kinds(mail('Sommerschlussverkauf: halbe Preise überall'))).toEqual(['otherMail']);
    for (const title of ['Kursbeginn: Töpfern am Abend', 'Neues von uns', '{{ campaign }} aus Schlussverkauf und Lager']) expect(await kinds(mail(title))).toEqual([]);
    expect(await kinds(mail('Sommerschlussverkauf: halbe Preise überall', 'Ihr Code: 482 913'))).toEqual([]);
  });

  it('leaves a fragment alone', async () => {
    expect(await kinds('<table><tr><td>Grüße</td></tr></table>')).toEqual([]);
  });

  it('names mj-title to those who write MJML', async () => {
    const mjml = '<mjml><mj-body><mj-section><mj-column><mj-text>Hallo</mj-text></mj-column></mj-section></mj-body></mjml>';
    expect(await runRule(rule, await campaignOf({ mjml }))).toMatchObject([{ messageId: 'empty', data: { element: '<mj-title> inside <mj-head>' } }]);
  });
});
