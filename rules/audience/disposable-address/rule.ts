import { EMAIL_DOMAINS } from '#audience/register-domains.js';
import { HOSTS } from '#rule/option-schemas.js';
import { defineAudienceRule, isAmong, sql } from '#rule/rule.js';
import type { Sql } from '#rule/rule.js';
import known from './domains.json' with { type: 'json' };

export default defineAudienceRule({
  id: 'audience/disposable-address',
  severity: 'warning',
  summary: 'An address at a throw-away provider is among the recipients',
  needs: ['recipients'],
  columns: ['recipients.email'],
  messages: { disposable: '{{count}} of {{of}} recipients are at providers of throw-away addresses.' },
  suggestions: { disposable: 'Take them out, and check for these providers at sign-up.' },
  defaultOptions: { domains: [] as string[], allow: [] as string[] },
  optionsSchema: { domains: HOSTS, allow: HOSTS },
  cases({ manifest }, { domains, allow }) {
    if (manifest.kind === 'transactional') return [];
    const allowed = new Set(allow);
    const listed = [...known, ...domains].filter((domain) => !allowed.has(domain));
    const isListed = (domain: Sql) => isAmong(domain, sql`SELECT DISTINCT domain FROM (SELECT unnest([domain, company_domain]) AS domain FROM ${EMAIL_DOMAINS}) WHERE domain IN (SELECT unnest(${listed}))`);
    return [{ messageId: 'disposable', where: sql`(${isListed(sql`email_domain`)} OR ${isListed(sql`company_domain`)}) AND NOT list_contains(${[...allowed]}, email_domain)`, evidence: ['email_domain'] }];
  },
});
