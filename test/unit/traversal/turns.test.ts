import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMemoryStore } from '../../../src/backends/memory/index.ts';
import type { SerializableEdge, SerializableGraph, SerializableNode } from '../../../src/graph/index.ts';
import type { GraphQueries } from '../../../src/storage/index.ts';
import { atOnce, inTurns, sorted, type Work } from '../../../src/traversal/turns.ts';
import { node } from './graphs.ts';

/**
 * Four times the promised 50 ms of this process's own time, which counts its
 * collector of garbage and its other threads too. What never looks at its signal
 * takes hundreds of milliseconds to seconds on these graphs.
 */
const LONGEST_STEP = 200;
/** What the measuring loop takes there. */
const LOOP_MILLISECONDS = 12;
const ATTEMPTS = 3;
/** More steps than any graph here has. */
const FAR = { depth: 200_000, limit: 100_000 };

interface Shape {
  readonly nodes: readonly SerializableNode[];
  readonly edges: readonly SerializableEdge[];
  readonly from: string;
  readonly to: string;
  readonly deleted: string;
}

describe('long work', () => {
  it('sorts as the engine does, equal items as they stood, however many there are', () => {
    const anyItems = fc.array(fc.tuple(fc.nat({ max: 50 }), fc.nat()), { maxLength: 200 });
    fc.assert(
      fc.property(anyItems, fc.integer({ min: 1, max: 300 }), (items, times) => {
        const many = Array.from({ length: times }, () => items).flat();
        const compare = ([a]: readonly [number, number], [b]: readonly [number, number]): number => a - b;
        expect(atOnce(sorted(many, compare))).toEqual(many.toSorted(compare));
      }),
      { numRuns: 20 },
    );
  });

  it('ends at its next look once the signal has fired, which may be while it goes on', async () => {
    const controller = new AbortController();
    setImmediate(() => controller.abort());
    await expect(inTurns(forEver(), { signal: controller.signal }, 'test')).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});

describe.each([
  ['deep', deep],
  ['wide', wide],
  ['dense', dense],
])('on a %s graph', (_, shapeOf) => {
  it('every question lets an abort in while it goes on', {
    timeout: 240_000,
  }, async () => {
    const shape = shapeOf();
    const bound = LONGEST_STEP * Math.max(1, loopMilliseconds() / LOOP_MILLISECONDS);
    await using store = await openMemoryStore();
    await store.graph.storeGraph(graphOf(shape));
    const least = new Map<string, number>();
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      // Now the store is in another state, so what it knew of the graph is found out again.
      await store.graph.updateNodes('r', shape.nodes.slice(0, 1));
      for (const [question, ask] of Object.entries(questions(store.queries, shape))) {
        const step = await longestStep(ask);
        least.set(question, Math.min(step, least.get(question) ?? step));
      }
      if (Math.max(...least.values()) <= bound) break;
    }
    expect([...least].filter(([, step]) => step > bound)).toEqual([]);
  });
});

function questions(
  queries: GraphQueries,
  { from, to, deleted }: Shape,
): Record<string, () => Promise<unknown>> {
  return {
    findNodes: () => queries.findNodes('r', { glob: '*9*' }),
    callees: () => queries.callees('r', from, FAR),
    callers: () => queries.callers('r', to, { ...FAR, throughOverrides: true }),
    callGraph: () => queries.callGraph('r', [from], FAR),
    callPath: () => queries.callPath('r', from, to, { depth: FAR.depth }),
    impactOf: () => queries.impactOf('r', { nodes: [to] }, FAR),
    deadCode: () => queries.deadCode('r', { limit: 10_000, groupByRoot: true, minConfidence: 0.1 }),
    whyAlive: () => queries.whyAlive('r', to),
    ifDeleted: () => queries.ifDeleted('r', [deleted], { limit: FAR.limit }),
    cycles: () => queries.cycles('r', { limit: FAR.limit }),
    'cycles of files': () => queries.cycles('r', { by: 'file' }),
    dependencies: () => queries.dependencies('r', { limit: 1_000, edges: true }),
    hotspots: () => queries.hotspots('r', { limit: 1_000 }),
    summary: () => queries.summary('r'),
  };
}

/** The most of this process's own time between two turns in which a timer or an abort gets in. */
async function longestStep(work: () => Promise<unknown>): Promise<number> {
  let last = ownMilliseconds();
  let longest = 0;
  let isOver = false;
  const look = (): void => {
    const now = ownMilliseconds();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  await work();
  await new Promise((resolve) => setImmediate(resolve));
  isOver = true;
  return longest;
}

/** Other processes take turns as well, and none of their time is this one's fault. */
function ownMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** How long a loop takes whose steps are like those of a graph's walk: the least of some attempts. */
function loopMilliseconds(): number {
  const cells = new Uint32Array(1 << 20);
  const attempts = Array.from({ length: 5 }, () => {
    const start = ownMilliseconds();
    for (let step = 0, at = 1; step < 4_000_000; step++) {
      at = (at * 5 + 3) & (cells.length - 1);
      cells[at] = (cells[at] ?? 0) + step;
    }
    return ownMilliseconds() - start;
  });
  return Math.min(...attempts);
}

function* forEver(): Work<never> {
  for (let done = 0; ; done++) yield done;
}

function graphOf({ nodes, edges }: Shape): SerializableGraph {
  return {
    repoId: 'r',
    nodes,
    edges,
    metadata: {
      repoId: 'r',
      lastUpdated: { seconds: 0, nanoseconds: 0 },
      version: 1,
      fileHashes: {},
      totalNodes: nodes.length,
      totalEdges: edges.length,
      schemaVersion: '1.0.0',
    },
  };
}

const edge = (source: string, target: string, kind = 'CALLS'): SerializableEdge => ({
  source,
  target,
  kind,
  attributes: {},
});

/** A hierarchy of 3,000 levels, each with methods that override one another, and a chain of 100,000 calls. */
function deep(): Shape {
  const levels = 3_000;
  const calls = 100_000;
  const nodes = [node('main', { file: 'src/main.ts' })];
  const edges = [edge('main', 'C0.m0'), edge('main', `C${levels - 1}`), edge('main', 'f0')];
  for (let level = 0; level < levels; level++) {
    const [owner, file] = [`C${level}`, `src/c${level}.ts`];
    nodes.push(node(owner, { kind: 'Class', file }));
    for (let method = 0; method < 5; method++) {
      const name = `m${method}`;
      nodes.push(node(`${owner}.${name}`, { name, kind: 'Method', file, attributes: { parent: owner } }));
    }
    if (level > 0) edges.push(edge(owner, `C${level - 1}`, 'EXTENDS'));
  }
  for (let call = 0; call < calls; call++) {
    nodes.push(node(`f${call}`, { file: 'src/f.ts', bytes: [call, call + 1] }));
    if (call > 0) edges.push(edge(`f${call - 1}`, `f${call}`));
  }
  return { nodes, edges, from: 'f0', to: `f${calls - 1}`, deleted: 'C0' };
}

/** A class of 20,000 methods, a caller of 50,000 functions, and 20,000 files. */
function wide(): Shape {
  const methods = 20_000;
  const callees = 50_000;
  const nodes = [node('main', { file: 'src/main.ts' }), node('C', { kind: 'Class', file: 'src/c.ts' })];
  const edges: SerializableEdge[] = [];
  for (let method = 0; method < methods; method++) {
    const name = `m${method}`;
    nodes.push(node(`C.${name}`, { name, kind: 'Method', file: 'src/c.ts', attributes: { parent: 'C' } }));
  }
  for (let callee = 0; callee < callees; callee++) {
    const id = `g${callee}`;
    nodes.push(node(id, { file: `src/d${callee % 100}/f${callee % 20_000}.ts` }));
    edges.push(edge('main', id), edge(id, `C.m${callee % methods}`));
    edges.push(edge(id, `g${(callee * 7 + 1) % callees}`, 'REFERENCES'));
  }
  return { nodes, edges, from: 'main', to: `C.m${methods - 1}`, deleted: 'C' };
}

/** 3,000 functions of 100 edges each. */
function dense(): Shape {
  const functions = 3_000;
  const nodes = [node('main', { file: 'src/main.ts' })];
  const edges = [edge('main', 'n0')];
  for (let source = 0; source < functions; source++) {
    nodes.push(node(`n${source}`, { file: `src/d${source % 50}/f${source % 300}.ts` }));
    const targets = new Set<number>();
    for (let step = 1; step <= 100; step++) targets.add((source * 31 + step * 29) % functions);
    for (const target of targets) edges.push(edge(`n${source}`, `n${target}`));
  }
  return { nodes, edges, from: 'main', to: `n${functions - 1}`, deleted: 'n0' };
}
