import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  edgeFromJson,
  edgeToJson,
  graphFromJson,
  graphToJson,
  metadataFromJson,
  metadataToJson,
  nodeFromJson,
  nodeToJson,
  validateEdgeReference,
} from '../../../src/graph/index.ts';
import { GRAPH, NODE, withProto } from './samples.ts';

const FIXTURES = new URL('../../fixtures/codeprism/', import.meta.url);
const textOf = (name: string): string => readFileSync(new URL(name, FIXTURES), 'utf8');
/** Exact only after the integers that JSON.parse would round are made small. */
const small = (text: string): string => text.replace(/\d{16,}/g, '7');

describe('what CodePrism wrote is read, and written again byte for byte', () => {
  it.each([
    ['elements/node0.json', (value: unknown) => nodeToJson(nodeFromJson(value, 0))],
    ['elements/edge0.json', (value: unknown) => edgeToJson(edgeFromJson(value, 0))],
    ['elements/metadata.json', (value: unknown) => metadataToJson(metadataFromJson(value))],
    ['elements/edge_reference.json', (value: unknown) => validateEdgeReference(value, 0)],
  ])('%s', (name, roundTrip) => {
    expect(JSON.stringify(roundTrip(JSON.parse(small(textOf(name)))))).toBe(small(textOf(name)));
  });

  it('elements/span0.json', () => {
    const span = JSON.parse(small(textOf('elements/span0.json')));
    expect(JSON.stringify(nodeToJson(nodeFromJson({ ...nodeToJson(NODE), span }, 0)).span)).toBe(
      JSON.stringify(span),
    );
  });

  it.each(['ajv-codegen', 'mini'])('the graph %s', (name) => {
    const text = small(textOf(`file/${name}.graph.json`));
    const written = graphToJson(graphFromJson(JSON.parse(text)));
    // The metadata's repository is the graph's; that of mini names another.
    expect(JSON.stringify(written, null, 2)).toBe(text.replace('"mini-meta"', '"mini"'));
  });
});

describe('integers that JSON.parse rounds', () => {
  it('are refused by node and field', () => {
    expect(() => graphFromJson(JSON.parse(textOf('file/mini.graph.json')))).toThrow(
      'nodes[0] "n1": span.start_byte is above 2^53−1',
    );
    expect(() => metadataFromJson(JSON.parse(textOf('file/mini.metadata.json')))).toThrow(
      'metadata: version is above 2^53−1',
    );
  });
});

describe('both directions', () => {
  it('give the same graph', () => {
    const graph = { ...GRAPH, nodes: [{ ...NODE, attributes: { ...withProto('x'), '': '' } }] };
    const json = JSON.parse(JSON.stringify(graphToJson(graph)));
    expect(graphFromJson(json)).toEqual(graph);
    expect(Object.keys(graphFromJson(json).nodes[0]?.attributes ?? {})).toEqual(['__proto__', '']);
  });

  it('ignore unknown fields, as CodePrism does', () => {
    expect(graphFromJson({ ...graphToJson(GRAPH), later: 1 })).toEqual(GRAPH);
  });

  it('do not take our own notation for CodePrism’s', () => {
    expect(() => graphFromJson(GRAPH)).toThrow('repo_id is missing');
  });
});
