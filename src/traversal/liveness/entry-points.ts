import type { EntryRules } from '../../storage/index.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import { NO_CONTAINER } from '../graph/node-facts.ts';
import { isDue, type Work } from '../turns.ts';
import { type EntryCandidate, entryMatcher } from './entry-rules.ts';

/** Entry points as vertices, ascending. */
export interface EntryPoints {
  readonly all: readonly number[];
  /** Those that are no test code. */
  readonly outsideTests: readonly number[];
}

/** The entry points of a graph, by the rules. */
export function* findEntryPoints(
  graph: CompactGraph,
  rules: EntryRules,
  isTest: (node: EntryCandidate) => boolean,
): Work<EntryPoints> {
  const isEntry = entryMatcher(rules, isTest);
  const all: number[] = [];
  const outsideTests: number[] = [];
  for (let vertex = 0; vertex < graph.nodes.length; vertex++) {
    if (isDue(vertex)) yield vertex;
    const node = graph.nodes[vertex];
    if (node === undefined || !isEntry(node, graph.containers[vertex] !== NO_CONTAINER)) continue;
    all.push(vertex);
    if (!isTest(node)) outsideTests.push(vertex);
  }
  return { all, outsideTests };
}
