import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import * as cypher from '../../src/backends/neo4j/cypher/statements.generated.ts';
import { isGraph, sameGraph } from '../../src/conformance/assertions.ts';
import { workplace } from './support/database.ts';
import { CHAIN_END, statedGraph } from './support/stated-graph.ts';

const work = workplace();

describe('a change in place whose writer died when it had announced it', () => {
  async function leftBehind(): Promise<string> {
    const repoId = work.repo();
    const store = await work.open();
    await store.graph.storeGraph(statedGraph(repoId, 'old'));
    await work.database.run(cypher.beginChange.text, { repoId, token: randomUUID() });
    return repoId;
  }

  test('is completed by the next writer, for which readers wait', async () => {
    const repoId = await leftBehind();
    const [writer, reader] = [await work.open(), await work.open()];
    const reading = reader.graph.loadGraph(repoId);
    await sleep(300);
    const next = statedGraph(repoId, 'new');
    // A writer that replaces a whole graph reads first; one that changes a part is not held up.
    await writer.graph.updateNodes(repoId, next.nodes);
    await writer.graph.updateEdges(repoId, next.edges);
    await writer.graph.updateGraphMetadata(repoId, next.metadata);
    const read = await reading;
    expect(read?.nodes.length).toBeGreaterThanOrEqual(300);
    sameGraph(await reader.graph.loadGraph(repoId), next);
  });

  test('is completed by a writer that replaces the whole graph', async () => {
    const repoId = await leftBehind();
    const store = await work.open();
    const next = statedGraph(repoId, 'new');
    await store.graph.storeGraph(next);
    sameGraph(await store.graph.loadGraph(repoId), next);
  });

  test('makes readers give up with CONFLICT in the end, not with half a graph', async () => {
    const repoId = await leftBehind();
    const store = await work.open();
    const asked = [
      store.graph.loadGraph(repoId),
      store.queries.summary(repoId),
      store.queries.callers(repoId, { id: CHAIN_END }),
    ];
    for (const answer of await Promise.allSettled(asked)) {
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'CONFLICT', retryable: true } });
    }
  });
});

describe('writers at the same time', () => {
  test.each([
    ['in place', {}],
    ['by new generations', { inPlaceRows: 0, batchRows: 100 }],
  ])('on one repository leave the graph of one of them, whole: %s', async (_title, options) => {
    const repoId = work.repo();
    const writers = [await work.open(options), await work.open(options)];
    const states = ['one', 'other'];
    for (let round = 0; round < 5; round++) {
      const graphs = states.map((state) => statedGraph(repoId, `${state} ${round}`));
      await Promise.all(writers.map((writer, index) => writer.graph.storeGraph(graphs[index] ?? never())));
      const loaded = (await writers[0]?.graph.loadGraph(repoId)) ?? never();
      expect(graphs.filter((graph) => isGraph(loaded, graph))).toHaveLength(1);
    }
  });

  test('on one repository lose none of their changes of parts', async () => {
    const repoId = work.repo();
    const stores = [await work.open(), await work.open(), await work.open()];
    const base = statedGraph(repoId, 'old');
    await stores[0]?.graph.storeGraph(base);
    const parts = stores.map((_, part) =>
      base.nodes.filter((_node, index) => index % stores.length === part),
    );
    const changed = parts.map((part) => part.map((node) => ({ ...node, name: `changed ${node.id}` })));
    await Promise.all(stores.map((store, part) => store.graph.updateNodes(repoId, changed[part] ?? never())));
    sameGraph(await stores[0]?.graph.loadGraph(repoId), { ...base, nodes: changed.flat() });
  });

  test('on many repositories do not meet', async () => {
    const store = await work.open({ inPlaceRows: 0, batchRows: 100 });
    const graphs = Array.from({ length: 8 }, (_, index) => statedGraph(work.repo(), `state ${index}`));
    await Promise.all(graphs.map((graph) => store.graph.storeGraph(graph)));
    for (const graph of graphs) sameGraph(await store.graph.loadGraph(graph.repoId), graph);
  });
});

test('a batch is claimed by one attempt, and by none once its generation is swept', async () => {
  const repoId = work.repo();
  await work.open();
  const { database } = work;
  const allocate = { name: 'codeprism', repoId };
  const generation = (await database.value(cypher.allocateGeneration.text, allocate)) as number;
  const claim = async (attempt: string, staleMilliseconds = 60_000): Promise<unknown[]> => {
    const parameters = { generation, batch: `${generation}|0`, attempt, staleMilliseconds };
    return (await database.run(cypher.claimBatch.text, parameters)).map((row) => row.claimed);
  };
  expect(await claim('first')).toEqual([true]);
  expect(await claim('second')).toEqual([false]);
  expect(await claim('first', 0)).toEqual([]);
  await database.run(cypher.markSweeping.text, { generation });
  expect(await claim('first')).toEqual([]);
});

function never(): never {
  throw new Error('This is always there.');
}
