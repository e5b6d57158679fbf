import { gunzipSync } from 'node:zlib';
import { openMemoryStore } from '../../../src/backends/memory/index.ts';
import type { SerializableGraph } from '../../../src/graph/index.ts';
import { unpackColumns } from '../../../src/report/data/columns.ts';
import type { ColumnName, ReportHeader } from '../../../src/report/data/report-data.ts';
import { reportPage } from '../../../src/report/index.ts';
import { Graph } from '../../../src/report/page/graph.ts';

/** A graph's page as text. */
export async function pageOf(graph: SerializableGraph): Promise<string> {
  await using store = await openMemoryStore();
  await store.graph.storeGraph(graph);
  return (await reportPage(store, graph.repoId, { version: '0.0.0' })).html;
}

/** The graph that a page carries, as its script sees it. */
export function graphIn(page: string): Graph {
  const [, base64 = ''] = /<script type="application\/octet-stream" id="data">([^<]*)</.exec(page) ?? [];
  const bytes = new Uint8Array(gunzipSync(Buffer.from(base64, 'base64')));
  return new Graph(unpackColumns<ReportHeader, ColumnName>(bytes.slice()));
}

/** The number of the first node of a name. */
export function numberOf(graph: Graph, name: string): number {
  for (let node = 0; node < graph.size; node++) if (graph.name(node) === name) return node;
  throw new Error(`The page has no ${name}.`);
}
