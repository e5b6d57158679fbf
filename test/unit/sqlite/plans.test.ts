import { beforeAll, describe, expect, it } from 'vitest';
import * as statements from '../../../src/backends/sqlite/queries/statements.ts';
import { edge, graphOf, node } from '../../../src/conformance/fixtures.ts';
import { newFile, open, planOf } from './helpers.ts';

/** Statements that go through a whole index or table of one repository, as they say. */
const PASSES: Readonly<Record<string, string>> = {
  ALL_NAMES: 'node_id',
  FIND_IN_ALL: 'PRIMARY KEY',
  FIND_BY_KIND: 'node_name',
  FIND_BY_GLOB: 'node_name',
  NAMES: 'node_name',
  COUNT_NODE_KINDS: 'node_name',
  COUNT_EDGE_KINDS: 'edge_target',
  COUNT_FILES: 'PRIMARY KEY',
  LAST_NUMBER: 'PRIMARY KEY',
  ORDER: 'node_id',
  // Only of ends that are not stored, of which the first will do.
  HAS_UNSTORED: 'node_not_stored',
};

const cases = Object.entries(statements).map(([name, sql]) => ({ name, sql }));
const plans = new Map<string, readonly string[]>();

beforeAll(async () => {
  const { file } = await newFile();
  const nodes = Array.from({ length: 50 }, (_, index) => node(`n${index}`));
  const edges = nodes.map(({ id }) => edge('n0', 'CALLS', id));
  await (await open(file)).graph.storeGraph(graphOf('r', nodes, edges));
  for (const { name, sql } of cases) plans.set(name, planOf(file, sql));
});

/** How a plan reads nodes, edges and their texts. */
function reads(name: string): readonly string[] {
  const tables = /^(SCAN|SEARCH) (node|edge|source|target|file|kind|repository|graph_column)\b/;
  return (plans.get(name) ?? []).filter((line) => tables.test(line));
}

describe('a statement reads what it is asked for and no more', () => {
  it.each(cases)('$name scans nothing', ({ name }) => {
    expect(reads(name).length).toBeGreaterThan(0);
    expect(reads(name).filter((line) => line.startsWith('SCAN'))).toEqual([]);
  });

  it.each(cases)('$name goes by more than the repository, or says that it does not', ({ name }) => {
    const passing = reads(name).filter((line) => /\((repository=\?|id>\? AND repository=\?)\)$/.test(line));
    const index = PASSES[name];
    if (index === undefined) expect(passing).toEqual([]);
    else expect(passing.map((line) => line.includes(index))).toEqual([true]);
  });
});
