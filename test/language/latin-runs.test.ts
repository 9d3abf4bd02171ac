import { describe, expect, it } from 'vitest';
import { latinRuns } from '#language/latin-runs.js';

describe('latinRuns', () => {
  it('are three words and more among other letters', () => {
    expect(latinRuns('您收到了这封邮件。 Click here to unsubscribe. 上海')).toEqual(['Click here to unsubscribe.']);
    expect(latinRuns('Фильм «Once Upon a Time in Hollywood», 映画『No Country for Old Men』')).toEqual([]);
    expect(latinRuns('В продаже Samsung Galaxy, чехлы и iPhone.')).toEqual([]);
  });

  it('begin where a word does, however long', () => {
    expect(latinRuns("様 null'null' – ölüm çığlık 様")).toEqual(["null'null' – ölüm çığlık"]);
    expect(latinRuns(`${'null'.repeat(5000)}様`)).toEqual([]);
    expect(latinRuns(`${'ünull'.repeat(500)} två ord 様`)).toEqual([`${'ünull'.repeat(500)} två ord`]);
  });

  it('are none in a text of one script', () => {
    expect(latinRuns('Köszönjük, hogy feliratkozott hírlevelünkre „10 % – ma”')).toEqual([]);
  });
});
