import { describe, expect, it } from 'vitest';
import { dialectOf } from '#campaign/merge/merge-dialects.js';
import { campaignOf } from '../campaign-of.js';

const dialect = async (html: string, esp?: string) => dialectOf(esp, (await campaignOf({ html })).templateTags);

describe('the merge-tag dialect', () => {
  it('is the declared one, however its name is written', async () => {
    expect(await dialect('{{ a }}', 'Salesforce Marketing-Cloud')).toMatchObject({ label: 'Salesforce Marketing-Cloud', declared: true });
    expect(await dialect('<p>Grüße</p>', 'customer.io')).toMatchObject({ engine: 'liquid', caseSensitive: true });
  });

  it('is the one that most tags have, when none is declared or known', async () => {
    expect(await dialect('*|A|* *|B|* {{ c }}')).toMatchObject({ label: '*| |*', declared: false, defaultsElsewhere: true });
    expect((await dialect('{% if x %}{{ y }}{% endif %}', 'in-house'))?.syntaxes).toEqual(new Set(['{{ }}', '{% %}']));
  });

  it('is unknown without tags', async () => expect(await dialect('<p>Hello</p>')).toBeUndefined());
});
