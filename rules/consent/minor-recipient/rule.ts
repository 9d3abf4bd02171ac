import { fieldText } from '#audience/merge-field.js';
import { LAW_PROFILES, STRICTEST } from '#config/law-profiles.js';
import type { LawProfile } from '#config/law-profiles.js';
import type { Campaign } from '#campaign/campaign.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { defineAudienceRule, join, sql } from '#rule/rule.js';
import type { AudienceCase, Sql } from '#rule/rule.js';
import words from './data.json' with { type: 'json' };

type MessageId = 'belowConsentAge' | 'appealToMinor' | 'perhapsBelow' | 'adultTopic' | 'school';

const EVIDENCE = ['jurisdiction', 'age_band'];
const DROP = 'Take them out, and collect no more data on age than you need. Not legal advice.';

const ADULT_TOPIC = phrasePattern(Object.values(words.adultTopics).flat());
const BIRTH_COLUMN = /^(?:date[ _-]?of[ _-]?birth|birth[ _-]?date|birthday|dob|geburtsdatum|geburtstag|geb[ _-]?datum|date[ _-]?(?:de[ _-]?)?naissance|fecha[ _-]?(?:de[ _-]?)?nacimiento|data[ _-]?(?:di[ _-]?)?nascita|data[ _-]?(?:de[ _-]?)?nascimento|geboortedatum|födelsedatum|fødselsdato|syntymäaika|data[ _-]?urodzenia)$/i;
const BIRTH_YEAR_COLUMN = /^(?:year[ _-]?of[ _-]?birth|birth[ _-]?year|yob|geburtsjahr|jahrgang|année[ _-]?de[ _-]?naissance|año[ _-]?de[ _-]?nacimiento|anno[ _-]?di[ _-]?nascita|geboortejaar|födelseår|fødselsår)$/i;
const AGE_COLUMN = /^(?:age|alter|âge|edad|età|leeftijd|idade|ålder|alder)$/i;
const PARENT_COLUMN = /^(?:parental|parent|guardian)[ _-]?consent$/i;
/** Where no law names an age, children under thirteen are protected all the same (COPPA's age). */
const CHILD = 13;
/** The age of digital consent in the recipient's law. */
const CONSENT_AGE = sql`CASE jurisdiction ${join([...LAW_PROFILES.values()].map((profile) => sql`WHEN ${profile.id} THEN ${consentAge(profile)}`), ' ')} ELSE ${STRICTEST.digitalConsentAge ?? CHILD} END`;

export default defineAudienceRule({
  id: 'consent/minor-recipient',
  severity: 'error',
  summary: 'Minors are among the recipients',
  needs: ['recipients'],
  messages: {
    belowConsentAge: '{{count}} of {{of}} recipients are below the age at which their law lets them consent themselves, and no parental consent is on file.',
    appealToMinor: '{{count}} of {{of}} recipients of an appeal for gifts are under 18.',
    perhapsBelow: '{{count}} of {{of}} recipients are 13 to 15, and the age at which their law lets them consent themselves lies in between.',
    adultTopic: '{{count}} of {{of}} recipients are under 18, and the mail is about {{topic}}.',
    school: '{{count}} of {{of}} recipients have an address at a school, where a pupil may read it.',
  },
  suggestions: { belowConsentAge: DROP, appealToMinor: DROP, perhapsBelow: DROP, adultTopic: DROP, school: 'Check that these are teachers. Not legal advice.' },
  defaultOptions: {},
  optionsSchema: {},
  cases(campaign, _options, { mergeFields }): AudienceCase<MessageId>[] {
    const { kind, context } = campaign.manifest;
    if (kind === 'transactional') return [];
    const columns = mergeFields?.names ?? [];
    const age = ageFrom([BIRTH_COLUMN, BIRTH_YEAR_COLUMN, AGE_COLUMN].map((known) => columns.filter((name) => known.test(name)).map(textOf)));
    const unparented = parentConsent(columns.find((name) => PARENT_COLUMN.test(name)));
    const minor = sql`(${age} < 18 OR (${age} IS NULL AND age_band IN ('under13', '13_15', '16_17')))`;
    const below = sql`(${age} < ${CONSENT_AGE} OR (${age} IS NULL AND (age_band = 'under13' OR (age_band = '13_15' AND ${CONSENT_AGE} > 15))))`;
    const topic = adultTopicOf(campaign);
    return [
      { messageId: 'belowConsentAge', where: sql`${below} AND ${unparented}`, evidence: EVIDENCE },
      ...(kind === 'fundraising' ? [{ messageId: 'appealToMinor' as const, where: minor, evidence: EVIDENCE }] : []),
      ...(topic === undefined ? [] : [{ messageId: 'adultTopic' as const, where: minor, heuristic: true, evidence: EVIDENCE, data: { topic } }]),
      { messageId: 'perhapsBelow', where: sql`${age} IS NULL AND age_band = '13_15' AND ${CONSENT_AGE} > ${CHILD} AND ${unparented}`, severity: 'warning', evidence: EVIDENCE },
      ...(context === 'b2b' ? [] : [{ messageId: 'school' as const, where: sql`age_band IS DISTINCT FROM 'adult' AND ${age} IS NULL AND regexp_matches(email_domain, ${words.schoolDomains})`, severity: 'info' as const, evidence: ['jurisdiction'] }]),
    ];
  },
});

function consentAge({ digitalConsentAge, digitalConsentAgeOf = {} }: LawProfile): Sql {
  const age = sql`${digitalConsentAge ?? CHILD}`;
  const chosen = Object.entries(digitalConsentAgeOf).map(([country, years]) => sql`WHEN ${country} THEN ${years}`);
  return chosen.length === 0 ? age : sql`CASE country ${join(chosen, ' ')} ELSE ${age} END`;
}

/** Whole years on the day of the send, by a date of birth, else by the year alone (the most they can be), else by a column with the age; NULL for what is none. */
function ageFrom([births = [], years = [], ages = []]: readonly (readonly Sql[])[]): Sql {
  const day = sql`CAST(send_at AS DATE)`;
  const byYear = (cell: Sql) => sql`CASE WHEN regexp_full_match(${cell}, '(19|20)\\d\\d') THEN year(${day}) - CAST(${cell} AS BIGINT) END`;
  return sql`coalesce(${join([
    ...births.map((cell) => sql`date_sub('year', ${birthday(cell)}, ${day})`), ...[...births, ...years].map(byYear), ...ages.map((cell) => sql`TRY_CAST(${cell} AS BIGINT)`), sql`CAST(NULL AS BIGINT)`,
  ], ', ')})`;
}

function textOf(column: string): Sql {
  return sql`trim(${fieldText(column)})`;
}

/** ISO 8601, or 24.12.2011; of 03/04/2011 the day on which the person would be younger. */
function birthday(cell: Sql): Sql {
  return sql`CAST(coalesce(TRY_CAST(left(${cell}, 10) AS DATE), try_strptime(${cell}, '%d.%m.%Y'), greatest(try_strptime(${cell}, '%d/%m/%Y'), try_strptime(${cell}, '%m/%d/%Y'))) AS DATE)`;
}

function parentConsent(column: string | undefined): Sql {
  if (column === undefined) return sql`true`;
  return sql`lower(coalesce(${fieldText(column)}, '')) NOT IN ('true', 'yes', 'y', '1', 'ja', 'oui', 'sí', 'si', 'sim')`;
}

/** What the manifest or the subject says the mail is about, where that is nothing for minors. */
function adultTopicOf({ manifest: { topic, offers = [] }, subject }: Campaign): string | undefined {
  const said = plainText([topic ?? '', ...offers].join(' | ').replace(/[_-]/g, ' ') + ` | ${subject?.value ?? ''}`);
  return ADULT_TOPIC.exec(said)?.[0];
}
