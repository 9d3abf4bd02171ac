import type { Rule } from '#rule/rule.js';
import { CATEGORIES } from '#rule/rule.js';

/** rules/README.md: one table a category. */
export function catalogue(rules: readonly Rule[]): string {
  const sections = CATEGORIES.flatMap((category) => {
    const own = rules.filter(({ id }) => id.startsWith(`${category}/`));
    if (own.length === 0) return [];
    const rows = own.map(({ id, severity, summary, needs }) => `| [${id}](${id}/README.md) | ${severity} | ${needs.join(', ')} | ${summary} |`);
    return [`## ${category}`, '', '| rule | severity | needs | reports when |', '|---|---|---|---|', ...rows, ''];
  });
  return ['# Rules', '', `${rules.length} rules. Written by \`npm run docs\`; change a rule, not this page.`, '', ...sections].join('\n');
}
