import graphology from 'graphology';
import gexf from 'graphology-gexf';
import graphml from 'graphology-graphml';
import type { AbstractGraph } from 'graphology-types';
import { describe, expect, test } from 'vitest';
import { writeGexf, writeGraphMl } from '../../../src/formats/index.ts';
import {
  edgeKey,
  type SerializableEdge,
  type SerializableGraph,
  type SerializableNode,
} from '../../../src/graph/index.ts';
import { type GraphSource, sourceOf } from '../../../src/storage/index.ts';
import { sampleGraph } from '../cli/sample.ts';
import { hostileGraph } from './graph-readers.ts';
import { failure, Sink } from './helpers.ts';

type Write = typeof writeGraphMl;
type Read = (text: string) => AbstractGraph;

// Their types are of another module system than ours.
const parseGexf = gexf.parse as unknown as (type: unknown, text: string) => AbstractGraph;
const parseGraphml = graphml.parse as unknown as (type: unknown, text: string) => AbstractGraph;

const FORMS: readonly [string, Write, Read][] = [
  ['GraphML', writeGraphMl, (text) => parseGraphml(graphology, text)],
  ['GEXF', writeGexf, (text) => parseGexf(graphology, text)],
];

async function written(write: Write, graph: SerializableGraph | GraphSource): Promise<string> {
  const sink = new Sink();
  await write(graph, sink);
  return sink.text;
}

/** Undoes what XML cannot hold, as ECMA-376 says. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function attributesOf(properties: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => name.startsWith('attr_'))
      .map(([name, value]) => [unescaped(name.slice('attr_'.length)), unescaped(String(value))]),
  );
}

/** The rows that another program's reader found. */
function rowsIn(graph: AbstractGraph): {
  nodes: SerializableNode[];
  edges: SerializableEdge[];
  unresolved: string[];
} {
  const nodes: SerializableNode[] = [];
  const edges: SerializableEdge[] = [];
  const unresolved: string[] = [];
  graph.forEachNode((key, properties) => {
    const id = unescaped(key);
    if (properties.unresolved === true) {
      unresolved.push(id);
      return;
    }
    const { name, kind, file, startByte, endByte, startLine, endLine, startColumn, endColumn } = properties;
    const span = { startByte, endByte, startLine, endLine, startColumn, endColumn };
    const texts = { name: unescaped(name), kind: unescaped(kind), file: unescaped(file) };
    nodes.push({ id, ...texts, span, attributes: attributesOf(properties) });
  });
  graph.forEachEdge((_, properties, source, target) => {
    const ends = { source: unescaped(source), target: unescaped(target) };
    edges.push({ ...ends, kind: unescaped(properties.kind), attributes: attributesOf(properties) });
  });
  return { nodes, edges, unresolved };
}

function byKey(edges: readonly SerializableEdge[]): Map<string, SerializableEdge> {
  return new Map(edges.map((edge) => [edgeKey(edge), edge]));
}

describe.each(FORMS)('%s, read by another program,', (_name, write, read) => {
  test.each([
    ['an ordinary graph', sampleGraph('one')],
    ['hostile texts in every place', hostileGraph()],
    ['nothing', { ...sampleGraph('none'), nodes: [], edges: [] }],
  ])('holds every node, edge, field and attribute of %s', async (_, graph) => {
    const found = rowsIn(read(await written(write, graph)));
    expect(found.nodes).toEqual(graph.nodes);
    expect(byKey(found.edges)).toEqual(byKey(graph.edges));
    const stored = new Set(graph.nodes.map(({ id }) => id));
    const missing = graph.edges.flatMap(({ source, target }) => [source, target]);
    expect(new Set(found.unresolved)).toEqual(new Set(missing.filter((id) => !stored.has(id))));
  });

  test('keeps edges between the same nodes apart', async () => {
    const { nodes, ...rest } = sampleGraph('one');
    const ends = { source: String(nodes[0]?.id), target: String(nodes[1]?.id), attributes: {} };
    const edges = ['CALLS', 'READS', 'WRITES'].map((kind) => ({ ...ends, kind }));
    const found = rowsIn(read(await written(write, { ...rest, nodes, edges })));
    expect(found.edges.map(({ kind }) => kind).sort()).toEqual(['CALLS', 'READS', 'WRITES']);
  });

  test('has the last of duplicates in memory, and refuses them where it cannot look back', async () => {
    const graph = sampleGraph('one');
    const [first] = graph.nodes as [SerializableNode];
    const twice = { ...graph, nodes: [...graph.nodes, { ...first, name: 'later' }] };
    const found = rowsIn(read(await written(write, twice)));
    expect(found.nodes.filter(({ id }) => id === first.id)).toEqual([{ ...first, name: 'later' }]);
    const error = await failure(written(write, sourceOf(twice)));
    expect(error).toMatchObject({ code: 'INVALID_GRAPH', message: expect.stringContaining(first.id) });
  });

  test('refuses a source that can be read once', async () => {
    const source = { ...sourceOf(sampleGraph('one')), readOnce: true };
    expect(await failure(written(write, source))).toMatchObject({ code: 'UNSUPPORTED' });
  });

  test('is the same from a source as from memory', async () => {
    const graph = hostileGraph();
    expect(await written(write, sourceOf(graph))).toBe(await written(write, graph));
  });
});

test("GraphML has the graph's metadata", async () => {
  const graph = parseGraphml(graphology, await written(writeGraphMl, sampleGraph('one')));
  expect(JSON.parse(graph.getAttribute('metadata'))).toMatchObject({ repo_id: 'one', total_nodes: 5 });
});

test("GEXF has the repository's id", async () => {
  const graph = parseGexf(graphology, await written(writeGexf, sampleGraph('a & b')));
  expect(graph.getAttribute('description')).toBe('a & b');
});
