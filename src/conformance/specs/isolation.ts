import { compareCodePoints, type SerializableGraph } from '../../graph/index.ts';
import { isAbsent, same, stores } from '../assertions.ts';
import { edge, graphOf, node, sampleGraph } from '../fixtures.ts';
import type { Spec, Trial } from '../trial.ts';

/** Names that one careless mapping or another would make the same, or lead out of the store; `~` is unique. */
const NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['upper and lower case', ['~A', '~a', '~ß', '~ss', '~SS', '~ﬁ', '~fi', '~İ', '~i\u0307', '~i']],
  ['composed and decomposed letters', ['~\u00e9', '~e\u0301', '~\u212b', '~\u00c5', '~A\u030a']],
  ['one the beginning of another', ['~', '~x', '~xy', '~x/', '~x|', '~x:']],
  ['paths', ['../~', '~/../x', '~/x', '/~', '~\\x', './~', '~/.', '~/..', '..\\~']],
  ['dots and spaces at the ends', ['.~', '..~', '~.', '~..', ' ~', '~ ', '~ .']],
  [
    'file names a store may use itself',
    ['~.json', '~.graph.json', '~.metadata.json', '~.tmp', '~.lock', '~x.graph'],
  ],
  ['escapes of one another', ['~/y', '~%2Fy', '~%2fy', '~%252Fy', '~_y', '~%', '~%25', '~~2Fy', '~$2Fy']],
  ['control characters', ['~\0', '~\0x', '~\n', '~\r\n', '~\u007f', '~\t']],
  [
    'names a shell or a database reads',
    ['~*', '~?', '~"', "~'", '~`', '~<>', '~|', '~:', '~$x', '~;', '-~', '~\\u0060'],
  ],
  [
    'names that are reserved elsewhere',
    ['CON~', 'nul.~', '~:stream', '__proto__~', '~__proto__', 'constructor~'],
  ],
  [
    'emoji and astral characters',
    ['~\u{1F600}', '~\u{1F601}', '~\uFF5E', '~\u{10FFFF}', '~\uFFFF', '~\uFFFD'],
  ],
  [
    'long names',
    [`~${'x'.repeat(300)}`, `~${'x'.repeat(300)}y`, `~${'x'.repeat(7_900)}`, `~${'\u{1F600}'.repeat(1_900)}`],
  ],
]);

/** They cannot carry a unique part, so they are used only where nobody else stores them. */
const BARE_NAMES = ['', '.', '..', '__proto__', 'constructor', '/', '\0', '\u{1F600}', 'é', 'e\u0301'];

export const isolation: Spec = {
  name: 'isolation',
  define(test) {
    for (const [what, names] of NAMES) {
      test(`keeps repositories apart: ${what}`, async (trial) => {
        const unique = trial.repo();
        const ids = names.map((name) => name.replace('~', unique));
        await areApart(trial, await claimAll(trial, ids));
      });
    }

    test('takes any name for a repository: the empty one, dots, a slash, NUL', async (trial) => {
      await areApart(trial, await claimAll(trial, BARE_NAMES));
    });

    test('takes a name of 8,000 bytes, and tells it from one that differs in the last', async (trial) => {
      const unique = trial.repo();
      const long = unique.padEnd(7_999, 'x');
      await areApart(trial, await claimAll(trial, [`${long}a`, `${long}b`, long]));
    });

    test('keeps equal ids of two repositories apart in every kind of write', async ({ graph, repo }) => {
      const [given, other] = [sampleGraph(repo()), sampleGraph(repo())];
      await graph.storeGraph(given);
      await graph.storeGraph(other);
      await graph.updateNodes(given.repoId, [node('a', { name: 'x' }), node('library')]);
      await graph.updateEdges(given.repoId, [edge('a', 'CALLS', 'b', { x: '' }), edge('b', 'CALLS', 'a')]);
      await stores(graph, other);
      await graph.deleteEdges(given.repoId, [edge('a', 'CALLS', 'b')]);
      await graph.deleteNodes(given.repoId, ['c', 'library']);
      await graph.replaceFiles(given.repoId, { files: ['src/a.ts'], nodes: [], edges: [] });
      await graph.updateGraphMetadata(given.repoId, { ...given.metadata, version: 99 });
      await stores(graph, other);
      await graph.storeGraph(graphOf(given.repoId, []));
      await graph.deleteGraph(given.repoId);
      await stores(graph, other);
    });

    test('keeps apart ids that look like keys of another repository', async ({ graph, repo }) => {
      const [given, other] = [repo(), repo()];
      const ids = ['0|a', '1|a', '2|a', '|a', `${other}|a`, `${other}\0a`, `${other}:a`, `${other}/a`, 'a'];
      const first = graphOf(
        given,
        ids.map((id) => node(id)),
        [edge('1|a', 'CALLS', '2|a')],
      );
      const second = graphOf(other, [node('a'), node('|a')], [edge('a', 'CALLS', '|a')]);
      await graph.storeGraph(first);
      await graph.storeGraph(second);
      await graph.deleteNodes(given, ids.slice(0, 4));
      await stores(graph, second);
      await graph.deleteGraph(other);
      await stores(
        graph,
        graphOf(
          given,
          ids.slice(4).map((id) => node(id)),
        ),
      );
    });

    test('answers questions from the one repository that is asked', async ({ graph, queries, repo }) => {
      const [given, other] = [repo(), repo()];
      await graph.storeGraph(graphOf(given, [node('a'), node('b')], [edge('a', 'CALLS', 'b')]));
      await graph.storeGraph(graphOf(other, [node('a'), node('c')], [edge('a', 'CALLS', 'c')]));
      const callees = await queries.callees(given, 'a', { depth: Number.POSITIVE_INFINITY });
      same(
        callees.items.map(({ id }) => id),
        ['b'],
      );
      same(
        (await queries.findNodes(other, {})).items.map(({ id }) => id),
        ['a', 'c'],
      );
      same((await queries.summary(given)).totalNodes, 2);
    });
  },
};

async function claimAll(trial: Trial, ids: readonly string[]): Promise<readonly string[]> {
  return Promise.all(ids.map((repoId) => trial.claim(repoId)));
}

/** Each repository holds its own graph, until it alone is deleted. */
async function areApart({ graph }: Trial, ids: readonly string[]): Promise<void> {
  const graphs: SerializableGraph[] = ids.map((repoId, index) =>
    graphOf(repoId, [node('a', { name: `${index}` })], [edge('a', 'CALLS', `${index}`)], { version: index }),
  );
  for (const given of graphs) await graph.storeGraph(given);
  await Promise.all(graphs.map((given) => stores(graph, given)));
  const listed = (await graph.listRepositories()).filter((repoId) => ids.includes(repoId));
  same(listed, ids.toSorted(compareCodePoints));
  const [first, ...others] = graphs;
  if (first === undefined) return;
  await graph.deleteGraph(first.repoId);
  await isAbsent(graph, first.repoId);
  await Promise.all(others.map((given) => stores(graph, given)));
}
