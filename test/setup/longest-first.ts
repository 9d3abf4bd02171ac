import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take longest, by the processor time of a whole run: they begin first, so that no worker waits for one that another began at the end. A
 * checkout that was never tested knows no durations, and would begin with the largest files.
 */
export const LONGEST = [
  'test/conventions.test.ts', 'test/server/serve.test.ts', 'test/package.test.ts', 'test/docs/integrations.test.ts', 'test/cli/lint.test.ts', 'test/server/page.test.ts',
  'test/importers/import-exports.test.ts', 'test/schedule/plan-model.test.ts', 'test/schedule/plan-donors.test.ts', 'test/docs/donor-story.test.ts', 'test/image-text/read-image-texts.test.ts',
  'test/schedule/plan-goal.test.ts', 'test/audience/identity.test.ts', 'test/schedule/plan.test.ts',
];

/** The longest files in that order, then the others as Vitest has them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = LONGEST.findIndex((file) => moduleId.endsWith(`/${file}`));
      return place === -1 ? LONGEST.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
