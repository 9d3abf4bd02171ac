import { describe, expect, it } from 'vitest';
import { branchAnswers, REMAINING, textForAnswer } from '#campaign/merge/branches.js';

const shown = (text: string, field: string, answer: string) => textForAnswer(text, new Set([field]), answer)
  .replace(/\{%.*?%\}|\{\{.*?\}\}|\*\|.*?\|\*|%%\[.*?\]%%|<%.*?%>|\[.*?\]|<\/?#.*?>/g, '').replace(/ +/g, ' ').trim();

describe('textForAnswer', () => {
  it.each([
    ['Liquid', "{% if customer.locale == 'de' %}A{% elsif customer.locale == 'fr' %}B{% else %}C{% endif %}", 'customer.locale'],
    ['a Liquid case', "{% case person.language %}{% when 'de' %}A{% when 'fr' %}B{% else %}C{% endcase %}", 'person.language'],
    ['Mailchimp', '*|IF:LANG=de|*A*|ELSEIF:LANG=fr|*B*|ELSE:|*C*|END:IF|*', 'lang'],
    ['AMPscript', '%%[IF @lang == "DE" THEN]%%A%%[ELSEIF @lang == "FR" THEN]%%B%%[ELSE]%%C%%[ENDIF]%%', 'lang'],
    ['EJS', "<% if (r.lang == 'de') { %>A<% } else if (r.lang == 'fr') { %>B<% } else { %>C<% } %>", 'r.lang'],
    ['FreeMarker', "<#if locale == 'de'>A<#elseif locale == 'fr'>B<#else>C</#if>", 'locale'],
    ['a FreeMarker switch', "<#switch locale><#case 'de'>A<#break><#case 'fr'>B<#break><#default>C</#switch>", 'locale'],
    ['Campaign Monitor', '[if:lang=de]A[elseif:lang=fr]B[else]C[endif]', 'lang'],
  ])('follows %s', (_, text, field) => {
    expect([...branchAnswers(text).get(field) ?? []]).toEqual(expect.arrayContaining(['de', 'fr']));
    expect(['de', 'fr', 'pl', REMAINING].map((answer) => shown(text, field, answer))).toEqual(['A', 'B', 'C', 'C']);
  });

  it('takes fields that are true of a language for answers to one question', () => {
    const text = '{{#if isGerman}}A{{else if isFrench}}B{{/if}}{{#spanish}}C{{/spanish}}{{^spanish}}D{{/spanish}}';
    expect(branchAnswers(text).get('language')).toEqual(new Set(['isgerman', 'isfrench', 'spanish', REMAINING]));
    expect(['isgerman', 'isfrench', 'spanish'].map((answer) => shown(text, 'language', answer))).toEqual(['A D', 'B D', 'C']);
  });

  it('turns conditions round that exclude', () => {
    for (const text of ["{% unless lang == 'de' %}A{% else %}B{% endunless %}", "{% if lang != 'de' %}A{% else %}B{% endif %}"])
      expect([shown(text, 'lang', 'fr'), shown(text, 'lang', 'de')]).toEqual(['A', 'B']);
  });

  it('leaves other conditions and loops alone, and keeps offsets', () => {
    const text = "{% for p in products %}1{% if vip %}2{% else %}3{% endif %}{% endfor %}{% if lang == 'de' %}4\n{% endif %}5{{ name }}";
    expect(shown(text, 'lang', 'fr')).toBe('123 \n5');
    expect(textForAnswer(text, new Set(['lang']), 'fr')).toHaveLength(text.length);
  });
});
