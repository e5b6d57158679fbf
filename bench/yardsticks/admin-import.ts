import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SerializableGraph } from '../../src/index.ts';
import { type Installation, runAdminTool } from '../../test/server/installation.ts';
import { writeConf } from '../../test/server/server-home.ts';
import { ordinaryRow } from './ordinary-rows.ts';

/** Lines handed to the disk at once. */
const LINES_PER_CHUNK = 1_000;

/**
 * W2: `neo4j-admin database import full` into a new server home, which is removed again. The time includes
 * writing the CSV files, starting Java and importing, but no index: the import makes none.
 * @param multiline whether a value holds a line break, which makes the import slower
 * @throws the process's error, with its output
 */
export async function importWithAdmin(
  installation: Installation,
  graph: SerializableGraph,
  multiline: boolean,
): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'codeprism-bench-import-'));
  try {
    for (const name of ['conf', 'data', 'logs']) await mkdir(join(home, name));
    await writeConf(home, { bolt: 0, http: 0 }, {});
    const nodes = join(home, 'nodes.csv');
    const edges = join(home, 'edges.csv');
    await writeLines(nodes, nodeLines(graph));
    await writeLines(edges, edgeLines(graph));
    await runAdminTool(installation, home, [
      ...['database', 'import', 'full', 'neo4j', '--overwrite-destination', '--id-type=string'],
      ...[`--multiline-fields=${multiline}`, '--skip-bad-relationships', '--bad-tolerance=-1'],
      ...[`--nodes=${nodes}`, `--relationships=${edges}`],
    ]);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

function* nodeLines({ nodes }: SerializableGraph): Generator<string> {
  const columns = columnsOf(nodes.map(ordinaryRow));
  yield csv([...columns.map(([name, type]) => (name === 'key' ? 'key:ID' : `${name}:${type}`)), ':LABEL']);
  for (const node of nodes) {
    const row = ordinaryRow(node);
    yield csv([...columns.map(([name]) => row[name] ?? ''), node.kind]);
  }
}

function* edgeLines({ edges }: SerializableGraph): Generator<string> {
  const columns = columnsOf(edges.map((edge) => edge.attributes));
  yield csv([':START_ID', ':END_ID', ':TYPE', ...columns.map(([name, type]) => `${name}:${type}`)]);
  for (const { source, target, kind, attributes } of edges) {
    yield csv([source, target, kind, ...columns.map(([name]) => attributes[name] ?? '')]);
  }
}

/** Every property that occurs, with its type in the header. */
function columnsOf(rows: readonly Record<string, string | number>[]): [name: string, type: string][] {
  const columns = new Map<string, string>();
  for (const row of rows) {
    for (const name of Object.keys(row)) columns.set(name, typeof row[name] === 'number' ? 'long' : 'string');
  }
  return [...columns];
}

function csv(values: readonly (string | number)[]): string {
  return values
    .map((value) => (typeof value === 'number' || value === '' ? value : `"${value.replaceAll('"', '""')}"`))
    .join(',');
}

/** Whether {@link importWithAdmin} must be told of line breaks. */
export function hasLineBreaks({ nodes, edges }: SerializableGraph): boolean {
  const broken = (row: Record<string, string | number>): boolean =>
    Object.values(row).some((value) => typeof value === 'string' && /[\r\n]/.test(value));
  return nodes.some((node) => broken(ordinaryRow(node))) || edges.some((edge) => broken(edge.attributes));
}

async function writeLines(file: string, lines: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(chunks(lines)), createWriteStream(file));
}

function* chunks(lines: Iterable<string>): Generator<string> {
  let chunk: string[] = [];
  for (const line of lines) {
    chunk.push(line, '\n');
    if (chunk.length < 2 * LINES_PER_CHUNK) continue;
    yield chunk.join('');
    chunk = [];
  }
  yield chunk.join('');
}
