import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parametersOf } from '../../scripts/cypher/files.ts';
import { withExpansion } from '../../src/backends/neo4j/cypher/expansion-text.ts';
import type { Statement } from '../../src/backends/neo4j/cypher/statement.ts';
import * as cypher from '../../src/backends/neo4j/cypher/statements.generated.ts';
import { openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import { analysisOf } from '../../src/conformance/fixtures.ts';
import { type LocalServer, startTestServer } from '../server/index.ts';
import { Database, loginOf, workplace } from './support/database.ts';
import { exampleGraph } from './support/example-graphs.ts';
import { type Operator, operatorOf, operatorsOf, planProblems } from './support/plan-rules.ts';
import { sampleParameters } from './support/sample-parameters.ts';

const ALL: readonly Statement<string>[] = Object.values(cypher);
const PLANNED = ALL.filter(({ name }) => !name.startsWith('schema/'));

/** Labels of which a database holds few nodes, by the statement that reads them all. */
const SCANNED: Readonly<Record<string, readonly string[]>> = {
  'read/list-repositories': ['Repository'],
  'write/list-changes': ['Repository'],
  // Nothing else has this label, and nothing has it unless somebody marked it.
  'write/unmark-dead': ['Dead'],
  // One a repository and one a replaced or staged graph: what is to be swept is found among them.
  'write/list-sweepable': ['Generation'],
  // So is the one that a script stages.
  'script/script-nodes': ['Generation'],
  'script/script-ends': ['Generation'],
  'script/script-edges': ['Generation'],
  'script/script-files': ['Generation'],
  'script/finish-script': ['Generation'],
};

const EXPANDING = [
  cypher.walkCallers,
  cypher.walkCallees,
  cypher.reachedNumbers,
  cypher.reachedFromNumbers,
  cypher.reachingNumbers,
];

const work = workplace();

beforeAll(async () => {
  const store = await work.open();
  const repoId = work.repo();
  await store.graph.storeGraph(await exampleGraph(repoId));
  for (let id = 0; id < 20; id++) await store.analysis.storeAnalysis(analysisOf(repoId, `${id}`));
});

async function planOf(statement: Statement<string>, database: Database): Promise<Operator> {
  const parameters = sampleParameters(statement, parametersOf(statement.text));
  return operatorOf(await database.explain(statement.text, parameters));
}

describe('on a database with graphs, a statement reads what it is asked for and no more', () => {
  test.each(PLANNED)('$name', async (statement) => {
    expect(planProblems(await planOf(statement, work.database), SCANNED[statement.name])).toEqual([]);
  });

  test.each(Object.keys(SCANNED))('%s still needs its exemption', async (name) => {
    const statement = PLANNED.find((planned) => planned.name === name);
    if (statement === undefined) throw new Error(`There is no statement ${name} any more.`);
    expect(planProblems(await planOf(statement, work.database))).not.toEqual([]);
  });
});

describe('an expansion visits each node once', () => {
  const expandable = ALL.filter(({ text }) => withExpansion({ name: '', text }, ['X'], 1).text !== text);

  test('in the statements that expand', () => {
    expect(expandable.map(({ name }) => name).sort()).toEqual(EXPANDING.map(({ name }) => name).sort());
  });

  const cases = EXPANDING.flatMap((statement) =>
    [2, Number.POSITIVE_INFINITY].map((depth) => ({ statement, name: statement.name, depth })),
  );
  test.each(cases)('$name to depth $depth', async ({ statement, depth }) => {
    const expanded = withExpansion<string, unknown>(
      statement,
      ['ENTRY', 'DECLARED_IN', 'CALLS', 'READS'],
      depth,
    );
    const plan = await planOf(expanded, work.database);
    expect(planProblems(plan)).toEqual([]);
    const expansions = [...operatorsOf(plan)].filter(({ name }) => name.startsWith('VarLengthExpand'));
    expect(expansions.length).toBe(expanded.text.match(/\*1\.\./g)?.length);
    for (const { name, details } of expansions) {
      expect(name).toMatch(/^VarLengthExpand\(Pruning,BFS/);
      expect(details).toContain(`[:ENTRY|DECLARED_IN|CALLS|READS*..${Math.min(depth, 2 ** 31 - 1)}]`);
    }
  });
});

describe('edges that are named by their ends', () => {
  test.each([cypher.edgesByReference, cypher.joinedEdgesByReference, cypher.deleteEdges])(
    'are looked for in one walk over the edges of their source: $name',
    async (statement) => {
      const operators = [...operatorsOf(await planOf(statement, work.database))];
      expect(operators.filter(({ name }) => name === 'Expand(All)')).toHaveLength(1);
      expect(operators.map(({ details }) => details).join()).toMatch(/UNIQUE source:CodeNode\(key\)/);
    },
  );
});

describe('on an empty database, where the planner knows no counts,', () => {
  let server: LocalServer;
  let database: Database;

  beforeAll(async () => {
    server = await startTestServer();
    database = new Database(server);
    await (await openNeo4jStore(loginOf(server))).close();
  });
  afterAll(async () => {
    await database?.close();
    await server?.stop();
  });

  test.each(PLANNED)('$name is planned no worse', async (statement) => {
    expect(planProblems(await planOf(statement, database), SCANNED[statement.name])).toEqual([]);
  });
});

describe('these rules', () => {
  test.each([
    ['MATCH (n) RETURN count(n.key)', 'reads all: AllNodesScan'],
    ["MATCH (n:CodeNode) WHERE n.kind = 'Class' RETURN n", 'reads all: NodeByLabelScan n:CodeNode'],
    ['MATCH ()-[r]->() RETURN r', 'reads all: DirectedAllRelationshipsScan'],
    ['MATCH (:Repository) MATCH (n:CodeNode) RETURN n.key', 'a product of many rows'],
  ])('refuse %s', async (text, problem) => {
    const problems = planProblems(operatorOf(await work.database.explain(text, {})), ['Repository']);
    expect(problems).toContainEqual(expect.stringContaining(problem));
  });

  test('ask for samples of new parameters', () => {
    expect(() => sampleParameters({ name: 'x', text: '' }, ['unheardOf'])).toThrow('unheardOf');
  });
});

// Which plan the planner takes depends on how full the database is, so a plan seen here proves too little.
test.each([
  ['node-page', cypher.nodePage.text],
  ['edge-page', cypher.edgePage.text],
])('%s is bound to the index, the only one that compares keys by code point', (_name, text) => {
  expect(text).toMatch(/USING INDEX SEEK \w+:CodeNode\(key\)/);
});
