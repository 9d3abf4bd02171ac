import { describe, expect, it } from 'vitest';
import { selectRules } from '#config/select-rules.js';
import { HOSTS, LANGUAGES, PHRASES } from '#rule/option-schemas.js';
import { defineRule, type Rule } from '#rule/rule.js';

const shortSubject = defineRule({
  id: 'content/short-subject',
  severity: 'warning',
  summary: 'The subject is short',
  needs: ['subject'],
  messages: { short: 'Short.' },
  suggestions: { short: 'Write more.' },
  defaultOptions: { minCharacters: 10, languages: [] as readonly string[], allowHosts: [] as readonly string[], allow: [] as readonly string[] },
  optionsSchema: { minCharacters: { type: 'integer', minimum: 1 }, languages: LANGUAGES, allowHosts: HOSTS, allow: PHRASES },
  *check() {},
});
const rules = [shortSubject];

describe('selectRules', () => {
  it('runs every rule at its own severity with its default options', () => {
    expect(selectRules(rules, { rules: {} })).toEqual([{ rule: shortSubject, severity: 'warning', options: shortSubject.defaultOptions }]);
  });

  it('lets a rule beat its category, and a flag beat the config', () => {
    const config = { rules: { 'content/*': 'off', 'content/short-subject': 'info' } } as const;
    expect(selectRules(rules, config)[0]?.severity).toBe('info');
    expect(selectRules(rules, config, { 'content/short-subject': 'error' })[0]?.severity).toBe('error');
    expect(selectRules(rules, { rules: {} }, { 'content/*': 'off' })).toEqual([]);
  });

  it('raises warnings, not infos, under the strict preset', () => {
    expect(selectRules(rules, { rules: {}, raiseWarnings: true })[0]?.severity).toBe('error');
  });

  it('hands the config\'s languages to rules that have such an option, unless the rule has its own', () => {
    expect(selectRules(rules, { rules: {}, languages: ['en', 'fr'] })[0]?.options).toMatchObject({ languages: ['en', 'fr'] });
    expect(selectRules(rules, { languages: ['en', 'fr'], rules: { 'content/short-subject': ['warning', { languages: ['de'] }] } })[0]?.options).toMatchObject({ languages: ['de'] });
  });

  it('hands the config\'s clients to rules that have such an option, and to no other', () => {
    const gaps = { ...shortSubject, id: 'content/gaps' as const, defaultOptions: { clients: ['gmail'] }, optionsSchema: { clients: { type: 'array' } } } as unknown as Rule;
    expect(selectRules([gaps, shortSubject], { rules: {}, clients: ['yahoo'] }).map(({ options }) => options['clients'])).toEqual([['yahoo'], undefined]);
  });

  it.each([
    [{ 'brand/short-subject': 'off' }, /Did you mean "content\/short-subject"\?/],
    [{ 'contents/*': 'off' }, /unknown rule "contents\/\*".*Did you mean "content\/\*"\?/],
    [{ content: 'off' }, /unknown rule "content".*Did you mean "content\/\*"\?/],
    [{ 'content/short-subjekt': 'off' }, /unknown rule "content\/short-subjekt".*Did you mean "content\/short-subject"\?/],
    [{ 'short-subject': 'off' }, /Did you mean "content\/short-subject"\?/],
    [{ 'short-subjekt': 'off' }, /Did you mean "content\/short-subject"\?/],
    [{ 'content/short-subject': ['warning', { minCharcters: 3 }] }, /option "minCharcters".*Did you mean "minCharacters"\?/],
    [{ 'content/short-subject': ['off', { minCharcters: 3 }] }, /option "minCharcters"/],
    [{ 'content/short-subject': ['warning', { minCharacters: 'ten' }] }, /option "minCharacters" of content\/short-subject is "ten".*must be an integer/],
    [{ 'content/short-subject': ['warning', { languages: ['German'] }] }, /option "languages\.0" of content\/short-subject is "German".*It must be a BCP 47 tag/],
    [{ 'content/short-subject': ['warning', { allowHosts: ['https://Acme.example/'] }] }, /option "allowHosts\.0" .*It must be a host in lower case/],
    [{ 'content/short-subject': ['warning', { allow: [''] }] }, /option "allow\.0" .*It must be a text that is not empty/],
  ] as const)('refuses %j with the nearest name', (settings, message) => {
    expect(() => selectRules(rules, { rules: settings })).toThrow(message);
  });
});
