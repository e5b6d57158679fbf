import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileStore } from '../src/backends/file/index.ts';
import { openMemoryStore } from '../src/backends/memory/index.ts';
import { openNeo4jStore } from '../src/backends/neo4j/index.ts';
import { loadGraphFile } from '../src/formats/index.ts';
import type { SerializableGraph } from '../src/graph/index.ts';
import type { GraphStore } from '../src/storage/index.ts';
import { findOrStartServer } from '../test/server/index.ts';

/**
 * How fast a graph goes in, out and is asked, on every backend: `npm run bench [-- GRAPH_FILE]`. Times of one run on one
 * machine; read them as ratios between backends and steps.
 */

const LARGE = join(import.meta.dirname, '../../shared/graphs/large-effect.json.gz');
const SHIPPED = join(import.meta.dirname, '../examples/graphs/ajv-8.20.0.json.gz');

interface Step {
  readonly name: string;
  readonly seconds: number;
  /** Rows moved, for steps that move any. */
  readonly nodes?: number;
  readonly edges?: number;
}

async function measure(store: GraphStore, graph: SerializableGraph): Promise<Step[]> {
  const { repoId } = graph;
  const nodes = graph.nodes.length;
  const edges = graph.edges.length;
  const steps: Step[] = [];
  const timed = async (name: string, work: () => Promise<unknown>, rows = {}): Promise<void> => {
    const start = performance.now();
    await work();
    steps.push({ name, seconds: (performance.now() - start) / 1_000, ...rows });
  };
  await timed('store, first', () => store.graph.storeGraph(graph), { nodes, edges });
  await timed('store, again', () => store.graph.storeGraph(graph), { nodes, edges });
  await timed('load', () => store.graph.loadGraph(repoId), { nodes, edges });
  await timed('summary', () => store.queries.summary(repoId));
  await timed('dead code, cold', () => store.queries.deadCode(repoId));
  await timed('dead code, warm', () => store.queries.deadCode(repoId));
  await timed('delete', () => store.graph.deleteGraph(repoId), { nodes, edges });
  return steps;
}

function print(backend: string, steps: readonly Step[]): void {
  console.log(`\n${backend}`);
  console.log(
    `  ${'step'.padEnd(18)}${'seconds'.padStart(9)}${'nodes/s'.padStart(12)}${'edges/s'.padStart(12)}`,
  );
  for (const { name, seconds, nodes, edges } of steps) {
    const rate = (rows: number | undefined): string =>
      (rows === undefined ? '' : Math.round(rows / seconds).toLocaleString('en')).padStart(12);
    console.log(`  ${name.padEnd(18)}${seconds.toFixed(2).padStart(9)}${rate(nodes)}${rate(edges)}`);
  }
}

async function main(): Promise<void> {
  const file = process.argv[2] ?? (existsSync(LARGE) ? LARGE : SHIPPED);
  const loaded = await loadGraphFile(file);
  // A name of its own, so that a given server's repositories are never touched.
  const graph = { ...loaded, repoId: `bench-${process.pid}-${loaded.repoId}` };
  console.log(
    `${file}: ${graph.nodes.length.toLocaleString('en')} nodes, ${graph.edges.length.toLocaleString('en')} edges`,
  );
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);

  await using memory = await openMemoryStore();
  print('memory', await measure(memory, graph));

  const directory = await mkdtemp(join(tmpdir(), 'codeprism-bench-'));
  try {
    await using files = await openFileStore({ directory });
    print('file', await measure(files, graph));
  } finally {
    await rm(directory, { recursive: true });
  }

  await using server = await findOrStartServer({ onNotice: console.error });
  const { uri, username, password, database } = server;
  await using neo4j = await openNeo4jStore({ uri, username, password, database });
  print(`neo4j, cold server (${server.description})`, await measure(neo4j, graph));
  print('neo4j, warm server', await measure(neo4j, graph));
}

await main();
