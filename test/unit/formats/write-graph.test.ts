import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { writeGraphJson, writeGraphNdjson } from '../../../src/formats/index.ts';
import { graphFromJson, graphToJson } from '../../../src/graph/index.ts';
import { sourceOf } from '../../../src/storage/index.ts';
import { AWKWARD, failure, Sink } from './helpers.ts';

const FIXTURE = new URL('../../fixtures/codeprism/file/ajv-codegen.graph.json', import.meta.url);
const CODEPRISM = readFileSync(FIXTURE, 'utf8');

describe('CodePrism JSON', () => {
  it.each([
    ['awkward', AWKWARD],
    ['empty', { ...AWKWARD, nodes: [], edges: [] }],
    ['from CodePrism', graphFromJson(JSON.parse(CODEPRISM))],
  ])('is what JSON.stringify gives: %s', async (_, graph) => {
    const sink = new Sink();
    await writeGraphJson(graph, sink);
    expect(sink.text).toBe(JSON.stringify(graphToJson(graph), null, 2));
  });

  it('is byte for byte what CodePrism wrote', async () => {
    const sink = new Sink();
    await writeGraphJson(graphFromJson(JSON.parse(CODEPRISM)), sink);
    expect(sink.text).toBe(CODEPRISM);
  });

  it('comes from a source too', async () => {
    const sink = new Sink();
    await writeGraphJson(sourceOf(AWKWARD), sink);
    expect(sink.text).toBe(JSON.stringify(graphToJson(AWKWARD), null, 2));
  });
});

describe('NDJSON', () => {
  it('has a header, the rows and an end', async () => {
    const sink = new Sink();
    await writeGraphNdjson(AWKWARD, sink);
    const json = graphToJson(AWKWARD);
    expect(sink.text.endsWith('\n')).toBe(true);
    expect(
      sink.text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { codeprism: 'graph', format: 1, metadata: json.metadata },
      ...json.nodes.map((node) => ({ node })),
      ...json.edges.map((edge) => ({ edge })),
      { end: { nodes: 2, edges: 2 } },
    ]);
  });
});

describe('writing', () => {
  const big = {
    ...AWKWARD,
    edges: Array.from({ length: 30_000 }, (_, index) => ({
      source: `${index}`,
      target: '',
      kind: 'CALLS',
      attributes: {},
    })),
  };

  it('waits for a slow stream', async () => {
    const sink = new Sink();
    await writeGraphNdjson(big, sink);
    expect(sink.text.length).toBeGreaterThan(1_500_000);
    expect(sink.largestBuffer).toBeLessThan(400_000);
  });

  it('leaves the stream to its owner', async () => {
    const sink = new Sink();
    await writeGraphJson(AWKWARD, sink);
    expect(sink.writableEnded).toBe(false);
    sink.end('more');
  });

  it('tells of a stream that fails', async () => {
    const broken = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('full'), { code: 'ENOSPC' })),
    });
    const error = await failure(writeGraphJson(big, broken));
    expect(error).toMatchObject({
      code: 'UNAVAILABLE',
      retryable: true,
      message: expect.stringContaining('full'),
    });
  });

  it('stops at an aborted signal', async () => {
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const error = await failure(writeGraphJson(big, new Sink(), { signal: controller.signal, onProgress }));
    expect(error.code).toBe('ABORTED');
  });
});
