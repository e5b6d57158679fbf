import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edge, graphOf } from '../../../src/conformance/fixtures.ts';
import { withMergedSites } from '../../../src/formats/index.ts';
import { edgeSites, mergeSites, type SerializableEdge } from '../../../src/graph/index.ts';
import { type GraphSource, sourceOf } from '../../../src/storage/index.ts';

const calls = (...lines: string[]) => lines.map((line) => edge('run', 'CALLS', 'log', { line }));

describe('edges that differ only in their place', () => {
  test('become one with their count and their lines in order', () => {
    expect(mergeSites(calls('14', '3', '9'))).toEqual([
      edge('run', 'CALLS', 'log', { count: '3', lines: '3,9,14' }),
    ]);
  });

  test('count each of several places on one line', () => {
    const twice = [
      edge('run', 'CALLS', 'log', { line: '3', column: '1' }),
      edge('run', 'CALLS', 'log', { line: '3', column: '9' }),
    ];
    expect(mergeSites(twice)).toEqual([edge('run', 'CALLS', 'log', { count: '2', lines: '3' })]);
  });

  test('keep what they have in common', () => {
    const awaited = ['1', '2'].map((line) => edge('a', 'CALLS', 'b', { line, how: 'await' }));
    expect(mergeSites(awaited)).toEqual([
      edge('a', 'CALLS', 'b', { how: 'await', count: '2', lines: '1,2' }),
    ]);
  });

  test('stay apart where they differ in something else, or are alone', () => {
    const edges = [
      edge('a', 'CALLS', 'b', { line: '1', how: 'await' }),
      edge('a', 'CALLS', 'b', { line: '2' }),
      edge('a', 'READS', 'b', { line: '1' }),
    ];
    expect(mergeSites(edges)).toEqual(edges);
  });

  test('keep a hundred lines and say how many more there were', () => {
    const lines = Array.from({ length: 130 }, (_, index) => String(index + 1));
    const [merged] = mergeSites(calls(...lines));
    expect(merged?.attributes.count).toBe('130');
    expect(merged?.attributes.lines?.split(',')).toHaveLength(100);
    expect(merged?.attributes.omitted_lines).toBe('30');
  });

  test('can be merged again without a change of count or lines', () => {
    const lines = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(lines, fc.nat(), (given, cut) => {
        const edges = calls(...given.map(String));
        const at = 1 + (cut % given.length);
        const inParts = mergeSites([...mergeSites(edges.slice(0, at)), ...edges.slice(at)]);
        expect(inParts.map(edgeSites)).toEqual(mergeSites(edges).map(edgeSites));
      }),
    );
  });
});

describe('a source with merged sites', () => {
  const edges = [...calls('9', '3'), edge('run', 'CALLS', 'other', { line: '1' })];

  test.each([true, false])('gives what mergeSites does (read once: %s)', async (readOnce) => {
    let passes = 0;
    const source: GraphSource = {
      ...sourceOf(graphOf('r', [])),
      readOnce,
      async *edges() {
        if (++passes > 1 && readOnce) throw new Error('read twice');
        yield* edges;
      },
    };
    const given: SerializableEdge[] = [];
    for await (const row of withMergedSites(source).edges()) given.push(row);
    expect(given).toEqual(expect.arrayContaining(mergeSites(edges)));
    expect(given).toHaveLength(2);
  });
});
