import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

interface File {
  readonly name: string;
  readonly type?: string;
  readonly content?: Uint8Array;
  readonly disposition?: string;
  readonly id?: string;
}

function message(files: readonly File[], headers = ''): string {
  const parts = files.map(({ name, type = 'application/octet-stream', content = Buffer.from('x'), disposition = 'attachment', id }) => [
    '--b', `Content-Type: ${type}; name="${name}"`, `Content-Disposition: ${disposition}; filename="${name}"`, ...(id === undefined ? [] : [`Content-ID: <${id}>`]),
    'Content-Transfer-Encoding: base64', '', Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\n'),
  ].join('\n'));
  return `From: a@acme.example\nSubject: Hallo\n${headers}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nHallo\n${parts.join('\n')}\n--b--\n`;
}

/** A ZIP as its directory describes it: one empty stored file a name. */
function zip(names: readonly string[], flags = 0): Uint8Array {
  const header = (signature: number, length: number) => {
    const bytes = Buffer.alloc(length);
    bytes.writeUInt32LE(signature);
    return bytes;
  };
  const locals = names.map((name) => {
    const local = header(0x04034b50, 30);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    return Buffer.concat([local, Buffer.from(name)]);
  });
  const entries = names.map((name) => {
    const central = header(0x02014b50, 46);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(Buffer.byteLength(name), 28);
    return Buffer.concat([central, Buffer.from(name)]);
  });
  const end = header(0x06054b50, 22);
  end.writeUInt32LE(Buffer.concat(locals).length, 16);
  return Buffer.concat([...locals, ...entries, end]);
}

const found = async (files: readonly File[], options = {}, headers = '') => runRule(rule, await campaignOf({ eml: message(files, headers) }), options);
const ids = async (...input: Parameters<typeof found>) => (await found(...input)).map(({ messageId }) => messageId);

describe('content/risky-attachment', () => {
  it.each([
    ['Rechnung.pdf.exe', 'runs'], ['Übersicht.JS', 'runs'], ['disk.iso', 'runs'], ['Tabelle.xlsm', 'macros'], ['Angebot.html', 'page'], ['bild.svg', 'page'], ['alles.rar', 'archive'],
    ['a\u202egpj.exe', 'disguised'],
  ])('judges %s by its name', async (name, messageId) => {
    expect(await ids([{ name }])).toEqual([messageId]);
  });

  it('judges a program by its first bytes, whatever it is called', async () => {
    expect(await ids([{ name: 'bild.png', content: Uint8Array.from([0x4d, 0x5a, 0x90]) }])).toEqual(['runs']);
  });

  it('takes XML for data, as invoices are, unless it opens as a page', async () => {
    const invoice = '<?xml version="1.0" encoding="UTF-8"?>\n<ubl:Invoice xmlns:ubl="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><cbc:Note>Büromöbel</cbc:Note></ubl:Invoice>';
    expect(await ids([{ name: 'Rechnung-4711.xml', type: 'application/xml', content: Buffer.from(invoice) }])).toEqual([]);
    expect(await ids([{ name: 'Rechnung-4711.xml', content: Buffer.from(invoice.replace('?>', '?><?xml-stylesheet type="text/xsl" href="a.xsl"?>')) }])).toEqual(['page']);
    expect(await ids([{ name: 'a.xml', content: Buffer.from('<html xmlns="http://www.w3.org/1999/xhtml"><body>é</body></html>', 'utf16le') }])).toEqual(['page']);
  });

  it('looks at what a ZIP lists, without unpacking it', async () => {
    expect(await found([{ name: 'a.zip', content: zip(['Fotos/é.png', 'Fotos/run.vbs']) }])).toMatchObject([{ messageId: 'runs', data: { is: 'holds run.vbs,' } }]);
    expect(await ids([{ name: 'a.docx', content: zip(['word/document.xml', 'word/vbaProject.bin']) }])).toEqual(['macros']);
    expect(await ids([{ name: 'a.zip', content: zip(['a.pdf'], 1) }])).toEqual(['encrypted']);
    expect(await ids([{ name: 'a.docx', content: zip(['word/document.xml']) }, { name: 'b.zip', content: Buffer.from('PK but no zip') }])).toEqual([]);
  });

  it('warns of attachments in a mailing, but not of pictures in the text, signatures and invitations', async () => {
    const headers = 'List-Unsubscribe: <https://acme.example/u>\n';
    expect(await found([{ name: 'Bericht.pdf', type: 'application/pdf' }], {}, headers)).toMatchObject([{ messageId: 'inMailing', severity: 'warning', data: { names: '"Bericht.pdf"' } }]);
    expect(await ids([
      { name: 'logo.png', type: 'image/png', disposition: 'inline', id: 'logo' }, { name: 'smime.p7s', type: 'application/pkcs7-signature' }, { name: 'a.ics', type: 'text/calendar' },
    ], {}, headers)).toEqual([]);
    expect(await ids([{ name: 'Rechnung.pdf', type: 'application/pdf' }])).toEqual([]);
  });

  it('takes a picture that the HTML does not name for a file, and an AMP part for none', async () => {
    const eml = (html: string) => `From: a@acme.example\nSubject: Hallo\nList-Unsubscribe: <https://acme.example/u>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n${html}\n--b\nContent-Type: text/x-amp-html\n\n<p>Hallo</p>\n--b\nContent-Type: image/png; name="hof.png"\nContent-ID: <hof@acme>\n\nx\n--b--\n`;
    const idsOf = async (html: string) => (await runRule(rule, await campaignOf({ eml: eml(html) }))).map(({ messageId }) => messageId);
    expect(await idsOf('<p>Grüße</p>'.replace('ü', '&uuml;'))).toEqual(['inMailing']);
    expect(await idsOf('<img src="cid:hof@acme" alt="Hof">')).toEqual([]);
    expect(await idsOf('<td style="background:url(cid:hof%40acme)">Hof</td>')).toEqual([]);
  });

  it("warns of empty files and of Outlook's own format", async () => {
    expect(await found([{ name: 'Rechnung.pdf', content: new Uint8Array(0) }])).toMatchObject([{ messageId: 'empty', severity: 'warning' }]);
    expect(await ids([{ name: 'winmail.dat', content: Uint8Array.from([0x78, 0x9f, 0x3e, 0x22, 1]) }, { name: 'a.dat', type: 'application/ms-tnef' }])).toEqual(['outlookOnly', 'outlookOnly']);
  });

  it('adds up sizes as they are sent, line ends included, says where the largest begins, and takes the limits from its options', async () => {
    const files = [1, 2].map((number) => ({ name: `${number}.pdf`, content: new Uint8Array(600 + number) }));
    expect(await ids(files)).toEqual([]);
    expect(await found(files, { warnBytes: 1500 })).toMatchObject([{ messageId: 'large', severity: 'warning', evidence: { bytes: 1646 }, location: { line: 27 } }]);
    expect(await ids(files, { maximumBytes: 1500 })).toEqual(['tooLarge']);
    expect(await ids(files, { warnBytes: 1646, maximumBytes: 1647 })).toEqual(['large']);
    expect(await ids(files, { warnBytes: 1647, maximumBytes: 1647 })).toEqual([]);
  });
});
