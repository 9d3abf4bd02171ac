import { describe, expect, it } from 'vitest';
import { campaignOf, type CampaignFixture } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const eml = (html: string, { subject = 'News', from = 'Shop <shop@x.example>', more = '', text = '' } = {}) =>
  `From: ${from}\r\nTo: a@y.example\r\nSubject: ${subject}\r\n${more}MIME-Version: 1.0\r\n` +
  (text === ''
    ? `Content-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n`
    : `Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n--b--\r\n`);

const report = async (parts: CampaignFixture, options = {}) =>
  (await runRule(rule, await campaignOf(parts), options)).map(({ messageId, data, severity }) => `${messageId} ${data?.['tag'] ?? ''} in ${data?.['place'] ?? ''}${severity ? ` (${severity})` : ''}`);

const sent = (html: string, more = {}) => report({ eml: eml(html, more) });
const template = (html: string, esp?: string) => report({ html, manifest: { name: 'x', ...(esp !== undefined && { esp }) } });

describe('personalization/merge-tag-unresolved in a mail that was sent', () => {
  it.each([
    '*|FNAME|*', '{{ first_name }}', '{{contact.firstname}}', '%%First Name%%', '{{${first_name}}}', '%FIRSTNAME%', '%recipient.first_name%', '[[data:firstname:"x"]]', '[[S1:first_name]]', '{contact.first_name}',
    '{user_data~First Name}', '<%= recipient.firstName %>', '${firstName}', '${imie}', '<<First Name>>', '{{ Prénom }}', '{% if vip %}',
  ])('reports %s', async (tag) => {
    expect(await sent(`<p>Hello ${tag.replace('<<', '&lt;&lt;').replace('>>', '&gt;&gt;')}, welcome.</p>`)).toHaveLength(1);
  });

  it.each(['${姓名}', '尊敬的[姓名]：', '[שם פרטי]', '[Имя]', '[Jméno]', '{{이름}}', '[ΟΝΟΜΑ]', '[お名前]', '[Ad Soyad]'])('reports %s', async (tag) => {
    expect(await sent(`<p>${tag}</p>`)).toHaveLength(1);
  });

  it.each([
    ['it', '<p>Ciao (meno) e benvenuti, leggi di più [meno] oggi</p>'],
    ['he', '<p>עמ 12 [שם]</p>'],
    ['hu', '<p>Az új [név] keresése</p>'],
  ])('takes no word of a language for a field, in single brackets: %s', async (_, html) => {
    expect(await sent(html)).toEqual([]);
  });

  it.each(['{{ meno }}', '${név}', '${име}', '{{ שם }}'])('reports %s, whose signs no text has', async (tag) => {
    expect(await sent(`<p>${tag}</p>`)).toHaveLength(1);
  });

  it('reports square brackets in an address whatever they name, and in words only what names a field', async () => {
    expect(await sent('<p>Grüße</p><img src="https://x.example/o.gif?u=[[uid]]" width="1" height="1" alt="">')).toEqual(['unresolved [[uid]] in src (warning)']);
    expect(await sent('<p><a href="https://x.example/?u=[[uid]]">Grüße</a></p>')).toEqual(['unresolved [[uid]] in link']);
    expect(await sent('<p>See [[Bash]] for more. <a href="https://x.example/wiki?a[0]=1">List</a></p>')).toEqual([]);
  });

  it.each(['[FIRST NAME]', '[First Name]', '(firstname)', '(name)', '{firstname}', '{name}', '##Vorname##', '«Nachname»', '[Prénom]', '[Nombre]', '%s', '{0}', ':name', '$name', '-first_name-', '[Imię]', '@@name@@', '$$name$$', '&lt;name&gt;'])(
    'reports the placeholder %s after a greeting as an error', async (placeholder) => {
      expect(await sent(`<p>Hi ${placeholder},</p><p>welcome.</p>`)).toEqual([expect.stringMatching(/^placeholder .* in body$/)]);
    });

  it.each(['#FIRSTNAME#', '#contact.vorname#', '~~first_name~~', '~prénom~', '__NAME__', '__imię__', '[%first_name | there%]', '[first_name | there]', '[subscriber:firstname]', '{naam|daar}', '@FirstName', '|NAVN|', '+nombre+', '%{cognome}'])(
    'reports %s, in signs that no system we know of uses, after a greeting as an error', async (placeholder) => {
      expect(await sent(`<p>Hallo ${placeholder}, welcome.</p>`)).toEqual([`placeholder ${placeholder} in body`]);
    });

  it('takes the name behind a comma', async () => expect(await sent('<p>Hola, -nombre-:</p><p>Hello, (name)</p><p>Hi, -everyone-</p>')).toHaveLength(2));

  it('knows names of people in such signs anywhere, less surely, and in the subject', async () => {
    expect(await sent('<p>Hallo {$kunde.vorname},</p>')).toEqual(['placeholder {$kunde.vorname} in body']);
    expect(await sent('<p>Hello {!Contact.FirstName},</p>')).toEqual(['placeholder {!Contact.FirstName} in body']);
    expect(await sent('<p>We made this for you, #VORNAME#.</p>')).toEqual(['placeholder #VORNAME# in body (warning)']);
    expect(await sent('<p>Hi</p>', { subject: '~~first_name~~: your shoes' })).toEqual(['placeholder ~~first_name~~ in subject']);
  });

  it.each(['We tag it #name #nom #company and #first.', 'Ask for __name__ in Python.', 'Hi #team#,', 'Hi ~everyone~,', 'Hallo __alle__,', 'Costs ~20~ euros', 'Read it at x.example/#first-name#top', 'Choose [name | number].', 'Hello | Name | Date |', 'Hi [all | both],', '{a|name} is a set.', 'Was ~~vorher~~ jetzt gilt.'])(
    'is silent on the signs in "%s"', async (text) => expect(await sent(`<p>${text}</p>`)).toEqual([]));

  it('is less sure of a placeholder elsewhere', async () => {
    expect(await sent('<p>We made this for you, [First Name].</p>')).toEqual(['placeholder [First Name] in body (warning)']);
  });

  it.each(['{{first_name}', '{{first_name} }', '{ {first_name}}', '{first_name}}', '*|FNAME|', '|FNAME|*', '%%firstname%', '[[firstname]', '{% if vip }', '%%=v(@fn)=%', '%%=v(@fn)%%', '%=v(@fn)=%%', '%%[ SET @fn = "x" %%', '%%[ SET @fn = "x" ]%'])('reports the broken tag %s', async (tag) => {
    expect(await sent(`<p>Hello ${tag}, welcome.</p>`)).toEqual([`malformed ${tag} in body`]);
  });

  it('reads the subject, the sender, the text part, links, alternative texts and headers', async () => {
    const found = await sent(
      '<p>Hi</p><a href="https://x.example/?c=*|UNIQID|*">Go</a><img src="https://x.example/{{ image }}" alt="For {{ name }}" width="300" height="200">',
      { subject: 'Hi {{ first_name }}', from: '{{ sender_name }} <shop@x.example>', text: 'Hi *|FNAME|*', more: 'List-Unsubscribe: <https://x.example/%%unsub%%>\r\n' },
    );
    expect(found.sort()).toEqual([
      'unresolved %%unsub%% in header List-Unsubscribe', 'unresolved *|FNAME|* in text part', 'unresolved *|UNIQID|* in link', 'unresolved {{ first_name }} in subject', 'unresolved {{ image }} in src',
      'unresolved {{ name }} in alt', 'unresolved {{ sender_name }} in from',
    ]);
  });

  it('reads AMPscript that opens again before it has closed', async () => {
    expect(await sent('<p>%%[ SET @a = 1 %% Hello</p><p>%%[ IF 1 == 1 THEN ]%%Yes%%[ ENDIF ]%%</p>')).toContain('malformed %%[ SET @a = 1 %% in body');
  });

  it.each(['Save 20%% today', 'It costs 5 %= a lot', 'a list [see [1]]'])('takes "%s" for prose', async (text) => expect(await sent(`<p>${text}</p>`)).toEqual([]));

  it.each(['${fornavn}', '${etunimi}', '${first name}'])('knows %s for a field in all languages', async (tag) => expect(await sent(`<p>Hei ${tag}!</p>`)).toHaveLength(1));

  it('names the place to the column', async () => {
    const [problem] = await runRule(rule, await campaignOf({ eml: eml('<p>Hello</p>\r\n<p>Dear {{ name }},</p>') }));
    expect(problem?.location).toMatchObject({ part: 'html', line: 8, column: 9 });
  });

  it('reports a tag once a place', async () => {
    expect(await sent('<p>{{ name }}, hello {{ name }}</p><p>{{ name }}</p>')).toHaveLength(1);
  });

  it('sees a tag that was written with entities', async () => {
    expect(await sent('<p>Hello &#123;&#123;name&#125;&#125;, welcome</p>')).toEqual(['unresolved {{name}} in body']);
  });

  it('takes a tag in the title, which mail clients do not show, less seriously', async () => {
    expect(await sent('<html><head><title>*|MC:SUBJECT|*</title></head><body><p>Hello</p></body></html>')).toEqual(['unresolved *|MC:SUBJECT|* in title (warning)']);
  });

  it('is silent on code that the mail shows', async () => {
    expect(await sent('<p>Print it with <code>{{ user.name }}</code>.</p><pre>Hello [Name], {{ x }}</pre>', { text: 'Print it with {{ user.name }}.' })).toEqual([]);
    expect(await sent('<p>Use `{{ x }}` and `[Name]`.</p>')).not.toContain('placeholder [Name] in body');
  });

  it.each([
    'See footnote [1] and [2].', 'More here [link] and [image: a tree].', 'Only 20% off, or 30%.', 'Set %PATH% and ${HOME}.', 'Page [[Main Page]] in the wiki.', 'Open <a href="https://x.example/?q=%20a%C3%BC%20ABC%20">this</a>.',
    'Der Kurs [Kursname] beginnt (Name folgt).', 'Jane (name changed) said so.', 'Attachment &lt;&lt;report.doc&gt;&gt;', 'Prices (first class) from $99 to $199.', '“Hi (everyone)!”', 'Full name (first name, last name):',
    'Set {a, b} and {x | x &gt; 0}.', '[Your order] has shipped', 'Yours [sic]', '100 %', 'A*B|C*', 'Grüße an alle :name der Rose', 'f(name) = x', 'Email [at] x [dot] example', 'Hello %', 'Hi (all),',
  ])('is silent on "%s"', async (text) => expect(await sent(`<p>${text}</p>`)).toEqual([]));

  it('is silent on CSS, on Outlook\'s comments and on a tag in a style attribute', async () => {
    expect(await sent('<style>.a{{color:red}} .b{width:%%x%%}</style><!--[if mso]><xml></xml><![endif]--><!-- {{ note }} --><p style="color:{{ c }}">Hello</p>')).toEqual([]);
  });
});

describe('personalization/merge-tag-unresolved in a template', () => {
  it('is silent on tags of one dialect, declared or not', async () => {
    expect(await template('<p>Hello {{ first_name }}</p>{% if x %}<p>y</p>{% endif %}<a href="{% unsubscribe_url %}">Leave</a>')).toEqual([]);
    expect(await template('<p>Hello *|FNAME|*</p>', 'mailchimp')).toEqual([]);
    expect(await template('<p>Hello %%First Name%%, %%=v(@n)=%%</p>', 'Salesforce Marketing Cloud')).toEqual([]);
    expect(await template('<p>Hi [firstname,fallback=friend],</p>', 'campaign-monitor')).toEqual([]);
    expect(await template('<p>Hi -first_name-,</p>', 'sendgrid')).toEqual([]);
    expect(await template('<p>Hallo {name},</p>')).toEqual([]);
  });

  it('reports tags that the declared system does not know', async () => {
    expect(await template('<p>Hello {{ first_name }}, *|FNAME|*</p>', 'mailchimp')).toEqual(['otherDialect {{ first_name }} in body']);
    expect(await template('<p>Hello *|FNAME|*</p><a href="%%unsub_center_url%%">x</a>', 'HubSpot')).toEqual(['otherDialect *|FNAME|* in body', 'otherDialect %%unsub_center_url%% in link']);
    expect(await report({ html: '<p>x</p>', manifest: { esp: 'klaviyo', subject: '*|FNAME|*, news' } })).toEqual(['otherDialect *|FNAME|* in subject']);
  });

  it('only warns when the dialect is the one that most tags have', async () => {
    expect(await template('<p>{{ a }} {{ b }} {{ c }} and *|FNAME|*</p>')).toEqual(['otherDialect *|FNAME|* in body (warning)']);
  });

  it('leaves a build\'s own syntax beside the ESP\'s alone', async () => {
    expect(await template('<p><%= a %> <%= b %> and *|FNAME|*</p>')).toEqual([]);
  });

  it('treats an unknown system as none declared', async () => {
    expect(await template('<p>{{ a }} {{ b }} and *|FNAME|*</p>', 'in-house')).toEqual(['otherDialect *|FNAME|* in body (warning)']);
  });

  it('reports placeholders that no system fills', async () => {
    expect(await template('<p>Hi (name),</p>')).toEqual(['placeholder (name) in body (warning)']);
    expect(await template('<p>Hi [First Name],</p>')).toEqual(['placeholder [First Name] in body (warning)']);
    expect(await template('<p>Hi {name}, {{ a }}</p>', 'klaviyo')).toEqual(['placeholder {name} in body']);
  });

  it('leaves signs that a house\'s own system may fill alone, unless another system is declared', async () => {
    expect(await template('<p>Hallo #VORNAME#,</p><p>~~last_name~~</p>')).toEqual([]);
    expect(await template('<p>Hallo #VORNAME#,</p>', 'klaviyo')).toEqual(['placeholder #VORNAME# in body']);
  });

  it('knows a template of Smarty by its variables and conditions', async () => {
    expect(await template('{if $vorname}<p>Guten Tag {$vorname},</p>{/if}<p>danke für {$betrag}. {* TODO: größere Schrift *}</p>')).toEqual([]);
    expect(await template('<p>Guten Tag {{ vorname }}, {{ ort }}, {{ plz }},</p><p>an {$nachname}.</p>')).toEqual(['placeholder {$nachname} in body (warning)']);
  });

  it('takes the helper of a template for no broken tag because its text has markup', async () => {
    expect(await template('{{ absatz("Danke,<br />\n  Ihr <b>Müller</b>") }}<p>{{ ort }}</p>')).toEqual([]);
  });

  it('knows a template whose tags are square brackets', async () => {
    expect(await template('<p>Hi [firstname],</p><unsubscribe>Unsubscribe</unsubscribe>')).toEqual([]);
  });

  it('reports broken tags, and tags written with entities', async () => {
    expect(await template('<p>Hello {{ first_name }, welcome</p>', 'klaviyo')).toEqual(['malformed {{ first_name } in body']);
    expect(await template('<p>Hello {{ first_name</p><p>welcome {{ x }}</p>')).toEqual(['malformed {{ first_name in body']);
    expect(await template('<p>{{ x }}</p><table><tr><td>{{ t "Grüße</td><td>Alle" }}</td></tr></table>')).toEqual([]);
    expect(await report({ html: '<p>{{ x }}</p>', text: 'Hello {{ first_name\n  | default: "you" }},\nwelcome' })).toEqual([]);
    expect(await report({ html: '<p>{{ x }}</p>', text: 'Hello {{ first_name\nwelcome, {{ x }}' })).toEqual(['malformed {{ first_name in text part']);
    expect(await template('<p>Write variables in double braces like {{ name</p>')).toEqual([]);
    expect(await template('<p>Hello &#123;&#123;name&#125;&#125;, welcome {{ x }}</p>')).toEqual(['malformed {{name}} in body']);
    expect(await report({ mjml: '<mjml><mj-body><mj-section><mj-column><mj-text>Hello {{ name }, bonjour</mj-text></mj-column></mj-section></mj-body></mjml>' })).toEqual(['malformed {{ name } in body']);
  });

  it('can be told that a file is a rendered sample, or that an EML is a template', async () => {
    expect(await report({ html: '<p>Hello {{ name }}</p>' }, { source: 'rendered' })).toEqual(['unresolved {{ name }} in body']);
    expect(await report({ eml: eml('<p>Hello {{ name }}</p>') }, { source: 'template' })).toEqual([]);
  });

  it('reports a tag that never ends, and leaves one that does so on the next line', async () => {
    expect(await template('<p>Beste {{ first_name | default: "lezer" ,</p>', 'braze')).toHaveLength(1);
    expect(await template("<p>Beste {{ first_name\n| default: 'lezer' }},</p>", 'braze')).toEqual([]);
  });

  it('knows FreeMarker by its directives, and takes ${ } alone for what a program fills before', async () => {
    expect(await template('<#if user.name??><p>Hi ${user.name},</p></#if><p>Your code is {{code}}.</p>')).toEqual(['otherDialect {{code}} in body (warning)']);
    expect(await template('<p>Hi ${user.name},</p><p>${text}</p><p>Your code is {{code}}.</p>')).toEqual([]);
  });
});
