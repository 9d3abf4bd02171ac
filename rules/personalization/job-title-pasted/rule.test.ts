import { describe, expect, it } from 'vitest';
import { mergeFieldsOf } from '#audience/merge-fields.js';
import { totalsOf } from '#audience/totals.js';
import { audienceOf } from '../../../test/audience/audience-of.js';
import { campaignOf, type CampaignFixture } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const report = async (parts: CampaignFixture) => (await runRule(rule, await campaignOf(parts))).map(({ messageId, data, severity }) => `${messageId}: ${data?.['tag'] ?? data?.['title'] ?? ''}${severity ? ` (${severity})` : ''}`);
const body = (text: string) => report({ html: `<p>${text}</p>` });

describe('personalization/job-title-pasted in a template', () => {
  it.each([
    ['Als {{ contact.jobtitle }} wissen Sie, was zählt.', '{{ contact.jobtitle }}'],
    ['As {{job_title}} at {{company}}, you need leads.', '{{job_title}}'],
    ['As {{ person|lookup:\'Job Title\' }} you surely know.', '{{ person|lookup:\'Job Title\' }}'],
    ['Als *|FUNKTION|* kennen Sie das.', '*|FUNKTION|*'],
    ['En tant que {{ contact.fonction }}, vous savez.', '{{ contact.fonction }}'],
    ['Als {{lead.Title}} weet u dat.', '{{lead.Title}}'],
    ['As %%Job Title%% you know how it is.', '%%Job Title%%'],
    ['Como {{ contact.puesto }} usted sabe esto.', '{{ contact.puesto }}'],
    ['Som {{ befattning }} vet du redan det.', '{{ befattning }}'],
    ['We help every {{custom_attribute.${job_title}}} to save time.', '{{custom_attribute.${job_title}}}'],
    ['As {{ customer.position }} you know how it is.', '{{ customer.position }}'],
    ['En tant que {contactfield=position}, vous savez que tout se décide à table.', '{contactfield=position}'],
    ['Jako {{ stanowisko }} wie Pan o tym.', '{{ stanowisko }}'],
    ['Jako ##JOBTITLE## určitě plánujete změny.', '##JOBTITLE##'],
    ['Ως $jobtitle$ γνωρίζετε τους κινδύνους.', '$jobtitle$'],
    ['%%JobTitle%%の皆さまなら、ことばの大切さをご存じのはずです。', '%%JobTitle%%'],
    ['Als {{ Position }} wissen Sie, was zählt.', '{{ Position }}'],
    ['We help {{title}}s like you to save time.', '{{title}}'],
    ['Para un {{cargo}} como usted, cada minuto cuenta.', '{{cargo}}'],
    ['As the {{ title }} of {{ company }}, you know growth.', '{{ title }}'],
    ['As *|TITLE|* of *|COMPANY|* you know how it is.', '*|TITLE|*'],
    ['As %%Title%% at %%Company%% you know.', '%%Title%%'],
    ['In your role as {{Title}} you see that.', '{{Title}}'],
    ['Dans votre rôle de {{ Poste }}, vous savez.', '{{ Poste }}'],
    ['Come {{ Ruolo }} lei sa bene.', '{{ Ruolo }}'],
    ['Som {{ Titel }} på {{ Firma }} vet du det.', '{{ Titel }}'],
  ])('reports the field in "%s"', async (text, tag) => expect(await body(text)).toEqual([`fieldInSentence: ${tag}`]));

  it.each([
    ['U als {{ functie }} weet hoe het gaat.', '{{ functie }}'], ['Bir {{unvan}} olarak bunu siz de biliyorsunuz.', '{{unvan}}'], ['Mint {{ contact.BEOSZTAS }}, Ön is tudja ezt.', '{{ contact.BEOSZTAS }}'],
    ['Z pozice {{ vase_funkce }} to znáte, {{ funkce }} jako Vy.', '{{ funkce }}'], ['Как {{ должность }} вы знаете это.', '{{ должность }}'], ['Sie als {{ Position }} kennen das.', '{{ Position }}'],
  ])('reports the field in languages that join or bend their words, and where the reader goes before: "%s"', async (text, tag) => expect(await body(text)).toEqual([`fieldInSentence: ${tag}`]));

  it('takes a role or position in mail to strangers for theirs, whatever the sentence says, and no honorific', async () => {
    const toStrangers = (text: string, audienceType: 'prospecting' | 'members' = 'prospecting') => report({ html: `<p>${text}</p>`, manifest: { audienceType } });
    expect(await toStrangers('Nella sua posizione di %RUOLO% sa bene di cosa parliamo.')).toEqual(['fieldInSentence: %RUOLO%']);
    expect(await toStrangers('Gerade für einen %%Titel%% ist Weiterbildung Pflicht.')).toEqual(['fieldInSentence: %%Titel%%']);
    expect(await toStrangers('Gerade für einen %%Titel%% ist Weiterbildung Pflicht.', 'members')).toEqual([]);
    for (const text of ['Read "{{ article.title }}" on our blog today.', 'Sie lesen {{ campaign.title }} jeden Monat gern.', 'Read {{ title }} on our blog today.', 'The webinar {{ event.title }} starts at noon for you.']) expect(await toStrangers(text), text).toEqual([]);
    expect(await toStrangers('Guten Tag %%Anrede%% %%Titel%% %%Nachname%%, wie geht es Ihnen heute?')).toEqual([]);
  });

  it('takes what the campaign has for a tag for none of its prose', async () => {
    expect(await report({ html: '<p>Beste [firstname,fallback=relatie],</p><p>Voor een [Functie] is dit van belang.</p>', manifest: { esp: 'campaign-monitor' } })).toEqual(['fieldInSentence: [Functie]']);
  });

  it('knows by the recipients what a field holds whose name says nothing: by its cells, or by a header row that has both names', async () => {
    const html = '<p>Como *|MMERGE6|*, seguro que le interesa esto a *|MMERGE7|*.</p>';
    const of = async (recipients: string) => {
      const { audience } = await audienceOf({ recipients });
      try {
        const campaign = await campaignOf({ html, manifest: { esp: 'mailchimp' } });
        return (await runRule(rule, campaign, {}, { totals: totalsOf(audience), mergeFields: mergeFieldsOf(audience) })).map(({ data }) => data?.['tag']);
      } finally {
        await audience.warehouse.close();
      }
    };
    expect(await of('recipient_id,MMERGE6,MMERGE7\n1,Hoofd Inkoop & Logistiek,Manager Magazin\n2,vedoucí výroby,Acme\n3,,Zürich Bau\n')).toEqual(['*|MMERGE6|*']);
    expect(await of('recipient_id,MMERGE6 (Job Title),MMERGE7\n1,Isännöitsijä,Acme\n')).toEqual(['*|MMERGE6|*']);
    expect(await of('recipient_id,MMERGE6,MMERGE7\n1,Köln,Acme\n2,Łódź,Director GmbH\n3,Brno,Bau AG\n')).toEqual([]);
  });

  it('reports the field where a greeting has the name, and in the subject', async () => {
    expect(await body('Hallo {{ contact.jobtitle }},')).toEqual(['fieldInSentence: {{ contact.jobtitle }}']);
    expect(await report({ subject: 'What every {{ job_title }} should know', html: '<p>x</p>' })).toEqual(['fieldInSentence: {{ job_title }}']);
  });

  it('says less of a field with a fallback, since only an empty title is mended by it', async () => {
    expect(await body("As {{ contact.jobtitle | default: 'expert' }} you know this.")).toEqual(["fieldInSentence: {{ contact.jobtitle | default: 'expert' }} (info)"]);
    expect(await body("As {{ personalization_token('contact.jobtitle', 'expert') }} you know this.")).toEqual(["fieldInSentence: {{ personalization_token('contact.jobtitle', 'expert') }} (info)"]);
  });

  it.each([
    '{{ first_name }} {{ last_name }}, {{ job_title }}, {{ company }}', 'Position: {{ job_title }}', 'Best wishes, {{ sender.job_title }} of the team', 'You are number {{ position }} on our waiting list.',
    'You were invited to the project as {{ role }} by Anna.', 'Thanks for applying for {{ job_title }} at {{ company }}, we read every application.', 'Your application for {{ job.title }} has reached us today.', 'Dear {{ contact.title }} {{ contact.last_name }}, we write'.replace('contact.title', 'salutation'),
    'Dear {{ contact.title }} {{ contact.last_name }}, we write', 'Dear {{ customer.title }} {{ customer.last_name }},', 'Read {{ title }} on our site today.', 'We publish it as {{ title }} in the next issue.', 'It ranks as {{ position }} on the list of the month.', '{% case contact.jobtitle %}{% when "cto" %}As a technical lead, you know this.{% endcase %}', 'Your {{ item.position }} in the list is fine.', 'Bewerben Sie sich jetzt als {{ job_title }} bei uns.',
  ])('is silent on "%s"', async (text) => expect(await body(text)).toEqual([]));

  it.each([
    ['Als [JobTitle] wissen Sie, was zählt.', '[JobTitle]'], ['As the {!Contact.Title} of Acme, you know how it is.', '{!Contact.Title}'], ['En tant que {Position}, vous savez.', '{Position}'], ['Als %recipient.jobtitle% wissen Sie das.', '%recipient.jobtitle%'],
    ['As the {{event.JobTitle}} at Acme, you know.', '{{event.JobTitle}}'], ['Als ((Position)) wissen Sie das.', '((Position))'], ['Som ##Befattning## vet du det.', '##Befattning##'], ['Come «Ruolo» lei sa bene.', '«Ruolo»'], ['Como [Puesto] usted sabe esto.', '[Puesto]'],
    ['Jako #STANOWISKO# wie Pan o tym.', '#STANOWISKO#'], ['ως #recipient:job_title# γνωρίζετε πόσο κοστίζει το ρεύμα.', '#recipient:job_title#'], ['{$job_title} olarak ambalajın önemini bilirsiniz.', '{$job_title}'], ['Als [%functie%] weet u dat.', '[%functie%]'], ['In your role as __TITLE__ you see that.', '__TITLE__'], ['As the {{ subscriber.metadata.title }} of Acme, you know.', '{{ subscriber.metadata.title }}'],
  ])('reports the field however it is enclosed in "%s"', async (text, tag) => expect(await body(text)).toEqual([`fieldInSentence: ${tag}`]));

  it.each([
    'As the [report] shows, you know.', 'For fans of {{title}} like you there is more.', 'As the position (see [title]) shows, you win.', 'Als [Titel] erscheint es im Mai.', 'As {name} you know this.', 'As a well-title-d book you know.', 'Som -roll- i filmen.', 'Fill in your [job title] and your company on the form.', 'Ihr Profil: ##JOBTITLE##', 'As the {{ sender.title }} of Acme, I thank you.',
    'Read [title] as you like.', 'As the #Position# hashtag trends.', 'As the {item.title} on your list',
  ])('is silent on "%s"', async (text) => expect(await body(text)).toEqual([]));

  it('says less of an enclosed field with a fallback, and nothing of code', async () => {
    expect(await body('As the [Title|expert] of Acme, you know.')).toEqual(['fieldInSentence: [Title|expert]']);
    expect(await body('As the [title,fallback=expert] of Acme, you know.')).toEqual(['fieldInSentence: [title,fallback=expert] (info)']);
    expect(await body('As the <code>[Title]</code> of Acme, you know.')).toEqual([]);
  });

  it('names the place of the tag', async () => {
    const [problem] = await runRule(rule, await campaignOf({ html: '<p>Guten Tag,</p>\n<p>als {{ contact.jobtitle }} wissen Sie das.</p>' }));
    expect(problem?.location).toMatchObject({ part: 'html', file: 'body.html', line: 2, column: 8 });
  });
});

describe('personalization/job-title-pasted in words', () => {
  it.each([
    'Dear Senior Vice President,', 'Hallo Head of Digital,', 'Hi CEO,', 'Dear Managing Director,', 'Hallo Leiter Marketing,', 'Bonjour Directeur Commercial,', 'Hola Director de Marketing,', 'Beste Hoofd Inkoop,', 'Dear Chief Technology Officer,', 'Hello VP Sales!',
    'Buongiorno Responsabile Acquisti,', 'Sehr geehrte Leiterin Einkauf,', 'Szanowny Dyrektor Marketingu,', 'Hei Toimitusjohtaja / CEO,',
  ])('reports the greeting "%s"', async (text) => expect(await body(text)).toEqual([expect.stringMatching(/^titleAsName: /)]));

  it.each([
    'Dear Jane,', 'Sehr geehrte Frau Dr. Müller,', 'Sehr geehrter Herr Prof. Weber,', 'Dear Hiring Manager,', 'Dear customers,', 'Hallo zusammen,', 'Dear President Biden,', 'Sehr geehrter Herr Direktor,', 'Monsieur le Directeur,', 'Szanowny Panie Dyrektorze,',
    'Dear Marketing Managers,', 'Dear Business Owner,', 'Hi manager,', 'Dear Anna and team,', 'Hello Director', 'Liebe Teamleiter,', 'Dear friends of the theatre,', 'Welcome back, Anna', 'Dear Mr. Head,', 'Liebe Leserinnen und Leser,', 'Hi Dean, how are you?',
  ])('is silent on the greeting "%s"', async (text) => expect(await body(text)).toEqual([]));

  it.each([
    ['As Head of Digital & CX (DACH) | Speaker you surely know how it is.', 'Head of Digital & CX (DACH) | Speaker'],
    ['Als Head of Sales (m/w/d) wissen Sie, wie es ist.', 'Head of Sales (m/w/d)'],
    ['As Senior Vice President Global Marketing Operations, you know.', 'Senior Vice President Global Marketing Operations'],
    ['Als SENIOR PROJECT MANAGER kennen Sie das.', 'SENIOR PROJECT MANAGER'],
    ['En tant que Directeur Marketing / Digital, vous savez.', 'Directeur Marketing / Digital'],
    ['Como Director de Ventas | Coach usted sabe esto.', 'Director de Ventas | Coach'],
    ['Als Geschäftsführer / Inhaber wissen Sie das.', 'Geschäftsführer / Inhaber'],
    ['Als Inkoper/Teamleider Facilitair Noord weet u dat.', 'Inkoper/Teamleider Facilitair Noord'],
    ['As VP, Sales & Marketing at Acme, you know.', 'VP, Sales & Marketing'],
    ['As the Head of Sales, EMEA, you decide.', 'Head of Sales, EMEA'],
    ['Als Leiterin, Einkauf und Logistik, wissen Sie das.', 'Leiterin, Einkauf und Logistik'],
    ['I din roll som Inköpschef Norden | MBA möter du frågan ofta.', 'Inköpschef Norden | MBA'],
  ])('reports the raw title in "%s"', async (text, title) => expect(await body(text)).toEqual([`rawTitle: ${title}`]));

  it.each([
    'As a marketing manager, you know this.', 'Als Geschäftsführer wissen Sie das.', 'As CEO you decide.', 'Als Head of Marketing wissen Sie das.', 'As the founder and director of a small firm in Leeds, you know.', 'Jane Doe, Head of Marketing | Acme',
    'Kind regards, Jane Doe, Senior Vice President Global Marketing Operations', '10:00 Jane Doe (Head of Digital, Acme): As we see it', 'As always, the manager of the shop is there.', 'Als Leiter der Abteilung Einkauf und Logistik wissen Sie das.',
    'As you may know, our CEO/CFO has left.', 'As part of the Senior Executive Programme, you learn',
    'As our new director, Anna Öberg, told us.', 'As CEO, Anna Schmidt, you know.', 'As a manager, IT is what you need.', 'As a Director, Sales and Marketing bore you.',
  ])('is silent on "%s"', async (text) => expect(await body(text)).toEqual([]));

  it('is silent on a job advert', async () => {
    expect(await report({ html: '<p>Als Senior Sales Manager (m/w/d) | Remote haben Sie viel vor.</p><p>Jetzt bewerben</p>' })).toEqual([]);
  });

  it('sees a raw title in a greeting', async () => {
    expect(await body('Sehr geehrter Geschäftsführer / Inhaber (m/w/d),')).toEqual(['titleAsName: Sehr geehrter Geschäftsführer / Inhaber (m/w/d)']);
    expect(await body('Dear Dr. Smith / Director (EMEA),')).toEqual([]);
  });

  it('marks what rests on words as heuristic', async () => {
    const [problem] = await runRule(rule, await campaignOf({ html: '<p>Dear Managing Director,</p>' }));
    expect(problem?.heuristic).toBe(true);
  });
});

describe('personalization/job-title-pasted, the title compared with the reader, cut short, or head first', () => {
  const says = async (text: string) => (await runRule(rule, await campaignOf({ html: `<p>${text}</p>` }))).map(({ messageId }) => messageId);

  it.each(['Dear [Job Title],', 'Sie als Head of Procurement & Logistics (EMEA) kennen das.', 'Szanowny Kierowniku Działu Zakupów,'])('sees a title in brackets for a name, and behind the word for the reader: %s', async (text) => expect(await body(text)).toHaveLength(1));

  it.each(['Cher Directeur des Systèmes d’Information,', 'Being Head of Digital & CX (DACH) | Keynote Speaker, you will agree.'])('reads elided articles, and what the reader is said to be: %s', async (text) => expect(await body(text)).toHaveLength(1));

  it.each(['We know that a CHIEF MARKETING OFFICER like you has no time.', 'Ein LEITER EINKAUF wie Sie weiß das.', 'Une RESPONSABLE ACHATS comme vous le sait.', 'As Sr. Mgr, Ops &amp; Facilities (EMEA) you choose the chairs.', 'Som VD &amp; grundare | Styrelseledamot vet du mer.'])('reports "%s"', async (text) => expect(await says(text)).toEqual(['rawTitle']));

  it.each(['Estimado Director General:', 'Gentile Responsabile Vendite,', 'Cher Directeur Commercial,', 'Szanowny Dyrektor Handlowy,'])('reports the greeting "%s"', async (text) => expect(await says(text)).toEqual(['titleAsName']));

  it.each(['A carpenter like you knows beech.', 'Estimado Director Pérez:', 'Eine Tischlerin wie du weiß das.', 'A NATO like you never saw', 'Dear Partner,'])('is silent on "%s"', async (text) => expect(await says(text)).toEqual([]));
});
