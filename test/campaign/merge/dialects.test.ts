import { describe, expect, it } from 'vitest';
import invalid from '#rules/personalization/merge-tag-invalid/rule.js';
import noFallback from '#rules/personalization/merge-tag-no-fallback/rule.js';
import unresolved from '#rules/personalization/merge-tag-unresolved/rule.js';
import { unsubscribeOffers } from '#campaign/facts/unsubscribe.js';
import { printedFieldsOf } from '#campaign/merge/printed-fields.js';
import { runRule } from '../../rule/run-rule.js';
import { campaignOf } from '../campaign-of.js';

/** One ESP's way to write what every ESP can do. Tags with a quote in them stand in text only. */
interface Sample {
  readonly esp: string;
  readonly plain: string;
  /** What the field is called in `plain`. */
  readonly field: string;
  /** Undefined: its defaults are set in the system. */
  readonly fallback?: string;
  /** A condition on the field around it, both branches included where it has them. */
  readonly block?: string;
  /** The block without its end, and without its start. */
  readonly unclosed?: string;
  readonly unopened?: string;
  readonly unsubscribe: string;
  readonly system: readonly string[];
  /** Text that is no tag of it. */
  readonly trap: string;
}

const SAMPLES: readonly Sample[] = [
  { esp: 'mailchimp', plain: '*|FNAME|*', field: 'FNAME', block: '*|IF:FNAME|*Hallo *|FNAME|**|ELSE:|*Hallo*|END:IF|*', unclosed: '*|IF:FNAME|*Hallo', unopened: 'Hallo*|END:IF|*', unsubscribe: '*|UNSUB|*', system: ['*|LIST:ADDRESS|*', '*|CURRENT_YEAR|*', '*|ARCHIVE|*', '*|MC:SUBJECT|*', '*|DATE:d.m.Y|*'], trap: 'a * | b | * c' },
  { esp: 'hubspot', plain: '{{ contact.firstname }}', field: 'firstname', fallback: "{{ personalization_token('contact.firstname', 'Sie') }}", block: '{% if contact.firstname %}Hallo {{ contact.firstname }}{% else %}Hallo{% endif %}', unclosed: '{% if contact.firstname %}Hallo', unopened: 'Hallo{% endif %}', unsubscribe: '{{ unsubscribe_link }}', system: ['{{ site_settings.company_name }}', '{{ view_as_page_url }}'], trap: 'a {b} c' },
  { esp: 'salesforce marketing cloud', plain: '%%First Name%%', field: 'First Name', fallback: "%%=IIF(EMPTY(@vorname),'Kundin',@vorname)=%%", block: '%%[ IF NOT EMPTY(@n) THEN ]%%Hallo %%=v(@n)=%%%%[ ELSE ]%%Hallo%%[ ENDIF ]%%', unclosed: '%%[ IF NOT EMPTY(@n) THEN ]%%Hallo', unopened: 'Hallo%%[ ENDIF ]%%', unsubscribe: '%%unsub_center_url%%', system: ['%%Member_Addr%%', '%%Member_Busname%%', '%%view_email_url%%'], trap: '100 %% of 20 %%' },
  { esp: 'braze', plain: '{{${first_name}}}', field: 'first_name', fallback: "{{${first_name} | default: 'du'}}", block: '{% if ${first_name} %}Hallo {{${first_name}}}{% else %}Hallo{% endif %}', unclosed: '{% if ${first_name} %}Hallo', unopened: 'Hallo{% endif %}', unsubscribe: '{{${set_user_to_unsubscribed_url}}}', system: ["{% abort_message('leer') %}", '{{content_blocks.${footer}}}'], trap: 'a {b} c' },
  { esp: 'klaviyo', plain: '{{ first_name }}', field: 'first_name', fallback: "{{ first_name|default:'du' }}", block: '{% if first_name %}Hallo {{ first_name }}{% else %}Hallo{% endif %}', unclosed: '{% if first_name %}Hallo', unopened: 'Hallo{% endif %}', unsubscribe: "{% unsubscribe 'Abmelden' %}", system: ['{{ organization.full_address }}', '{{ organization.name }}', '{% current_year %}'], trap: 'a {b} c' },
  { esp: 'customer.io', plain: '{{customer.first_name}}', field: 'first_name', fallback: '{{customer.first_name | default: "du"}}', block: '{% if customer.first_name != blank %}Hallo {{customer.first_name}}{% else %}Hallo{% endif %}', unclosed: '{% if customer.first_name != blank %}Hallo', unopened: 'Hallo{% endif %}', unsubscribe: '{% unsubscribe_url %}', system: ['{% view_in_browser_url %}'], trap: 'a {b} c' },
  { esp: 'marketo', plain: '{{lead.First Name}}', field: 'First Name', fallback: '{{lead.First Name:default=Kundin}}', unsubscribe: '{{system.unsubscribeLink}}', system: ['{{my.Event Date}}', '{{company.Company Name:default=Ihr Haus}}', '{{system.forwardToFriendLink}}'], trap: 'a {b} c' },
  { esp: 'sendgrid', plain: '{{first_name}}', field: 'first_name', fallback: '{{insert first_name "default=du"}}', block: '{{#if first_name}}Hallo {{first_name}}{{else}}Hallo{{/if}}', unclosed: '{{#if first_name}}Hallo', unopened: 'Hallo{{/if}}', unsubscribe: '{{{unsubscribe}}}', system: ['<%asm_group_unsubscribe_raw_url%>', '{{Sender_Address}}'], trap: 'a - b - c' },
  { esp: 'brevo', plain: '{{ contact.PRENOM }}', field: 'PRENOM', fallback: "{{ contact.PRENOM|default:'vous' }}", block: '{% if contact.PRENOM %}Bonjour {{ contact.PRENOM }}{% else %}Bonjour{% endif %}', unclosed: '{% if contact.PRENOM %}Bonjour', unopened: 'Bonjour{% endif %}', unsubscribe: '{{ unsubscribe }}', system: ['{{ mirror }}'], trap: 'a {b} c' },
  { esp: 'activecampaign', plain: '%FIRSTNAME%', field: 'FIRSTNAME', block: '%IF $FIRSTNAME%Hallo %FIRSTNAME%%ELSE%Hallo%/IF%', unclosed: '%IF $FIRSTNAME%Hallo', unopened: 'Hallo%/IF%', unsubscribe: '%UNSUBSCRIBELINK%', system: ['%SENDER-INFO%', '%WEBCOPY%'], trap: '50 % OFF, 20%NOW' },
  { esp: 'iterable', plain: '{{firstName}}', field: 'firstName', fallback: '{{defaultIfEmpty firstName "du"}}', block: '{{#if firstName}}Hallo {{firstName}}{{else}}Hallo{{/if}}', unclosed: '{{#if firstName}}Hallo', unopened: 'Hallo{{/if}}', unsubscribe: '{{unsubscribeUrl}}', system: ['[[feed.title]]', '{{viewInBrowserUrl}}'], trap: 'a {b} c' },
  { esp: 'mailjet', plain: '{{var:first_name}}', field: 'first_name', fallback: '{{var:first_name:"du"}}', block: '{% if var:first_name:"" %}Hallo {{var:first_name}}{% endif %}', unclosed: '{% if var:first_name:"" %}Hallo', unopened: 'Hallo{% endif %}', unsubscribe: '[[UNSUB_LINK_DE]]', system: ['[[PERMALINK]]', '{{mj:unsub_link}}'], trap: '[[1,2]]' },
  { esp: 'campaign monitor', plain: '[firstname]', field: 'firstname', fallback: '[firstname,fallback=du]', block: '[if:firstname]Hallo [firstname][else]Hallo[endif]', unclosed: '[if:firstname]Hallo', unopened: 'Hallo[endif]', unsubscribe: '[unsubscribe]', system: ['[currentyear]', '[webversion]'], trap: 'see [1] and [sic!] and <!--[if mso]>x<![endif]-->' },
  { esp: 'account engagement', plain: '{{Recipient.FirstName}}', field: 'FirstName', block: '{{#if Recipient.FirstName}}Hallo {{Recipient.FirstName}}{{else}}Hallo{{/if}}', unclosed: '{{#if Recipient.FirstName}}Hallo', unopened: 'Hallo{{/if}}', unsubscribe: '{{Unsubscribe}}', system: ['{{EmailPreferenceCenter}}', '{{Organization.Address}}'], trap: 'a {b} c' },
  { esp: 'dynamics 365', plain: '{!User:First Name}', field: 'First Name', fallback: '{!User:First Name;Kundin}', unsubscribe: '{{UnsubscribeLink}}', system: ['{{CompanyAddress}}'], trap: 'a {!} c' },
  { esp: 'eloqua', plain: '<span class=eloquaemail>FirstName</span>', field: 'FirstName', unsubscribe: '<span class="eloquaemail">UnsubscribeLink</span>', system: ['<SPAN class=eloquaemail >Unsubscribe_Url</SPAN>'], trap: '<span class="highlight">FirstName</span>' },
  { esp: 'civicrm', plain: '{contact.first_name}', field: 'first_name', block: '{if $contact}Hallo {contact.first_name}{else}Hallo{/if}', unclosed: '{if $contact}Hallo', unopened: 'Hallo{/if}', unsubscribe: '{action.unsubscribeUrl}', system: ['{domain.address}', '{mailing.viewUrl}'], trap: '{color: red}' },
  { esp: 'luminate', plain: '[[S1:first_name]]', field: 'first_name', fallback: '[[S1:first_name:Friend]]', block: '[[?x[[S1:accepts_email]]x::xTRUEx::ja::nein]]', unsubscribe: '[[S1:unsubscribe_link]]', system: ['[[C3:current_year]]'], trap: '[[1]]' },
  { esp: "raiser's edge", plain: '<<First Name>>', field: 'First Name', unsubscribe: '<<Unsubscribe>>', system: [], trap: 'a << b' },
  { esp: 'everyaction', plain: '{{FirstName}}', field: 'FirstName', fallback: "{{FirstName or 'Friend'}}", unsubscribe: '{{UnsubscribeLink}}', system: [], trap: 'a {b} c' },
  { esp: 'engaging networks', plain: '{user_data~First Name}', field: 'First Name', fallback: '{user_data~First Name~Friend}', unsubscribe: '{user_data~unsubscribe_link}', system: [], trap: '{user data}' },
  { esp: 'mautic', plain: '{contactfield=firstname}', field: 'firstname', fallback: '{contactfield=firstname|Freundin}', unsubscribe: '{unsubscribe_url}', system: ['{webview_url}'], trap: '{color:red}' },
  { esp: 'adobe campaign', plain: '<%= recipient.firstName %>', field: 'firstName', fallback: '<%= recipient.firstName ?: "du" %>', block: '<% if (recipient.firstName) { %>Hallo <%= recipient.firstName %><% } else { %>Hallo<% } %>', unsubscribe: "<%@ include view='unsubscription' %>", system: ["<%@ include view='MirrorPage' %>"], trap: 'a <b>c</b>' },
  { esp: 'responsys', plain: '${profile.firstname}', field: 'firstname', fallback: "${profile.firstname!'Kundin'}", block: '<#if profile.firstname?has_content>Hallo ${profile.firstname}<#else>Hallo</#if>', unclosed: '<#if (profile.gifts > 2)>Hallo', unopened: 'Hallo</#if>', unsubscribe: '${environment.unsubscribelink}', system: ['${campaign.name}', '<#-- ${profile.firstname} -->', '<#list news as item><#assign n = 1>${item.name}</#list>'], trap: 'a <#1> b <@anna> c <#iffy>' },
];

const page = (body: string) => `<html lang="de"><body>${body}</body></html>`;
const RULES = [invalid, noFallback, unresolved] as const;

async function faults(fixture: Parameters<typeof campaignOf>[0]): Promise<string[]> {
  const campaign = await campaignOf(fixture);
  const found = await Promise.all(RULES.map(async (rule) => (await runRule(rule as never, campaign)).map(({ messageId }) => messageId)));
  return found.flat();
}

describe.each(SAMPLES)('$esp', ({ esp, plain, field, unsubscribe, system, trap }) => {
  const GAP = ['noFallback', 'perhapsElsewhere'];

  it.each([['declared', esp], ['guessed', undefined]])('warns once of a field without a fallback, %s', async (_how, declared) => {
    const found = await faults({ html: page(`<p>Grüß Gott ${plain}, Ümit wünscht ${plain} alles Gute.</p>`), manifest: declared === undefined ? {} : { esp: declared } });
    const ambiguous = plain === '[firstname]' && declared === undefined;
    expect(found).toEqual(ambiguous ? ['placeholder'] : [expect.toBeOneOf(GAP)]);
  });

  it('leaves system tags alone, and sees the way out', async () => {
    const html = page(`<p>${system.join(' ')}</p><p><a href="${unsubscribe.replaceAll('"', '')}">Abmelden</a></p>`);
    expect(await faults({ html, manifest: { esp } })).toEqual([]);
    expect(unsubscribeOffers(await campaignOf({ html, manifest: { esp } }))).toContainEqual(expect.objectContaining({ strength: 'unsubscribe', reach: 'visible', route: 'link' }));
  });

  it('leaves look-alikes alone', async () => {
    expect(await faults({ html: page(`<p>${trap}</p>`), manifest: { esp } })).toEqual([]);
    expect(await faults({ html: page(`<p>${trap}</p>`) })).toEqual([]);
  });

  it('reads the tag in subject, preheader, sender, text part, alt text, address and title', async () => {
    const quoted = plain.includes('"') || plain.includes('<span') || plain.includes('<<') ? undefined : plain;
    const attribute = quoted ?? 'x';
    const campaign = await campaignOf({
      html: page(`<!--[if mso]><p>${plain}</p><![endif]--><p><img src="a.png" alt="${attribute}"><a href="https://ü.example/?n=${attribute}" title="${attribute}">a</a></p>`),
      text: `Grüß Gott ${plain}`,
      manifest: { esp, subject: `Für ${plain}`, preheader: `Nur für ${plain}`, from: { name: `Team ${plain}`, email: 'a@b.example' } },
    });
    const places = printedFieldsOf(campaign).filter(({ name }) => name === field).map(({ tag: { location, attribute: name } }) => name ?? location.part);
    expect(places).toEqual(['subject', 'preheader', 'from', 'html', ...(quoted === undefined ? [] : ['alt', 'href', 'title']), 'text']);
  });

  it('says that a mail sent out still has the tag', async () => {
    const eml = `From: a@b.example\r\nTo: c@d.example\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nDate: Fri, 20 Nov 2026 09:00:00 +0000\r\nMessage-ID: <1@b.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${page(`<p>Hallo ${plain},</p>`)}\r\n`;
    const found = await runRule(unresolved as never, await campaignOf({ eml }));
    expect(found.map(({ messageId }) => messageId)).toEqual([expect.toBeOneOf(['unresolved', 'placeholder'])]);
  });
});

const withFallback = SAMPLES.flatMap(({ esp, fallback }) => (fallback === undefined ? [] : [{ esp, fallback }]));
const withBlock = SAMPLES.flatMap(({ esp, block }) => (block === undefined ? [] : [{ esp, block }]));
const withOpenBlock = SAMPLES.flatMap(({ esp, unclosed, unopened }) => (unclosed === undefined || unopened === undefined ? [] : [{ esp, unclosed, unopened }]));

it.each(withFallback)('$esp: a fallback is taken for one', async ({ esp, fallback }) => {
  for (const manifest of [{ esp }, {}]) expect(await faults({ html: page(`<p>Grüß Gott ${fallback}!</p>`), manifest })).toEqual([]);
});

it.each(withBlock)('$esp: a balanced block is left alone', async ({ esp, block }) => {
  for (const manifest of [{ esp }, {}]) expect(await faults({ html: page(`<p>${block}!</p>`), manifest })).toEqual([]);
});

it.each(withOpenBlock)('$esp: a block that lacks its end or its start is named', async ({ esp, unclosed, unopened }) => {
  for (const manifest of [{ esp }, {}]) {
    expect(await faults({ html: page(`<p>${unclosed}!</p>`), manifest })).toEqual(['unclosed']);
    expect(await faults({ html: page(`<p>${unopened}!</p>`), manifest })).toEqual(['unopened']);
  }
});
