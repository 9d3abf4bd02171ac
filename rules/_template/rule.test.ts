import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../test/campaign/campaign-of.js';
import { runRule } from '../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (subject: string, options = {}) => (await runRule(rule, await campaignOf({ html: '<p>Hello</p>', subject }), options)).length;

describe('content/exclamation-marks', () => {
  it('reports a subject with several marks, full-width ones too', async () => {
    expect(await found('Sale!! Today only!')).toBe(1);
    expect(await found('本日限り！！')).toBe(1);
  });

  it('is silent on one mark', async () => {
    expect(await found('Thank you!')).toBe(0);
  });

  it('takes the limit from its option', async () => {
    expect(await found('Thank you!', { maxMarks: 0 })).toBe(1);
  });
});
