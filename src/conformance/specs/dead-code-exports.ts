import type { DeadCodeReport } from '../../storage/index.ts';
import { same } from '../assertions.ts';
import { calls, classWith, FROM_MAIN, functions, start } from '../cases/dead-code.ts';
import { edge, graphOf, node } from '../fixtures.ts';
import type { Spec } from '../trial.ts';

/** An entry point that says nothing about exports. */
const main = node('main', { file: 'src/main.ts' });

/** The promise: what a language says of exports, and what follows where it says nothing. */
export const deadCodeExports: Spec = {
  name: 'dead-code-exports',
  define(test) {
    test('what is at the top of its file or of a namespace is in doubt where nothing says what is exported', async ({
      graph,
      queries,
      repo,
    }) => {
      const repoId = repo();
      const nodes = [
        main,
        node('file', { kind: 'Module' }),
        node('space', { kind: 'Module', attributes: { parent: 'file' } }),
        node('top', { attributes: { parent: 'file' } }),
        node('inSpace', { attributes: { parent: 'space' } }),
        node('inner', { attributes: { parent: 'top' } }),
        ...functions('loose'),
      ];
      await graph.storeGraph(graphOf(repoId, nodes, [start]));
      const report = await queries.deadCode(repoId, FROM_MAIN);
      same(doubtsIn(report), [
        'inSpace 0.5 exports-unknown',
        'inner 1 ',
        'loose 0.5 exports-unknown',
        'top 0.5 exports-unknown',
      ]);
      same(codesOf(report), ['exports-unknown']);
    });

    test('so are the members of a class that lives or is in doubt itself, not those of one inside a function', async ({
      graph,
      queries,
      repo,
    }) => {
      const repoId = repo();
      const nodes = [
        main,
        ...classWith('Living', ['m']),
        ...classWith('Tested', ['m']),
        ...classWith('Top', ['m']),
        ...classWith('Local', ['m']).map((one) =>
          one.kind === 'Class' ? { ...one, attributes: { parent: 'main' } } : one,
        ),
        ...classWith('Nested', ['m']).map((one) =>
          one.kind === 'Class' ? { ...one, attributes: { parent: 'Living' } } : one,
        ),
        node('t', { file: 'test/t.ts' }),
      ];
      const edges = [...calls('main>Living', 't>Tested')];
      await graph.storeGraph(graphOf(repoId, nodes, edges));
      const report = await queries.deadCode(repoId, { ...FROM_MAIN, entryPoints: { ids: ['main', 't'] } });
      same(
        report.items.filter(({ doubts }) => doubts.includes('exports-unknown')).map(({ id }) => id),
        ['Living.m', 'Nested', 'Nested.m', 'Tested', 'Tested.m', 'Top', 'Top.m', 't'],
      );
    });

    test('what the doubtful would keep alive is as doubtful, also by way of what is not judged', async ({
      graph,
      queries,
      repo,
    }) => {
      const repoId = repo();
      const nodes = [
        main,
        ...['near', 'far', 'sure'].map((id) => node(id, { attributes: { parent: 'main' } })),
        ...functions('top'),
        node('table', { kind: 'Variable' }),
        node('local', { kind: 'Variable', attributes: { parent: 'main' } }),
      ];
      const edges = [start, ...calls('top>near', 'local>sure'), edge('table', 'READS', 'far')];
      await graph.storeGraph(graphOf(repoId, nodes, edges));
      same(doubtsIn(await queries.deadCode(repoId, FROM_MAIN)), [
        'far 0.5 follows-doubtful',
        'near 0.5 follows-doubtful',
        'sure 1 ',
        'top 0.5 exports-unknown',
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
