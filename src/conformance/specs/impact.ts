import type { ImpactReport } from '../../storage/index.ts';
import { fails, same } from '../assertions.ts';
import { CLASSES } from '../cases/overrides.ts';
import { arrowGraph, edge, graphOf, node } from '../fixtures.ts';
import { summaryOf } from '../oracle.ts';
import type { Spec, Trial } from '../trial.ts';

/** What `changed` in two files is felt by: a chain of three, one of them a test. */
async function storeChain({ graph, repo }: Trial): Promise<string> {
  const repoId = repo();
  const nodes = [
    node('changed', { file: 'src/a.ts' }),
    node('too', { file: 'src/a.ts' }),
    node('near', { file: 'src/b.ts' }),
    node('far', { file: 'src/c.ts' }),
    node('check', { file: 'test/b.test.ts' }),
    node('apart', { file: 'src/d.ts' }),
  ];
  await graph.storeGraph(
    graphOf(repoId, nodes, [
      edge('near', 'CALLS', 'changed'),
      edge('far', 'READS', 'near'),
      edge('check', 'CALLS', 'near'),
      edge('changed', 'CALLS', 'apart'),
      edge('changed', 'CALLS', 'too'),
      edge('ghost', 'CALLS', 'far'),
    ]),
  );
  return repoId;
}

/** The promise: who may feel a change. */
export const impact: Spec = {
  name: 'impact',
  define(test) {
    test('reaches everyone who refers to a node, by any kind of edge, at any distance', async (trial) => {
      const report = await trial.queries.impactOf(await storeChain(trial), { nodes: ['changed'] });
      same(found(report), 'near@1 check@2 far@2');
      same(report.byDistance, [
        { distance: 1, nodes: 1 },
        { distance: 2, nodes: 2 },
      ]);
      same(
        report.caveats.map(({ code }) => code),
        ['dangling-ends'],
      );
    });

    test('names the files and the tests among them', async (trial) => {
      const repoId = await storeChain(trial);
      const { files, tests } = await trial.queries.impactOf(repoId, { nodes: ['changed'] });
      same(files.items, [
        { file: 'src/b.ts', nodes: 1, distance: 1, isTest: false },
        { file: 'src/c.ts', nodes: 1, distance: 2, isTest: false },
        { file: 'test/b.test.ts', nodes: 1, distance: 2, isTest: true },
      ]);
      same(
        tests.items.map(({ id }) => id),
        ['check'],
      );
      const other = await trial.queries.impactOf(repoId, { nodes: ['changed'] }, { testFiles: ['src/c.*'] });
      same(
        other.tests.items.map(({ id }) => id),
        ['far'],
      );
    });

    test('of a file is that of all in it, and leaves out what changes', async (trial) => {
      const repoId = await storeChain(trial);
      const report = await trial.queries.impactOf(repoId, { files: ['src/a.ts', 'src/b.ts'] });
      same(found(report), 'check@1 far@1');
    });

    test('of nodes and files is that of both', async (trial) => {
      const repoId = await storeChain(trial);
      const report = await trial.queries.impactOf(repoId, { nodes: ['apart'], files: ['src/c.ts'] });
      same(found(report), 'changed@1 near@2 check@3');
    });

    test('stays within the depth and the edge kinds asked for', async (trial) => {
      const repoId = await storeChain(trial);
      const ask = (options: object) => trial.queries.impactOf(repoId, { nodes: ['changed'] }, options);
      same(found(await ask({ depth: 1 })), 'near@1');
      same(found(await ask({ edgeKinds: ['CALLS'] })), 'near@1 check@2');
    });

    test('goes through overrides on request', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(arrowGraph(repoId, 'B-EXTENDS>A f>A.run', CLASSES));
      same(found(await queries.impactOf(repoId, { nodes: ['B.run'] })), '');
      same(found(await queries.impactOf(repoId, { nodes: ['B.run'] }, { throughOverrides: true })), 'f@1');
    });

    test('leaves out what changes, also on a cycle', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(arrowGraph(repoId, 'a>b b>c c>a'));
      same(found(await queries.impactOf(repoId, { nodes: ['a', 'b'] })), 'c@1');
    });

    test('cuts every list at the limit, never the totals', async (trial) => {
      const repoId = await storeChain(trial);
      const report = await trial.queries.impactOf(repoId, { nodes: ['changed'] }, { limit: 1 });
      same([found(report), report.total, report.truncated], ['near@1', 3, true]);
      same([report.files.items.length, report.files.total, report.files.truncated], [1, 3, true]);
      same(report.byDistance.length, 2);
      same(report.tests.total, 1);
    });

    test('answers with all of a node but its attributes', async ({ graph, queries, repo }) => {
      const repoId = repo();
      const a = node('a', { name: 'A', span: { endLine: 3 }, attributes: { x: '' } });
      await graph.storeGraph(graphOf(repoId, [a, node('b')], [edge('a', 'CALLS', 'b')]));
      const { items } = await queries.impactOf(repoId, { nodes: [{ name: 'b' }] });
      same(items, [{ ...summaryOf(a), distance: 1 }]);
    });

    test('is NOT_FOUND for an unknown node or file, with near names', async (trial) => {
      const repoId = await storeChain(trial);
      await fails(trial.queries.impactOf(repoId, { nodes: ['none'] }), 'NOT_FOUND');
      const error = await fails(trial.queries.impactOf(repoId, { files: ['src/aa.ts'] }), 'NOT_FOUND');
      same((error.context.near as readonly string[]).includes('src/a.ts'), true);
    });
  },
};

function found({ items }: ImpactReport): string {
  return items.map(({ id, distance }) => `${id}@${distance}`).join(' ');
}
