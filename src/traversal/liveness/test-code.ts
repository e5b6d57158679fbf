import { pathMatcher } from '../../globs/glob-matcher.ts';
import { remembered } from '../../globs/remembered.ts';
import { attribute, type SerializableNode } from '../../graph/index.ts';
import type { Caveat } from '../../storage/index.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import { isDue, type Work } from '../turns.ts';
import { DOUBTFUL_KINDS } from './export-evidence.ts';

/** What tells whether a node is part of a test. */
export type TestCandidate = Pick<SerializableNode, 'file' | 'attributes'>;

/**
 * Tells whether nodes are test code: their attribute `test` says `true` or
 * `false`, else whether their file fits one of the globs.
 */
export function testCodeMatcher(testFiles: readonly string[]): (node: TestCandidate) => boolean {
  const isTestFile = remembered(pathMatcher(testFiles));
  return ({ file, attributes }) => {
    const own = attribute(attributes, 'test');
    if (own === 'true') return true;
    return own !== 'false' && isTestFile(file);
  };
}

/**
 * The caveat about test code that does not live, where nothing in tests is
 * an entry point: a test runner may begin there.
 */
export function* testCaveats(
  { nodes }: Pick<CompactGraph, 'nodes'>,
  isDeadTest: (vertex: number) => boolean,
): Work<readonly Caveat[]> {
  let count = 0;
  for (let vertex = 0; vertex < nodes.length; vertex++) {
    if (isDue(vertex)) yield vertex;
    if (DOUBTFUL_KINDS.has(nodes[vertex]?.kind ?? '') && isDeadTest(vertex)) count++;
  }
  if (count === 0) return [];
  const message =
    `No entry point lies in test code, where a test runner begins, so ${count} declarations in tests and what they use are in doubt. ` +
    'Use a preset, or add the rule tests to the entry points.';
  return [{ code: 'no-test-entries', message }];
}
