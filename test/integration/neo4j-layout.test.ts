import { describe, expect, test } from 'vitest';
import { edge, graphOf, node } from '../../src/conformance/fixtures.ts';
import { workplace } from './support/database.ts';

const work = workplace();
const OF_GENERATION = 'n.key STARTS WITH $prefix';

/** What only the keys of the generation that a repository is read from begin with. */
async function prefixOf(repoId: string): Promise<string> {
  return `${await work.generation(repoId)}|`;
}

describe('in the database, for whoever writes Cypher,', () => {
  test('a node has its kind as a label, its span as integers, its attributes as texts', async () => {
    const repoId = work.repo();
    const store = await work.open();
    const span = { startByte: 2 ** 53 - 1, startLine: 3 };
    const method = node('m', { name: 'go', kind: 'Method', file: 'a.ts', span, attributes: { line: '7' } });
    await store.graph.storeGraph(graphOf(repoId, [method]));
    const generation = await work.generation(repoId);
    const [row] = await work.database.run(
      `MATCH (n:CodeNode {key: $key})
       RETURN labels(n) AS labels, properties(n) AS properties,
         [name IN keys(n) WHERE valueType(n[name]) = 'INTEGER NOT NULL' | name] AS integers,
         [name IN keys(n) WHERE valueType(n[name]) = 'STRING NOT NULL' | name] AS texts`,
      { key: `${generation}|m` },
    );
    const integers = ['startByte', 'endByte', 'startLine', 'endLine', 'startColumn', 'endColumn'];
    expect(sorted(row?.labels)).toEqual(['CodeNode', 'Method']);
    expect(row?.properties).toMatchObject({
      id: 'm',
      name: 'go',
      kind: 'Method',
      file: 'a.ts',
      attr_line: '7',
    });
    expect(row?.properties).toMatchObject({ ...method.span, generation });
    expect(sorted(row?.integers)).toEqual([...integers, 'generation'].sort());
    expect(row?.texts).toEqual(expect.arrayContaining(['key', 'id', 'name', 'kind', 'file', 'attr_line']));
  });

  test('an edge has its kind as its type, and as a property only where the type cannot be the kind', async () => {
    const repoId = work.repo();
    const store = await work.open();
    const edges = [
      edge('a', 'CALLS', 'b', { line: '1' }),
      edge('a', 'calls', 'b'),
      edge('a', 'is a kind of', 'b'),
      edge('a', 'DECLARED_IN', 'b'),
      edge('a', '`]->() DETACH DELETE n //', 'b'),
    ];
    await store.graph.storeGraph(graphOf(repoId, [node('a'), node('b')], edges));
    const rows = await work.database.run(
      `MATCH (n:CodeNode {id: 'a'})-[r]->({id: 'b'}) WHERE ${OF_GENERATION}
       RETURN type(r) AS type, r.kind AS kind, properties(r) AS properties`,
      { prefix: await prefixOf(repoId) },
    );
    expect(rows).toHaveLength(edges.length);
    expect(rows).toContainEqual({ type: 'CALLS', kind: null, properties: { attr_line: '1' } });
    expect(rows).toContainEqual({ type: 'calls', kind: null, properties: {} });
    const others = rows.filter(({ kind }) => kind !== null);
    expect(others.map(({ kind }) => kind).sort()).toEqual(
      edges
        .slice(2)
        .map(({ kind }) => kind)
        .sort(),
    );
    for (const { type } of others) expect(type).toMatch(/^X_\w+$/);
  });

  test('an end that is not stored is Unresolved, has no other label, and is no node to anyone', async () => {
    const repoId = work.repo();
    const store = await work.open();
    const waiting = node('a', { attributes: { parent: 'absent parent' } });
    await store.graph.storeGraph(graphOf(repoId, [waiting], [edge('a', 'CALLS', 'far')]));
    const prefix = await prefixOf(repoId);
    const rows = await work.database.run(
      `MATCH (n:Unresolved) WHERE ${OF_GENERATION}
       RETURN n.id AS id, labels(n) AS labels, keys(n) AS keys ORDER BY id`,
      { prefix },
    );
    expect(rows.map(({ id }) => id)).toEqual(['absent parent', 'far']);
    for (const { labels, keys } of rows) {
      expect(sorted(labels)).toEqual(['CodeNode', 'Unresolved']);
      expect(sorted(keys)).toEqual(['generation', 'id', 'key']);
    }
    expect(await store.queries.summary(repoId)).toMatchObject({ totalNodes: 1, danglingEdges: 1, files: 1 });
    expect(await store.queries.findNodes(repoId, {})).toMatchObject({ total: 1 });
    expect(await store.graph.getGraphMetadata(repoId)).toMatchObject({ totalNodes: 1, totalEdges: 1 });
  });

  test('an unstored end becomes its node when that arrives, and is one again when the node goes', async () => {
    const repoId = work.repo();
    const store = await work.open();
    await store.graph.storeGraph(graphOf(repoId, [node('a')], [edge('a', 'CALLS', 'b')]));
    const prefix = await prefixOf(repoId);
    const ends = (): Promise<unknown> =>
      work.database.value(
        `MATCH (n:CodeNode {id: 'a'})-[:CALLS]->(b) WHERE ${OF_GENERATION} RETURN collect(labels(b))`,
        { prefix },
      );
    expect(await ends()).toEqual([['CodeNode', 'Unresolved']]);
    await store.graph.updateNodes(repoId, [node('b', { kind: 'Class' })]);
    expect(await ends()).toEqual([expect.arrayContaining(['CodeNode', 'Class'])]);
    await store.graph.replaceFiles(repoId, {
      files: ['src/a.ts'],
      nodes: [node('a')],
      edges: [edge('a', 'CALLS', 'b')],
    });
    expect(await ends()).toEqual([['CodeNode', 'Unresolved']]);
    await store.graph.deleteEdges(repoId, [edge('a', 'CALLS', 'b')]);
    const left = `MATCH (n:CodeNode) WHERE ${OF_GENERATION} RETURN collect(n.id)`;
    expect(await work.database.value(left, { prefix })).toEqual(['a']);
  });

  test('a repository tells its metadata and where its rows are', async () => {
    const repoId = work.repo();
    const store = await work.open();
    const metadata = { version: 7, fileHashes: { 'a.ts': 'hash' } };
    await store.graph.storeGraph(graphOf(repoId, [node('a')], [], metadata));
    const [row] = await work.database.run(
      `MATCH (r:Repository {repoId: $repoId})
       MATCH (f:SourceFile {repoId: $repoId, generation: r.generation})
       WHERE f.hash IS NOT NULL
       MATCH (n:CodeNode {generation: r.generation})
       RETURN r.totalNodes AS nodes, r.version AS version, valueType(r.lastUpdated) AS updated,
         f.path AS path, f.hash AS hash, n.id AS id`,
      { repoId },
    );
    expect(row).toMatchObject({ nodes: 1, version: 7, path: 'a.ts', hash: 'hash', id: 'a' });
    expect(row?.updated).toBe('ZONED DATETIME NOT NULL');
  });
});

test('the constraints and indexes that all of this rests on are there and ready', async () => {
  await work.open();
  const constraints = await work.database.run(
    `SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties WHERE type = 'UNIQUENESS'
     RETURN labelsOrTypes[0] + '.' + properties[0] AS shown`,
  );
  expect(constraints.map(({ shown }) => shown)).toEqual(
    expect.arrayContaining([
      'AnalysisResult.key',
      'Batch.key',
      'CodeNode.key',
      'CodePrismStore.name',
      'Generation.generation',
      'Repository.repoId',
      'SourceFile.key',
    ]),
  );
  const indexes = await work.database.run(
    `SHOW INDEXES YIELD state, labelsOrTypes, properties WHERE size(labelsOrTypes) = 1
     RETURN labelsOrTypes[0] AS label, properties, state`,
  );
  expect(indexes).toEqual(
    expect.arrayContaining([
      { label: 'AnalysisResult', properties: ['seconds'], state: 'ONLINE' },
      { label: 'CodeNode', properties: ['generation', 'fileKey'], state: 'ONLINE' },
      { label: 'CodeNode', properties: ['generation', 'nameKey'], state: 'ONLINE' },
      { label: 'Unresolved', properties: ['generation'], state: 'ONLINE' },
    ]),
  );
});

function sorted(texts: unknown): string[] {
  return [...(texts as string[])].sort();
}
