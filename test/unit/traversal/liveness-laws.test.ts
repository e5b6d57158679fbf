import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SerializableEdge, SerializableNode } from '../../../src/graph/index.ts';
import { dead, edges, graphOf, node } from './graphs.ts';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const anyArrow = fc
  .tuple(
    fc.constantFrom(...IDS, 'ghost'),
    fc.constantFrom('CALLS', 'READS'),
    fc.constantFrom(...IDS, 'ghost'),
  )
  .map(([source, kind, target]) => `${source} -${kind}-> ${target}`);
const anyProgram = fc.record({
  arrows: fc.uniqueArray(anyArrow, { maxLength: 12 }),
  parents: fc.dictionary(fc.constantFrom(...IDS), fc.constantFrom(...IDS), { maxKeys: 4 }),
  entries: fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 1, maxLength: 3 }),
});

describe('in any program', () => {
  it('the alive are the least set that the rules close', async () => {
    await fc.assert(
      fc.asyncProperty(anyProgram, async ({ arrows, parents, entries }) => {
        expect(await aliveIds(arrows, parents, entries)).toEqual(naiveAlive(arrows, parents, entries));
      }),
    );
  });

  it('one more edge or one more entry point never kills', async () => {
    await fc.assert(
      fc.asyncProperty(anyProgram, anyArrow, fc.constantFrom(...IDS), async (program, arrow, entry) => {
        const { arrows, parents, entries } = program;
        const before = await aliveIds(arrows, parents, entries);
        const withEdge = await aliveIds([...new Set([...arrows, arrow])], parents, entries);
        const withEntry = await aliveIds(arrows, parents, [...entries, entry]);
        expect(withEdge).toEqual(expect.arrayContaining(before));
        expect(withEntry).toEqual(expect.arrayContaining(before));
      }),
    );
  });

  it('every judged node has one verdict, and the total is that of the listed ones', async () => {
    await fc.assert(
      fc.asyncProperty(anyProgram, async ({ arrows, parents, entries }) => {
        const graph = graphOf(declared(parents), rows(arrows));
        const report = await dead(graph, {
          entryPoints: { ids: entries },
          verdicts: ['dead', 'unknown'],
          limit: 2,
        });
        const { verdicts } = report;
        expect(verdicts.alive + verdicts['test-only'] + verdicts.dead + verdicts.unknown).toBe(IDS.length);
        expect(report.total).toBe(verdicts.dead + verdicts.unknown);
        expect(report.truncated).toBe(report.total > 2);
      }),
    );
  });
});

/** A language with an entry point and an edge of its own, so that no verdict is unknown. */
const ANCHOR = node('anchor');

async function aliveIds(
  arrows: readonly string[],
  parents: Readonly<Record<string, string>>,
  entries: readonly string[],
): Promise<string[]> {
  const graph = graphOf([...declared(parents), ANCHOR], [...rows(arrows), ...edges('anchor -> anchor')]);
  const report = await dead(graph, { entryPoints: { ids: [...entries, 'anchor'] } });
  const gone = new Set(report.items.map((item) => item.id));
  return IDS.filter((id) => !gone.has(id));
}

function declared(parents: Readonly<Record<string, string>>): SerializableNode[] {
  return IDS.map((id) => {
    const parent = parents[id];
    return node(id, parent === undefined ? {} : { attributes: { parent } });
  });
}

function rows(arrows: readonly string[]): SerializableEdge[] {
  return edges(...arrows);
}

function naiveAlive(
  arrows: readonly string[],
  parents: Readonly<Record<string, string>>,
  entries: readonly string[],
): string[] {
  const steps = [
    ...edges(...arrows).map(({ source, target }) => [source, target] as const),
    ...Object.entries(parents),
  ];
  const alive = new Set(entries);
  for (let before = -1; before !== alive.size; ) {
    before = alive.size;
    for (const [from, to] of steps) if (alive.has(from)) alive.add(to);
  }
  return IDS.filter((id) => alive.has(id));
}
