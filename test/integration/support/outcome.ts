import { openMemoryStore } from '../../../src/backends/memory/index.ts';
import type { SerializableGraph } from '../../../src/graph/index.ts';
import type { WriteReport } from '../../../src/storage/index.ts';
import type { Write } from './writes.ts';

/** What a write must come to, as the store in memory has it. */
export interface Outcome {
  readonly report: WriteReport | undefined;
  readonly graph: SerializableGraph | undefined;
}

export async function outcomeOf(write: Write, repoId: string): Promise<Outcome> {
  await using store = await openMemoryStore();
  if (write.before !== undefined) await store.graph.storeGraph(write.before(repoId));
  const report = await write.run(store.graph, repoId);
  return { report, graph: await store.graph.loadGraph(repoId) };
}

/** A report without what differs from run to run. */
export function countsOf(report: WriteReport | undefined): unknown {
  if (report === undefined) return undefined;
  const { nodes, edges, dangling } = report;
  return { nodes, edges, dangling };
}
