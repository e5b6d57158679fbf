import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { describe, expect, test } from 'vitest';
import { writeDot, writeNeighbourhoodDot } from '../../../src/formats/index.ts';
import type { SerializableGraph } from '../../../src/graph/index.ts';
import { sampleGraph } from '../cli/sample.ts';
import { HOSTILE_TEXTS, hostileGraph } from './graph-readers.ts';
import { Sink } from './helpers.ts';

interface Read {
  readonly name: string;
  readonly objects?: readonly Readonly<Record<string, string>>[];
  readonly edges?: readonly (Readonly<Record<string, string>> & {
    readonly tail: number;
    readonly head: number;
  })[];
}

const graphviz = await Graphviz.load();

async function read(graph: SerializableGraph): Promise<Read> {
  const sink = new Sink();
  await writeDot(graph, sink);
  return JSON.parse(graphviz.layout(sink.text, 'dot_json')) as Read;
}

/** Undoes what the file's first line says. */
function unescaped(text: string): string {
  return text.replace(/\\(\\|u([0-9a-f]{4}))/g, (_, one: string, hex: string | undefined) =>
    hex === undefined ? one : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function attributesOf(object: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(object)
      .map(([name, value]) => [unescaped(name), unescaped(String(value))] as const)
      .filter(([name]) => name.startsWith('attr_'))
      .map(([name, value]) => [name.slice('attr_'.length), value]),
  );
}

describe('Graphviz reads', () => {
  test.each([
    ['an ordinary graph', sampleGraph('one')],
    ['hostile texts in every place', hostileGraph()],
  ])('every node, edge, field and attribute of %s', async (_, graph) => {
    const { name, objects = [], edges = [] } = await read(graph);
    expect(unescaped(name)).toBe(graph.repoId);
    const ids = objects.map((object) => unescaped(String(object.name)));
    const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    const ends = graph.edges.flatMap(({ source, target }) => [source, target]);
    expect(new Set(ids)).toEqual(new Set([...nodes.keys(), ...ends]));
    for (const [index, object] of objects.entries()) {
      const node = nodes.get(ids[index] as string);
      if (node === undefined) continue;
      expect(unescaped(object.kind ?? '')).toBe(node.kind);
      expect(unescaped(object.file ?? '')).toBe(node.file);
      expect(object.endByte).toBe(String(node.span.endByte));
    }
    const found = edges.map(({ tail, head, ...edge }) => ({
      source: ids[tail],
      target: ids[head],
      kind: unescaped(edge.kind ?? ''),
    }));
    expect(found).toHaveLength(graph.edges.length);
    expect(found).toEqual(
      expect.arrayContaining(graph.edges.map(({ source, target, kind }) => ({ source, target, kind }))),
    );
  });

  test("a node's attributes, whatever they are called", async () => {
    const [node] = hostileGraph().nodes;
    if (node === undefined) throw new Error('There is no node.');
    const attributes = Object.fromEntries(HOSTILE_TEXTS.map((name) => [name, `value of ${name}`]));
    const { objects = [] } = await read({ ...hostileGraph(), nodes: [{ ...node, attributes }], edges: [] });
    expect(attributesOf(objects[0] ?? {})).toEqual(attributes);
    expect(Object.keys(attributes)).toHaveLength(HOSTILE_TEXTS.length);
  });

  test('names as they are, when it draws them', async () => {
    const [first] = sampleGraph('one').nodes;
    if (first === undefined) throw new Error('There is no node.');
    const names = ['a&lt;b', '<b>&', '\\N \\n "x"', 'two\nlines', 'nul\u0000', '<html>'];
    const nodes = names.map((name) => ({ ...first, id: name, name }));
    const sink = new Sink();
    await writeDot({ ...sampleGraph('one'), nodes, edges: [] }, sink);
    const svg = graphviz.layout(sink.text, 'svg');
    const drawn = Array.from(svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g), ([, text]) =>
      String(text)
        .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&')
        .replaceAll('\u00a0', ' '),
    );
    expect(drawn).toEqual(['a&lt;b', '<b>&', '\\N \\n "x"', 'two', 'lines', 'nul␀', '<html>']);
  });

  test('a part of a graph', async () => {
    const { nodes, edges } = sampleGraph('one');
    const sink = new Sink();
    await writeNeighbourhoodDot({ repoId: 'one', roots: [], nodes, edges: edges.slice(0, 3) }, sink);
    const { objects, edges: found } = JSON.parse(graphviz.layout(sink.text, 'dot_json')) as Read;
    expect(objects).toHaveLength(5);
    expect(found).toHaveLength(3);
  });
});
