import { beforeEach, describe, expect, it } from 'vitest';
import {
  COMPLEXITY,
  DEAD_CODE,
  latestComplexity,
  latestDeadCode,
  latestProtocolCompatibility,
  latestSimilarity,
  PROTOCOL_COMPATIBILITY,
  pairsAbove,
  pairsOfSymbol,
  SIMILARITY,
  storeComplexity,
  storeDeadCode,
  storeProtocolCompatibility,
  storeSimilarity,
} from '../../../src/analysis/index.ts';
import { openMemoryStore } from '../../../src/backends/memory/index.ts';
import { analysisOf, sampleGraph } from '../../../src/conformance/fixtures.ts';
import type { AnalysisStorage, GraphStore, JsonValue } from '../../../src/storage/index.ts';
import { failure } from '../formats/helpers.ts';

let store: GraphStore;
let analysis: AnalysisStorage;
beforeEach(async () => {
  store = await openMemoryStore();
  analysis = store.analysis;
});

describe('similarity scores', () => {
  const pairs = [
    { first: 'b', second: 'c', score: 0.5 },
    { first: 'a', second: 'b', score: 0.9 },
    { first: 'a', second: 'd', score: 1 },
  ];

  it('are loaded as they were stored, and asked for by symbol and score', async () => {
    await storeSimilarity(analysis, 'r', pairs, { metadata: { tool: 'x' } });
    const latest = await latestSimilarity(analysis, 'r');
    expect(latest).toMatchObject({ id: SIMILARITY, analysisType: SIMILARITY, metadata: { tool: 'x' } });
    const found = latest?.data.pairs ?? [];
    expect(found).toEqual(pairs);
    expect(pairsOfSymbol(found, 'b')).toEqual([pairs[1], pairs[0]]);
    expect(pairsAbove(found, 0.9)).toEqual([pairs[2], pairs[1]]);
  });

  it('are the latest by their timestamp, whenever they were stored', async () => {
    const at = (seconds: number, id?: string) => ({ id, timestamp: { seconds, nanoseconds: 0 } });
    await storeSimilarity(analysis, 'r', pairs, at(5, 'run 5'));
    await storeSimilarity(analysis, 'r', [], at(3, 'run 3'));
    expect((await latestSimilarity(analysis, 'r'))?.id).toBe('run 5');
    expect(await latestSimilarity(analysis, 'other')).toBeUndefined();
  });

  it('that are none are refused by field, before they are stored', async () => {
    const wrong = [{ first: 'a', second: 'b', score: 1.1 }];
    const error = await failure(storeSimilarity(analysis, 'r', wrong));
    expect(error).toMatchObject({
      code: 'INVALID_GRAPH',
      repoId: 'r',
      context: { field: 'data.pairs[0].score' },
    });
    expect(await analysis.findAnalysis('r')).toEqual([]);
  });
});

it('a report of dead code, with groups or without, is loaded as it was answered', async () => {
  await store.graph.storeGraph(sampleGraph('r'));
  for (const groupByRoot of [false, true]) {
    const report = await store.queries.deadCode('r', { entryPoints: { ids: ['c'] }, groupByRoot });
    expect(report.items.length).toBeGreaterThan(0);
    await storeDeadCode(analysis, 'r', report);
    expect((await latestDeadCode(analysis, 'r'))?.data).toEqual(report);
  }
});

it('metrics of complexity are kept by symbol, whatever it and they are called', async () => {
  const symbols = [
    { symbol: '__proto__', metrics: { cyclomatic: 3, 'my metric': 0.5 } },
    { symbol: '', metrics: {} },
  ];
  await storeComplexity(analysis, 'r', symbols);
  expect((await latestComplexity(analysis, 'r'))?.data.symbols).toEqual(symbols);
});

it('compatibility with protocols is kept with its problems', async () => {
  const protocols = [
    { protocol: 'MCP', version: '2025-06-18', compatible: true, problems: [] },
    {
      protocol: 'MCP',
      version: '2024-11-05',
      compatible: false,
      problems: [
        { symbol: 'a', message: 'x' },
        { symbol: null, message: 'y' },
      ],
    },
  ];
  await storeProtocolCompatibility(analysis, 'r', protocols);
  expect((await latestProtocolCompatibility(analysis, 'r'))?.data.protocols).toEqual(protocols);
});

describe('what another program has stored under one of our types', () => {
  const wrong: [
    string,
    JsonValue,
    string,
    (analysis: AnalysisStorage, repoId: string) => Promise<unknown>,
  ][] = [
    [SIMILARITY, { pairs: [{ first: 'a', second: 5, score: 1 }] }, 'data.pairs[0].second', latestSimilarity],
    [SIMILARITY, [], 'data', latestSimilarity],
    [DEAD_CODE, { items: [] }, 'data.total', latestDeadCode],
    [
      COMPLEXITY,
      { symbols: [{ symbol: 'a', metrics: { lines: 'many' } }] },
      'metrics.lines',
      latestComplexity,
    ],
    [PROTOCOL_COMPATIBILITY, { protocols: {} }, 'data.protocols', latestProtocolCompatibility],
  ];

  it.each(wrong)(
    '%s: is CORRUPT where its shape is wrong, named by id and field',
    async (type, data, field, latest) => {
      await analysis.storeAnalysis(analysisOf('r', 'theirs', { analysisType: type, data }));
      const error = await failure(latest(analysis, 'r'));
      expect(error).toMatchObject({ code: 'CORRUPT', repoId: 'r', context: { analysis: 'theirs' } });
      expect(error.message).toContain('"theirs"');
      expect(error.context.field).toContain(field);
    },
  );

  it('is kept with what it has besides', async () => {
    const data = { pairs: [{ first: 'a', second: 'b', score: 1, method: 'tokens' }], threshold: 0.8 };
    await analysis.storeAnalysis(analysisOf('r', 'theirs', { analysisType: SIMILARITY, data }));
    expect((await latestSimilarity(analysis, 'r'))?.data).toEqual(data);
  });
});
