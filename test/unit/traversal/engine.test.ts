import { describe, expect, it } from 'vitest';
import { findQuery } from '../../../src/storage/front-door/query-options.ts';
import { type GraphRows, type GraphSnapshot, traversalEngine } from '../../../src/traversal/index.ts';
import { edges, node } from './graphs.ts';

/** Repositories that count how often their rows were read. */
class Shelf {
  readonly repositories = new Map<string, { version: GraphSnapshot['version']; rows: GraphRows }>();
  readonly reads: string[] = [];
  failure: Error | undefined;

  put(repoId: string, version: GraphSnapshot['version'], ...ids: readonly string[]): void {
    this.repositories.set(repoId, { version, rows: { nodes: ids.map((id) => node(id)), edges: [] } });
  }

  async open(repoId: string): Promise<GraphSnapshot | undefined> {
    const found = this.repositories.get(repoId);
    if (found === undefined) return undefined;
    const rows = async (): Promise<GraphRows> => {
      this.reads.push(repoId);
      if (this.failure !== undefined) throw this.failure;
      return found.rows;
    };
    return { version: found.version, rows };
  }

  async ids(): Promise<Iterable<string>> {
    return this.repositories.keys();
  }
}

function shelfAndEngine(cachedRepositories?: number) {
  const shelf = new Shelf();
  const source = { open: (repoId: string) => shelf.open(repoId), repositories: () => shelf.ids() };
  const engine = traversalEngine(source, cachedRepositories === undefined ? {} : { cachedRepositories });
  const count = async (repoId: string): Promise<number> =>
    (await engine.findNodes(repoId, findQuery({}, {}))).total;
  return { shelf, engine, count };
}

describe('the engine', () => {
  it('reads a repository once until it changes', async () => {
    const { shelf, count } = shelfAndEngine();
    shelf.put('r', 1, 'a');
    expect(await Promise.all([count('r'), count('r')])).toEqual([1, 1]);
    expect(await count('r')).toBe(1);
    expect(shelf.reads).toEqual(['r']);
    shelf.put('r', 2, 'a', 'b');
    expect(await count('r')).toBe(2);
    expect(shelf.reads).toEqual(['r', 'r']);
  });

  it('keeps the repositories asked for last, and no more than it should', async () => {
    const { shelf, count } = shelfAndEngine(2);
    for (const repoId of ['r', 's', 't']) shelf.put(repoId, 1, 'a');
    for (const repoId of ['r', 's', 'r', 't', 'r', 's']) await count(repoId);
    expect(shelf.reads).toEqual(['r', 's', 't', 's']);
  });

  it('names near repositories where one is not stored, and forgets one that was deleted', async () => {
    const { shelf, count } = shelfAndEngine();
    shelf.put('frontend', 1, 'a');
    await expect(count('frontned')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      context: { near: ['frontend'] },
    });
    await count('frontend');
    shelf.repositories.clear();
    await expect(count('frontend')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    shelf.put('frontend', 1, 'a', 'b');
    expect(await count('frontend')).toBe(2);
  });

  it('does not remember a failed read', async () => {
    const { shelf, count } = shelfAndEngine();
    shelf.put('r', 1, 'a');
    shelf.failure = new Error('disk');
    await expect(count('r')).rejects.toThrow('disk');
    shelf.failure = undefined;
    expect(await count('r')).toBe(1);
  });

  it('lets one query be aborted without harm to another that waits for the same rows', async () => {
    const { shelf, engine, count } = shelfAndEngine();
    shelf.put('r', 1, 'a');
    const aborter = new AbortController();
    const aborted = engine.findNodes('r', findQuery({}, { signal: aborter.signal }));
    const other = count('r');
    aborter.abort();
    await expect(aborted).rejects.toMatchObject({ code: 'ABORTED' });
    expect(await other).toBe(1);
  });
});

describe('a summary', () => {
  it('counts nodes, edges, files and kinds, the most frequent first, then by kind', async () => {
    const { shelf, engine } = shelfAndEngine();
    shelf.repositories.set('r', {
      version: 1,
      rows: {
        nodes: [
          node('a'),
          node('b', { kind: 'Class' }),
          node('c', { kind: '\u{10000}', file: 'src/b.ts' }),
          node('d', { kind: '\uffff', file: '' }),
          node('e', { file: '' }),
        ],
        edges: edges('a -> b', 'a -READS-> b', 'a -> ghost', 'ghost -> b', 'ghost -> ghost'),
      },
    });
    expect(await engine.summary('r', {})).toEqual({
      repoId: 'r',
      totalNodes: 5,
      totalEdges: 5,
      danglingEdges: 3,
      files: 2,
      nodesByKind: [
        { kind: 'Function', count: 2 },
        { kind: 'Class', count: 1 },
        { kind: '\uffff', count: 1 },
        { kind: '\u{10000}', count: 1 },
      ],
      edgesByKind: [
        { kind: 'CALLS', count: 4 },
        { kind: 'READS', count: 1 },
      ],
    });
  });

  it('of an empty repository is all zeros', async () => {
    const { shelf, engine } = shelfAndEngine();
    shelf.put('r', 1);
    expect(await engine.summary('r', {})).toMatchObject({
      totalNodes: 0,
      totalEdges: 0,
      nodesByKind: [],
      files: 0,
    });
  });
});
