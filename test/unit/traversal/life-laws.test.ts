import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SerializableEdge, SerializableNode } from '../../../src/graph/index.ts';
import type { DeadCodeOptions, Verdict } from '../../../src/storage/index.ts';
import type { CompactGraph } from '../../../src/traversal/graph/compact-graph.ts';
import { dead, deleted, edges, graphOf, node, why } from './graphs.ts';

const CLASSES = ['A', 'B', 'C'];
const IDS = [
  ...CLASSES,
  ...CLASSES.flatMap((owner) => [`${owner}.f`, `${owner}.g`, `${owner}.new`]),
  'x',
  'y',
  'z',
];
const KINDS = ['CALLS', 'READS', 'EXTENDS', 'IMPLEMENTS'];
const ENDS = [...IDS, 'ghost', 'test'];
const anyArrow = fc
  .tuple(fc.constantFrom(...ENDS), fc.constantFrom(...KINDS), fc.constantFrom(...ENDS))
  .map(([source, kind, target]) => `${source} -${kind}-> ${target}`);
const anyInheritance = fc
  .tuple(fc.constantFrom(...CLASSES), fc.constantFrom(...CLASSES))
  .map(([source, target]) => `${source} -EXTENDS-> ${target}`);
const anyProgram = fc.record({
  arrows: fc
    .tuple(fc.uniqueArray(anyArrow, { maxLength: 16 }), fc.uniqueArray(anyInheritance, { maxLength: 3 }))
    .map(([some, inheritance]) => [...new Set([...some, ...inheritance])]),
  entries: fc.uniqueArray(fc.constantFrom(...IDS, 'test'), { minLength: 1, maxLength: 3 }),
});
type Program = { readonly arrows: readonly string[]; readonly entries: readonly string[] };

describe('in any program with classes', () => {
  it('deleting what is dead changes no other verdict', async () => {
    await fc.assert(
      fc.asyncProperty(anyProgram, async (program) => {
        const before = await verdicts(program);
        const gone = IDS.filter((id) => before.get(id) === 'dead');
        const after = await verdicts(program, gone);
        for (const [id, verdict] of after) expect([id, verdict]).toEqual([id, before.get(id)]);
      }),
    );
  });

  it('one more edge or one more entry point never kills', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyProgram,
        anyArrow,
        fc.constantFrom(...IDS),
        async ({ arrows, entries }, arrow, entry) => {
          const before = await verdicts({ arrows, entries });
          const withEdge = await verdicts({ arrows: [...new Set([...arrows, arrow])], entries });
          const withEntry = await verdicts({ arrows, entries: [...entries, entry] });
          for (const [id, verdict] of before) {
            expect(rank(withEdge.get(id))).toBeGreaterThanOrEqual(rank(verdict));
            expect(rank(withEntry.get(id))).toBeGreaterThanOrEqual(rank(verdict));
          }
        },
      ),
    );
  });

  it('what would change if nodes were deleted is what changes when they are', async () => {
    await fc.assert(
      fc.asyncProperty(anyProgram, fc.subarray(IDS, { maxLength: 3 }), async (program, chosen) => {
        const report = await deleted(
          graphFor(program),
          chosen.map((id) => ({ id })),
          optionsFor(program),
        );
        const gone = report.deleted.items.map(({ id }) => id);
        const [before, after] = [await verdicts(program), await verdicts(program, gone)];
        const changed = IDS.filter((id) => !gone.includes(id) && before.get(id) !== after.get(id));
        expect(report.changed.items.map((item) => `${item.id} ${item.before} ${item.after}`)).toEqual(
          changed.sort().map((id) => `${id} ${before.get(id)} ${after.get(id)}`),
        );
        if (chosen.length === 0) expect([report.deleted.total, report.broken.total]).toEqual([0, 0]);
      }),
    );
  });

  it('whoever lives has a way of life, step by step, and nobody else has', async () => {
    await fc.assert(
      fc.asyncProperty(anyProgram, fc.constantFrom(...IDS), async (program, id) => {
        const verdict = (await verdicts(program)).get(id);
        const answer = await why(graphFor(program), { id }, optionsFor(program));
        expect(answer.verdict).toBe(verdict);
        expect(answer.path.length > 0).toBe(verdict !== 'dead');
        if (answer.path.length === 0) return;
        expect(program.entries).toContain(answer.path[0]?.node.id);
        expect(answer.path.at(-1)?.node.id).toBe(id);
        for (const { edge } of answer.path) {
          if (edge !== undefined)
            expect(program.arrows).toContain(`${edge.source} -${edge.kind}-> ${edge.target}`);
        }
      }),
    );
  });

  it('every dead item hangs under a dead root that is at least as large as what it holds', async () => {
    await fc.assert(
      fc.asyncProperty(anyProgram, async (program) => {
        const report = await dead(graphFor(program), { ...optionsFor(program), groupByRoot: true });
        const items = report.groups?.items.flatMap((group) => group.items) ?? [];
        expect(items.map(({ id }) => id).sort()).toEqual(report.items.map(({ id }) => id).sort());
        for (const group of report.groups?.items ?? []) {
          expect(group.size).toBeGreaterThanOrEqual(group.total);
          for (const { root } of group.items) expect(root).toEqual({ id: group.root.id, size: group.size });
        }
      }),
    );
  });
});

/** A language with an entry point and an edge of its own, so that no verdict is unknown. */
const ANCHOR: readonly SerializableNode[] = [
  node('anchor'),
  node('test', { kind: 'Module', file: 'test/a.ts' }),
];

function nodesOf(): SerializableNode[] {
  return IDS.map((id) => {
    const [owner, name] = id.split('.');
    if (name === undefined) return node(id, { kind: CLASSES.includes(id) ? 'Class' : 'Function' });
    const attributes = { parent: owner ?? '', ...(name === 'new' ? { subkind: 'constructor' } : {}) };
    return node(id, { kind: 'Method', name, attributes });
  });
}

function graphFor({ arrows }: Program, gone: readonly string[] = []): CompactGraph {
  const stays = ({ source, target }: SerializableEdge): boolean =>
    !gone.includes(source) && !gone.includes(target);
  const nodes = [...nodesOf().filter(({ id }) => !gone.includes(id)), ...ANCHOR];
  return graphOf(nodes, [...edges(...arrows).filter(stays), ...edges('anchor -> anchor')]);
}

function optionsFor({ entries }: Program): Pick<DeadCodeOptions, 'entryPoints'> {
  return { entryPoints: { ids: [...entries, 'anchor'] } };
}

/** By id, of all nodes but the anchor and those that are gone. */
async function verdicts(program: Program, gone: readonly string[] = []): Promise<Map<string, Verdict>> {
  const report = await dead(graphFor(program, gone), {
    ...optionsFor(program),
    verdicts: ['dead', 'test-only', 'unknown'],
  });
  const told = new Map<string, Verdict>(report.items.map((item) => [item.id, item.verdict]));
  return new Map(IDS.filter((id) => !gone.includes(id)).map((id) => [id, told.get(id) ?? 'alive']));
}

function rank(verdict: Verdict | undefined): number {
  return ['dead', 'test-only', 'alive'].indexOf(verdict ?? '');
}
