import type { AnalysisQuery, AnalysisResult, JsonValue } from '../../storage/index.ts';
import { fails, holds, same } from '../assertions.ts';
import { HOSTILE_TEXTS } from '../cases/hostile-texts.ts';
import { byField, LONE, type Wrong } from '../cases/wrong-rows.ts';
import { analysisOf } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

const MOST_LEVELS = 1_000;

/** The promise: a result's data come back exactly. */
export const analysisData: Spec = {
  name: 'analysis-data',
  define(test) {
    for (const [what, data] of EXACT) {
      test(`keeps data exactly: ${what}`, async ({ analysis, repo }) => {
        const given = analysisOf(repo(), 'a', { data });
        await analysis.storeAnalysis(given);
        const loaded = await analysis.loadAnalysis(given.repoId, 'a');
        same(loaded, given);
        // The order of keys too.
        same(JSON.stringify(loaded?.data), JSON.stringify(data));
      });
    }

    test('keeps any text in every place that takes one', async ({ analysis, repo }) => {
      const repoId = repo();
      const given = [...HOSTILE_TEXTS.values()].map((text) =>
        analysisOf(repoId, text, {
          analysisType: text,
          data: [text, Object.fromEntries([[text, text]])],
          metadata: Object.fromEntries([[text, text]]),
        }),
      );
      for (const result of given) await analysis.storeAnalysis(result);
      for (const result of given) {
        same(await analysis.loadAnalysis(repoId, result.id), result);
        same(await analysis.findAnalysis(repoId, { analysisType: result.analysisType }), [result]);
      }
      same((await analysis.findAnalysis(repoId)).length, given.length);
    });

    test('keeps metadata of 500 keys, and all hostile ones at once', async ({ analysis, repo }) => {
      const many = Array.from({ length: 500 }, (_, index): [string, string] => [`key ${index}`, 'v']);
      const hostile = [...HOSTILE_TEXTS.values()].map((text): [string, string] => [text, text]);
      const given = analysisOf(repo(), 'a', { metadata: Object.fromEntries([...many, ...hostile]) });
      await analysis.storeAnalysis(given);
      same(await analysis.loadAnalysis(given.repoId, 'a'), given);
      same(await analysis.findAnalysis(given.repoId), [given]);
    });

    test('keeps -0 as JSON writes it, and leaves out what is undefined', async ({ analysis, repo }) => {
      const data = { zero: -0, list: [-0], absent: undefined } as unknown as JsonValue;
      const given = analysisOf(repo(), 'a', { data });
      await analysis.storeAnalysis(given);
      same((await analysis.loadAnalysis(given.repoId, 'a'))?.data, { zero: 0, list: [0] });
    });

    test('keeps 5 MB of data', async ({ analysis, repo }) => {
      const data = Array.from({ length: 50_000 }, (_, index) => ({
        symbol: `src/é${index}.ts#f`,
        score: index / 7,
        text: 'x'.repeat(50),
      }));
      const given = analysisOf(repo(), 'a', { data });
      await analysis.storeAnalysis(given);
      same(JSON.stringify((await analysis.loadAnalysis(given.repoId, 'a'))?.data), JSON.stringify(data));
      same(JSON.stringify((await analysis.findAnalysis(given.repoId))[0]?.data), JSON.stringify(data));
    });

    test('takes ids of 8,000 bytes and types of 1,000, and distinguishes those that differ in the last', async ({
      analysis,
      repo,
    }) => {
      const repoId = repo().padEnd(8_000, 'x');
      const [id, analysisType] = ['i'.repeat(7_999), 't'.repeat(999)];
      const given = ['a', 'b'].map((end) =>
        analysisOf(repoId, id + end, { analysisType: analysisType + end, data: end }),
      );
      try {
        for (const result of given) await analysis.storeAnalysis(result);
        same(await analysis.findAnalysis(repoId), given);
        for (const result of given) {
          same(await analysis.loadAnalysis(repoId, result.id), result);
          same(await analysis.findAnalysis(repoId, { analysisType: result.analysisType }), [result]);
        }
      } finally {
        same(await analysis.deleteAnalysesOf(repoId), 2);
      }
    });

    for (const [subject, wrongs] of byField(WRONG_RESULTS)) {
      test(`refuses, by field, a result whose ${subject} is wrong`, async ({ analysis, repo }) => {
        const repoId = repo();
        const kept = analysisOf(repoId, 'kept');
        await analysis.storeAnalysis(kept);
        for (const [what, fields, field] of wrongs) {
          const wrong = { ...analysisOf(repoId, 'wrong one'), ...fields } as AnalysisResult;
          const error = await fails(analysis.storeAnalysis(wrong), 'INVALID_GRAPH');
          holds(error.message.includes(field), `${what}: ${error.message}`);
          same(error.operation, 'storeAnalysis');
        }
        same(await analysis.findAnalysis(repoId), [kept]);
      });
    }

    test('refuses ids that no result can have', async ({ analysis, repo }) => {
      for (const id of WRONG_IDS as readonly string[]) {
        await fails(analysis.loadAnalysis(repo(), id), 'INVALID_GRAPH');
        await fails(analysis.loadAnalysis(id, 'a'), 'INVALID_GRAPH');
        await fails(analysis.findAnalysis(id), 'INVALID_GRAPH');
        await fails(analysis.deleteAnalysis(repo(), id), 'INVALID_GRAPH');
        await fails(analysis.deleteAnalysesOf(id), 'INVALID_GRAPH');
        if (id === undefined) continue;
        await fails(
          analysis.cleanupOldResults({ seconds: 0, nanoseconds: 0 }, { repoId: id }),
          'INVALID_GRAPH',
        );
      }
    });

    test('refuses, by name, options that cannot be', async ({ analysis, repo }) => {
      for (const [option, query] of WRONG_QUERIES) {
        const error = await fails(analysis.findAnalysis(repo(), query as AnalysisQuery), 'CONFIG_INVALID');
        holds(error.message.includes(option), error.message);
      }
      for (const before of WRONG_MOMENTS as readonly never[]) {
        const error = await fails(analysis.cleanupOldResults(before), 'CONFIG_INVALID');
        holds(error.message.includes('before'), error.message);
      }
      const options = { repo: 'x' } as object;
      await fails(analysis.cleanupOldResults({ seconds: 0, nanoseconds: 0 }, options), 'CONFIG_INVALID');
    });
  },
};

const EXACT: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ['null', null],
  ['true', true],
  ['false', false],
  ['zero', 0],
  ['the empty string', ''],
  ['the empty list', []],
  ['the empty object', {}],
  ['a text', 'x'],
  ['empty things within one another', [[], {}, [[]], { a: {} }, '', null]],
  ['the order of keys', { z: 1, a: 2, m: { y: 1, b: 2 }, '': 3, Z: 4 }],
  ['keys that are numbers', { 10: 'a', 9: 'b', '-1': 'c', '01': 'd' }],
  [
    'a __proto__ key',
    JSON.parse('{"__proto__":{"x":1},"a":{"__proto__":null},"constructor":{"prototype":1}}'),
  ],
  ['names of methods as keys', { toString: 1, hasOwnProperty: 2, toJSON: 'no function', valueOf: null }],
  ['U+0000', { '\0': '\0a\0' }],
  [
    'numbers of every size',
    [
      1,
      -1,
      0.1,
      1.5,
      1e21,
      -1e-7,
      Number.MAX_SAFE_INTEGER,
      Number.MAX_VALUE,
      Number.MIN_VALUE,
      2 ** 53 + 2,
      1.2345678901234567e19,
      1 / 3,
      5e-324,
      2 ** 31,
      -(2 ** 63),
    ],
  ],
  ['numbers beside texts of them', [1, '1', 1.0, '1.0', true, 'true', null, 'null']],
  ['what looks like JSON or Cypher', ['{"a":1}', '$x', "'}) DETACH DELETE n //", '\\u0000', '\\']],
  ['lists of mixed things', [1, 'a', [2, 'b'], { c: 3 }, null, false]],
  ['a thousand levels', levels(MOST_LEVELS)],
  ['a list of 20,000 numbers', Array.from({ length: 20_000 }, (_, index) => index / 3)],
  ['a text of 200,000 characters', 'é\u{1F600}"\n'.repeat(40_000)],
]);

function levels(count: number): JsonValue {
  let data: JsonValue = 0;
  for (let level = 0; level < count; level++) data = level % 2 === 0 ? [data] : { a: data };
  return data;
}

const CYCLE: unknown[] = [];
CYCLE.push({ cycle: CYCLE });

class Point {
  readonly x = 1;
}

const WRONG_IDS: readonly unknown[] = [undefined, null, 5, {}, LONE, 'x'.repeat(8_001)];
const WRONG_MOMENTS: readonly unknown[] = [
  undefined,
  null,
  5,
  'yesterday',
  new Date(Number.NaN),
  {},
  { seconds: -1, nanoseconds: 0 },
  { seconds: 1.5, nanoseconds: 0 },
  { seconds: 1 },
  { seconds: 2 ** 53, nanoseconds: 0 },
];

const WRONG_RESULTS: readonly Wrong[] = [
  ...['id', 'repoId'].flatMap((field) => wrong(field, WRONG_IDS)),
  ...wrong('analysisType', [undefined, null, 5, LONE, 'x'.repeat(1_001)]),
  ...wrong('timestamp', WRONG_MOMENTS),
  ...wrong('metadata', [
    undefined,
    null,
    [],
    'x',
    { k: 1 },
    { k: null },
    { k: LONE },
    { [LONE]: 'v' },
    { ['x'.repeat(1_001)]: '' },
  ]),
  ...wrong('data', [
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    LONE,
    { a: [0, LONE] },
    { [LONE]: 1 },
    [1, undefined],
    new Array(2),
    1n,
    () => 1,
    Symbol('x'),
    { a: () => 1 },
    new Date(Number.NaN),
    new Map(),
    [new Point()],
    Buffer.from('x'),
    CYCLE,
    levels(MOST_LEVELS + 1),
  ]),
];

const WRONG_QUERIES: readonly (readonly [string, unknown])[] = [
  ...[-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '1', null].map((limit) => ['limit', { limit }] as const),
  ...[null, 5, {}, LONE].map((analysisType) => ['analysisType', { analysisType }] as const),
  ...WRONG_MOMENTS.slice(1).map((since) => ['since', { since }] as const),
  ['type', { type: 'complexity' }],
  ['query', 5],
];

function wrong(field: string, values: readonly unknown[]): Wrong[] {
  return values.map((value, index) => [`${field}, wrong value ${index}`, { [field]: value }, field]);
}
