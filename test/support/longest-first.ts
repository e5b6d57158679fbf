import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, so that none of it is left to run alone at the end. */
const LONGEST = [
  'integration/neo4j-conformance',
  'integration/neo4j-exactly-once',
  'integration/neo4j-neighbours',
  'integration/real-graphs',
  'integration/neo4j-dead-code',
  'integration/neo4j-many-writers',
  'integration/neo4j-files',
  'integration/neo4j-refusals',
  'integration/neo4j-server-killed',
  'conformance/file',
  'unit/cli/documented-commands',
];

/** Begins with the longest files; the others follow in the usual order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = LONGEST.findIndex((name) => moduleId.endsWith(`test/${name}.test.ts`));
  return rank < 0 ? LONGEST.length : rank;
}
