import { LIMITS } from '../../graph/index.ts';
import { fails, holds, isAbsent, reported, same, stores } from '../assertions.ts';
import { edge, graphOf, node } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** Characters of one, two, three and four bytes of UTF-8. */
const CHARACTERS = ['x', 'é', '€', '\u{1F600}'];

/** The promise: what is too large is refused. */
export const limits: Spec = {
  name: 'limits',
  define(test) {
    for (const character of CHARACTERS) {
      const size = Buffer.byteLength(character);
      test(`keeps ids of 8,000 bytes in characters of ${size}, apart from each other`, async ({
        graph,
        queries,
        repo,
      }) => {
        const long = filled(character, LIMITS.idBytes - 4);
        const ids = [`${long}1`, `${long}2`, long];
        const given = graphOf(
          repo(),
          ids.map((id) => node(id)),
          [
            edge(ids[0] ?? '', 'CALLS', ids[1] ?? ''),
            edge(ids[1] ?? '', 'CALLS', filled(character, LIMITS.idBytes)),
          ],
        );
        await graph.storeGraph(given);
        await stores(graph, given);
        await graph.updateNodes(given.repoId, given.nodes);
        same((await queries.callees(given.repoId, { id: ids[0] ?? '' })).items[0]?.id, ids[1]);
        reported(await graph.deleteNodes(given.repoId, ids.slice(1, 2)), given.repoId, {
          nodes: { deleted: 1 },
          edges: { deleted: 2 },
        });
      });
    }

    for (const character of ['x', '\u{1F600}']) {
      const size = Buffer.byteLength(character);
      test(`keeps kinds and attribute names of 1,000 bytes in characters of ${size}`, async ({
        graph,
        repo,
      }) => {
        const long = filled(character, LIMITS.kindBytes);
        const other = `${filled(character, LIMITS.kindBytes - 4)}y`;
        const attributes = { [long]: 'long', [other]: 'other' };
        const given = graphOf(
          repo(),
          [node('a', { kind: long, attributes }), node('b', { kind: other })],
          [edge('a', long, 'b', attributes), edge('a', other, 'b')],
        );
        await graph.storeGraph(given);
        await stores(graph, given);
      });
    }

    for (const [what, make] of TOO_LONG) {
      test(`refuses ${what}`, async ({ graph, repo }) => {
        const repoId = repo();
        const error = await fails(graph.storeGraph(make(repoId)), 'INVALID_GRAPH');
        holds(error.message.length < 1_000, 'the whole text is in the message');
        await isAbsent(graph, repoId);
      });
    }

    test('refuses a repository id of more than 8,000 bytes', async ({ graph, repo }) => {
      const repoId = repo().padEnd(LIMITS.idBytes + 1, 'x');
      await fails(graph.storeGraph(graphOf(repoId, [])), 'INVALID_GRAPH');
      await fails(graph.loadGraph(repoId), 'INVALID_GRAPH');
    });

    test('keeps attributes of 100 kB', async ({ graph, repo }) => {
      const large = {
        ascii: 'x'.repeat(100_000),
        emoji: '\u{1F600}'.repeat(25_000),
        nul: '\0'.repeat(100_000),
      };
      const given = graphOf(repo(), [node('a', { attributes: large })], [edge('a', 'CALLS', 'a', large)]);
      await graph.storeGraph(given);
      await stores(graph, given);
    });

    test('keeps names, files and paths of 20,000 characters, apart from each other', async ({
      graph,
      queries,
      repo,
    }) => {
      const long = '\u{1F600}x'.repeat(10_000);
      const [first, second] = [`${long}1`, `${long}2`];
      const given = graphOf(
        repo(),
        [node('a', { name: first, file: first }), node('b', { name: second, file: second })],
        [edge('a', 'CALLS', 'b')],
        { fileHashes: { [first]: first, [second]: second }, schemaVersion: first },
      );
      await graph.storeGraph(given);
      await stores(graph, given);
      same(
        (await queries.findNodes(given.repoId, { name: second })).items.map(({ id }) => id),
        ['b'],
      );
      same(
        (await queries.findNodes(given.repoId, { file: first })).items.map(({ id }) => id),
        ['a'],
      );
      const emptied = await graph.replaceFiles(given.repoId, { files: [first], nodes: [], edges: [] });
      reported(emptied, given.repoId, { nodes: { deleted: 1 }, edges: { deleted: 1 } });
    });

    test('keeps a node of 2,000 attributes', async ({ graph, repo }) => {
      const attributes = Object.fromEntries(
        Array.from({ length: 2_000 }, (_, index) => [`${index % 300}-${index}`, 'v']),
      );
      const given = graphOf(repo(), [node('a', { attributes })]);
      await graph.storeGraph(given);
      await stores(graph, given);
    });
  },
};

const TOO_LONG: readonly (readonly [string, (repoId: string) => ReturnType<typeof graphOf>])[] = [
  ['a node id of 8,001 bytes', (repoId) => graphOf(repoId, [node('x'.repeat(8_001))])],
  ['a node id of 2,001 emoji', (repoId) => graphOf(repoId, [node('\u{1F600}'.repeat(2_001))])],
  ['an edge source of 8,001 bytes', (repoId) => graphOf(repoId, [], [edge('x'.repeat(8_001), 'CALLS', 'a')])],
  ['an edge target of 8,001 bytes', (repoId) => graphOf(repoId, [], [edge('a', 'CALLS', 'x'.repeat(8_001))])],
  ['a node kind of 1,001 bytes', (repoId) => graphOf(repoId, [node('a', { kind: 'x'.repeat(1_001) })])],
  ['an edge kind of 251 emoji', (repoId) => graphOf(repoId, [], [edge('a', '\u{1F600}'.repeat(251), 'b')])],
  [
    'an attribute name of 1,001 bytes',
    (repoId) => graphOf(repoId, [node('a', { attributes: { ['x'.repeat(1_001)]: '' } })]),
  ],
];

/** As many of the character as fit into the given number of bytes, filled up with `x`. */
function filled(character: string, byteLength: number): string {
  const size = Buffer.byteLength(character);
  return character.repeat(Math.floor(byteLength / size)) + 'x'.repeat(byteLength % size);
}
