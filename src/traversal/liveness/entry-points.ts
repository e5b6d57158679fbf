import { pathMatcher } from '../../globs/glob-matcher.ts';
import { remembered } from '../../globs/remembered.ts';
import type { EntryRules } from '../../storage/index.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import { NO_CONTAINER } from '../graph/node-facts.ts';
import { entryMatcher } from './entry-rules.ts';

/** Entry points as vertices, ascending. */
export interface EntryPoints {
  readonly all: readonly number[];
  /** Those in files that no test glob matches. */
  readonly outsideTests: readonly number[];
}

/** The entry points of a graph, by the rules. */
export function findEntryPoints(
  graph: CompactGraph,
  rules: EntryRules,
  testFiles: readonly string[],
): EntryPoints {
  const isEntry = entryMatcher(rules);
  const isTestFile = remembered(pathMatcher(testFiles));
  const all: number[] = [];
  const outsideTests: number[] = [];
  for (let vertex = 0; vertex < graph.nodes.length; vertex++) {
    const node = graph.nodes[vertex];
    if (node === undefined || !isEntry(node, graph.containers[vertex] !== NO_CONTAINER)) continue;
    all.push(vertex);
    if (!isTestFile(node.file)) outsideTests.push(vertex);
  }
  return { all, outsideTests };
}
