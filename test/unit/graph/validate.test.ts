import { describe, expect, it } from 'vitest';
import { StorageError } from '../../../src/errors/index.ts';
import {
  graphFromJson,
  graphToJson,
  LIMITS,
  validateEdge,
  validateGraph,
  validateNode,
} from '../../../src/graph/index.ts';
import { changed, EDGE, GRAPH, NODE, withProto } from './samples.ts';

type Path = readonly (string | number)[];

const SPAN = ['startByte', 'endByte', 'startLine', 'endLine', 'startColumn', 'endColumn'];
const INTEGERS: Path[] = [
  ...SPAN.map((field) => ['nodes', 0, 'span', field]),
  ['metadata', 'version'],
  ['metadata', 'totalNodes'],
  ['metadata', 'totalEdges'],
  ['metadata', 'lastUpdated', 'seconds'],
  ['metadata', 'lastUpdated', 'nanoseconds'],
];
const IDS: Path[] = [
  ['repoId'],
  ['nodes', 0, 'id'],
  ['edges', 0, 'source'],
  ['edges', 0, 'target'],
  ['metadata', 'repoId'],
];
const KINDS: Path[] = [
  ['nodes', 0, 'kind'],
  ['edges', 0, 'kind'],
];
const TEXTS: Path[] = [
  ...IDS,
  ...KINDS,
  ['nodes', 0, 'name'],
  ['nodes', 0, 'file'],
  ['metadata', 'schemaVersion'],
];
const MAPS: Path[] = [
  ['nodes', 0, 'attributes'],
  ['edges', 0, 'attributes'],
  ['metadata', 'fileHashes'],
];
const OBJECTS: Path[] = [
  ['nodes', 0],
  ['edges', 0],
  ['nodes', 0, 'span'],
  ['metadata'],
  ['metadata', 'lastUpdated'],
];
const LISTS: Path[] = [['nodes'], ['edges']];

/** The error for a graph with one value replaced, checked to name the field. */
function refusal(path: Path, value: unknown): string {
  try {
    validateGraph(changed(GRAPH, path, value));
  } catch (error) {
    expect(error).toBeInstanceOf(StorageError);
    expect(error).toMatchObject({ code: 'INVALID_GRAPH', retryable: false });
    return error instanceof StorageError ? error.message : '';
  }
  throw new Error('It was accepted.');
}

const lastName = (path: Path): string => `${path.findLast((part) => typeof part === 'string')}`;

describe.each(INTEGERS.map((path) => [path.join('.'), path] as const))('the integer %s', (_, path) => {
  it.each([
    [undefined, 'is missing'],
    [null, 'must be an integer but is null'],
    ['1', 'must be an integer but is a string'],
    [1n, 'must be an integer but is a bigint'],
    [-1, 'is negative (-1)'],
    [1.5, 'is no integer (1.5)'],
    [Number.NaN, 'is no integer'],
    [Number.POSITIVE_INFINITY, 'is no integer'],
    [2 ** 53, 'is above 2^53−1'],
    [1e300, 'is above 2^53−1'],
  ])('is not %s', (value, said) => {
    const message = refusal(path, value);
    expect(message).toContain(lastName(path));
    expect(message).toContain(said);
  });

  it('may be 0', () => {
    expect(validateGraph(changed(GRAPH, path, 0))).toEqual(changed(GRAPH, path, 0));
  });
});

it('takes the greatest safe integer, and −0 for 0', () => {
  const greatest = changed(GRAPH, ['nodes', 0, 'span', 'endByte'], Number.MAX_SAFE_INTEGER);
  expect(validateGraph(greatest)).toEqual(greatest);
  const span = { ...NODE.span, startByte: -0 };
  expect(Object.is(validateNode({ ...NODE, span }, 0).span.startByte, 0)).toBe(true);
});

describe.each(TEXTS.map((path) => [path.join('.'), path] as const))('the text %s', (_, path) => {
  it.each([
    [undefined, 'is missing'],
    [null, 'must be a string but is null'],
    [1, 'must be a string but is the number 1'],
    [[], 'must be a string but is an array'],
    ['\ud800', 'lone surrogate'],
    ['a\udfffb', 'lone surrogate'],
  ])('is not %j', (value, said) => {
    const message = refusal(path, value);
    expect(message).toContain(lastName(path));
    expect(message).toContain(said);
  });

  it.each(['🦀', '\0', '`', '\u2028', '\uFEFF'])('may be %j', (value) => {
    expect(() => validateGraph(changed(GRAPH, path, value))).not.toThrow();
  });
});

describe('empty texts', () => {
  it.each(TEXTS.filter((path) => path.join('.') !== 'edges.0.kind'))('%s.%s.%s', (...path) => {
    expect(() =>
      validateGraph(
        changed(
          GRAPH,
          path.filter((part) => part !== undefined),
          '',
        ),
      ),
    ).not.toThrow();
  });

  it('are no edge kinds', () => {
    expect(refusal(['edges', 0, 'kind'], '')).toContain('kind is empty');
  });
});

describe('lengths count bytes of UTF-8', () => {
  const texts = (bytes: number): string[] => [
    'x'.repeat(bytes),
    `${'é'.repeat(bytes / 2 - 1)}xx`,
    `${'🦀'.repeat(bytes / 4 - 1)}xxxx`,
  ];
  const limited = [
    ...IDS.map((path) => [path, LIMITS.idBytes] as const),
    ...KINDS.map((path) => [path, LIMITS.kindBytes] as const),
  ];

  it.each(limited)('%j: %i', (path, limit) => {
    for (const text of texts(limit)) {
      expect(Buffer.byteLength(text)).toBe(limit);
      expect(() => validateGraph(changed(GRAPH, path, text))).not.toThrow();
      expect(refusal(path, `${text}x`)).toContain(
        `is ${limit + 1} bytes of UTF-8, more than the limit of ${limit}`,
      );
    }
  });

  it.each([['nodes', 0, 'attributes'] as const, ['edges', 0, 'attributes'] as const])(
    'a key of %s.%i.%s',
    (...path) => {
      const limit = LIMITS.attributeNameBytes;
      expect(() => validateGraph(changed(GRAPH, path, { ['k'.repeat(limit)]: '' }))).not.toThrow();
      expect(refusal(path, { ['k'.repeat(limit + 1)]: '' })).toContain('a key of attributes');
    },
  );

  it('do not limit names, files, values and paths', () => {
    const long = 'x'.repeat(100_000);
    const node = { ...NODE, name: long, file: long, attributes: { a: long } };
    expect(validateNode(node, 0)).toEqual(node);
    expect(() => validateGraph(changed(GRAPH, ['metadata', 'fileHashes'], { [long]: long }))).not.toThrow();
  });
});

describe.each(MAPS.map((path) => [path.join('.'), path] as const))('the map %s', (_, path) => {
  it.each([
    [undefined, 'must be an object but is nothing'],
    [null, 'must be an object but is null'],
    [[], 'must be an object but is an array'],
    ['x', 'must be an object but is a string'],
    [{ k: null }, '["k"] must be a string but is null'],
    [{ k: 1 }, '["k"] must be a string but is the number 1'],
    [{ k: {} }, '["k"] must be a string but is an object'],
    [{ k: '\ud800' }, '["k"] holds a lone surrogate'],
    [{ '\ud800': 'v' }, 'a key of'],
  ])('is not %j', (value, said) => {
    expect(refusal(path, value)).toContain(said);
  });

  it('keeps every key', () => {
    const map = { ...withProto('p'), '': '', constructor: 'c', toString: 't', '`': '\0' };
    const graph = changed(GRAPH, path, {}) as typeof GRAPH;
    const target = path
      .slice(0, -1)
      .reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], graph);
    Object.assign(target as object, { [path.at(-1) ?? '']: map });
    expect(validateGraph(graph)).toEqual(graph);
    expect(JSON.stringify(validateGraph(graph))).toContain('"__proto__":"p"');
  });
});

describe.each(OBJECTS.map((path) => [path.join('.'), path] as const))('the record %s', (_, path) => {
  it.each([[null], ['x'], [7], [[]]])('is not %j', (value) => {
    expect(refusal(path, value)).toContain('must be an object');
  });
});

describe.each(LISTS)('the list %s', (name) => {
  it.each([[undefined], [null], [{}], ['x']])('is not %j', (value) => {
    expect(refusal([name], value)).toContain(`${name} must be an array`);
  });
});

describe('an error', () => {
  it('names the row by its place and id', () => {
    expect(() => validateNode({ ...NODE, name: 1 }, 3)).toThrow('nodes[3] "n": name');
    expect(() => validateEdge({ ...EDGE, attributes: null }, 4)).toThrow(
      'edges[4] "n -CALLS-> m": attributes',
    );
    expect(() => validateEdge(null, 5)).toThrow('edges[5]: the edge');
  });

  it('shortens a long id', () => {
    const error = refusal(['nodes', 0], { ...NODE, id: 'x'.repeat(5_000), name: 1 });
    expect(error.length).toBeLessThan(400);
  });

  it('names fields as the notation at hand spells them', () => {
    const json = changed(graphToJson(GRAPH), ['nodes', 0, 'span', 'start_byte'], -1);
    expect(() => graphFromJson(json)).toThrow('span.start_byte is negative');
    expect(() => validateGraph(changed(GRAPH, ['nodes', 0, 'span', 'startByte'], -1))).toThrow(
      'span.startByte',
    );
  });
});

describe('the result', () => {
  it('shares nothing with the input and leaves unknown fields behind', () => {
    const input = { ...GRAPH, extra: 1, nodes: [{ ...NODE, extra: 1, attributes: { ...NODE.attributes } }] };
    const result = validateGraph(input);
    expect(result).toEqual(GRAPH);
    for (const node of input.nodes) node.attributes.a = 'changed';
    expect(result).toEqual(GRAPH);
  });

  it('has the graph’s repository in its metadata', () => {
    expect(validateGraph(changed(GRAPH, ['metadata', 'repoId'], 'other')).metadata.repoId).toBe('r');
  });

  it('carries whole seconds out of the nanoseconds, as Rust does', () => {
    const graph = changed(GRAPH, ['metadata', 'lastUpdated'], { seconds: 1, nanoseconds: 2_500_000_000 });
    expect(validateGraph(graph).metadata.lastUpdated).toEqual({ seconds: 3, nanoseconds: 500_000_000 });
    const beyond = { seconds: Number.MAX_SAFE_INTEGER, nanoseconds: 1_000_000_000 };
    expect(refusal(['metadata', 'lastUpdated'], beyond)).toContain('seconds is above');
  });
});
