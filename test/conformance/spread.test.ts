import { afterAll, describe, expect, it } from 'vitest';
import { MemoryGraphBackend } from '../../src/backends/memory/backend.ts';
import { DatabaseNames } from '../../src/backends/neo4j/databases/database-choice.ts';
import { SpreadBackend } from '../../src/backends/neo4j/databases/spread-backend.ts';
import { graphOf, node } from '../../src/conformance/fixtures.ts';
import { conformance } from '../../src/conformance/index.ts';
import { type GraphBackend, type GraphStore, graphStore } from '../../src/storage/index.ts';

const ALL = ['even', 'odd'];

/** Backends that stand for databases, so that what is proven is the spreading alone. */
function spreadStore(of = byLength): { store: GraphStore; databases: Map<string, GraphBackend> } {
  const databases = new Map<string, GraphBackend>(ALL.map((name) => [name, new MemoryGraphBackend()]));
  const opener = {
    open: async (name: string) => databases.get(name) ?? never(name),
    close: async () => undefined,
  };
  return { store: graphStore(new SpreadBackend(opener, new DatabaseNames({ of, all: ALL }))), databases };
}

conformance(
  { describe, it, afterAll, skip: it.skip },
  { name: 'neo4j, spread over databases', open: async () => spreadStore().store },
);

describe('repositories that are spread over databases', () => {
  it('lie in the database of their id alone, and are listed together', async () => {
    const { store, databases } = spreadStore();
    for (const repoId of ['a', 'bb', 'ccc']) await store.graph.storeGraph(graphOf(repoId, [node('n')]));
    expect((await databases.get('odd')?.listRepositories({}))?.sort()).toEqual(['a', 'ccc']);
    expect(await databases.get('even')?.listRepositories({})).toEqual(['bb']);
    expect(await store.graph.listRepositories()).toEqual(['a', 'bb', 'ccc']);
  });

  it('are not listed where their id does not point', async () => {
    const { store, databases } = spreadStore(() => 'odd');
    const stray = graphStore(databases.get('even') ?? never('even'));
    await stray.graph.storeGraph(graphOf('stray', [node('n')]));
    expect(await store.graph.listRepositories()).toEqual([]);
    expect(await store.graph.graphExists('stray')).toBe(false);
  });

  it('are refused where their id points to a database that was not announced', async () => {
    const { store } = spreadStore(() => 'elsewhere');
    await expect(store.graph.loadGraph('a')).rejects.toMatchObject({ code: 'CONFIG_INVALID', repoId: 'a' });
  });

  it('are maintained in every database', async () => {
    const { store, databases } = spreadStore();
    for (const database of databases.values()) {
      database.maintenance = async () => ({ changesCompleted: 1, generationsRemoved: 2, rowsRemoved: 3 });
    }
    expect(await store.maintenance()).toMatchObject({
      changesCompleted: 2,
      generationsRemoved: 4,
      rowsRemoved: 6,
    });
  });
});

function byLength(repoId: string): string {
  return repoId.length % 2 === 0 ? 'even' : 'odd';
}

function never(name: string): never {
  throw new Error(`There is no database ${name}.`);
}
