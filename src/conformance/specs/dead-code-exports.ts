import type { SerializableNode } from '../../graph/index.ts';
import type { DeadCodeReport } from '../../storage/index.ts';
import { same } from '../assertions.ts';
import { calls, classWith, FROM_MAIN, functions, start } from '../cases/dead-code.ts';
import { edge, graphOf, type NodeParts, node } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** An entry point that says nothing about exports. */
const main = node('main', { file: 'src/main.ts' });

/** One that says something. */
const teller = node('teller', { attributes: { exported: 'false' } });
/** A member of the class that its id begins with. */
const member = (id: string, parts: NodeParts = {}): SerializableNode => {
  const attributes = { parent: id.split('.')[0] ?? '', ...parts.attributes };
  return node(id, { kind: 'Method', ...parts, attributes });
};

/** The promise: what a language says of exports, and what follows where it says nothing. */
export const deadCodeExports: Spec = {
  name: 'dead-code-exports',
  define(test) {
    test('whatever is dead is in doubt where nothing says what is exported, also what a function may hand out', async ({
      graph,
      queries,
      repo,
    }) => {
      const repoId = repo();
      const nodes = [
        main,
        node('file', { kind: 'Module' }),
        node('top', { attributes: { parent: 'file' } }),
        node('inner', { attributes: { parent: 'top' } }),
        node('handed', { attributes: { parent: 'main' } }),
        ...functions('loose'),
        ...classWith('A', ['m']),
      ];
      await graph.storeGraph(graphOf(repoId, nodes, [start]));
      const report = await queries.deadCode(repoId, FROM_MAIN);
      same(
        doubtsIn(report),
        ['A', 'A.m', 'handed', 'inner', 'loose', 'top'].map((id) => `${id} 0.5 exports-unknown`),
      );
      same(codesOf(report), ['exports-unknown']);
    });

    test('members of a class that lives are in doubt but for private ones, and follow a class in doubt', async ({
      graph,
      queries,
      repo,
    }) => {
      const repoId = repo();
      const nodes = [
        teller,
        ...['Living', 'Dead'].map((id) => node(id, { kind: 'Class' })),
        node('Exported', { kind: 'Class', attributes: EXPORTED }),
        ...['Living.m', 'Dead.m', 'Exported.m'].map((id) => member(id)),
        member('Living.open', { attributes: { visibility: 'public' } }),
        member('Living.kept', { attributes: { visibility: 'protected' } }),
        member('Living.own', { attributes: { visibility: 'private' } }),
        member('Living.hash', { name: '#hash' }),
        member('Living._script', { name: '_script' }),
        member('Living.field', { kind: 'Function' }),
        member('Exported.own', { attributes: { visibility: 'private' } }),
      ];
      await graph.storeGraph(graphOf(repoId, nodes, calls('teller>teller', 'teller>Living')));
      const report = await queries.deadCode(repoId, { ...FROM_MAIN, entryPoints: { ids: ['teller'] } });
      same(doubtsIn(report), [
        'Dead 1 ',
        'Dead.m 1 ',
        'Exported 0.5 exported',
        'Exported.m 0.5 follows-doubtful',
        'Exported.own 1 ',
        'Living._script 0.5 public-member',
        'Living.field 0.5 public-member',
        'Living.hash 1 ',
        'Living.kept 0.5 public-member',
        'Living.m 0.5 public-member',
        'Living.open 0.5 public-member',
        'Living.own 1 ',
      ]);
    });

    test('what the doubtful would keep alive is as doubtful, also by way of what is not judged', async ({
      graph,
      queries,
      repo,
    }) => {
      const repoId = repo();
      const nodes = [
        teller,
        ...functions('near', 'far', 'sure'),
        node('top', { attributes: EXPORTED }),
        node('table', { kind: 'Variable', attributes: EXPORTED }),
        node('local', { kind: 'Variable', attributes: { parent: 'teller' } }),
      ];
      const edges = [...calls('teller>teller', 'top>near', 'local>sure'), edge('table', 'READS', 'far')];
      await graph.storeGraph(graphOf(repoId, nodes, edges));
      const report = await queries.deadCode(repoId, { ...FROM_MAIN, entryPoints: { ids: ['teller'] } });
      same(doubtsIn(report), [
        'far 0.5 follows-doubtful',
        'near 0.5 follows-doubtful',
        'sure 1 ',
        'top 0.5 exported',
      ]);
    });

    test('one declaration that says it settles it for its language, not for others', async ({
      graph,
      queries,
      repo,
    }) => {
      const repoId = repo();
      const python = [node('run', { file: 'run.py' }), node('q', { file: 'b.py' })];
      const nodes = [
        main,
        ...functions('a'),
        ...python,
        node('v', { kind: 'Variable', attributes: EXPORTED }),
      ];
      const edges = [start, ...calls('run>run')];
      const options = { ...FROM_MAIN, entryPoints: { ids: ['main', 'run'] } };
      const ask = async (...more: ReturnType<typeof functions>): Promise<DeadCodeReport> => {
        await graph.storeGraph(graphOf(repoId, [...nodes, ...more], edges));
        return queries.deadCode(repoId, options);
      };
      const doubtful = ['a 0.5 exports-unknown', 'q 0.5 exports-unknown'];
      // Variables, and what is external, say nothing of it.
      same(doubtsIn(await ask()), doubtful);
      same(doubtsIn(await ask(node('out', { file: '', attributes: EXPORTED }))), doubtful);
      for (const attributes of [{ exported: 'false' }, { api: 'true' }]) {
        const report = await ask(
          node('told', { kind: 'Class', attributes: { ...attributes, parent: 'main' } }),
        );
        same(
          doubtsIn(report).filter((line) => !line.startsWith('told')),
          ['a 1 ', 'q 0.5 exports-unknown'],
        );
        const [caveat] = report.caveats;
        same([report.caveats.length, caveat?.message.includes('(py)')], [1, true]);
      }
    });

    test('the caveat is about languages that are judged', async ({ graph, queries, repo }) => {
      const repoId = repo();
      await graph.storeGraph(graphOf(repoId, [main, node('q', { file: 'b.py' })], [start]));
      const why = await queries.whyAlive(repoId, 'main', { entryPoints: { ids: ['main'] } });
      same(
        why.caveats.map(({ message }) => message.includes('(ts)')),
        [true],
      );
      const deleted = await queries.ifDeleted(repoId, 'main', { entryPoints: { ids: ['main'] } });
      same(codesOf(deleted), ['exports-unknown']);
    });
  },
};

const EXPORTED = { exported: 'true' };

function doubtsIn({ items }: DeadCodeReport): string[] {
  return items.map(({ id, confidence, doubts }) => `${id} ${confidence} ${doubts}`);
}

function codesOf({ caveats }: Pick<DeadCodeReport, 'caveats'>): string[] {
  return caveats.map(({ code }) => code);
}
