import type { SerializableEdge, SerializableNode } from '../../graph/index.ts';
import type { DeadCodeOptions, DeadCodeReport } from '../../storage/index.ts';
import { fails, same } from '../assertions.ts';
import {
  calls,
  DEAD_CODE_CASES,
  FROM_MAIN,
  FROM_MODULES,
  functions,
  main,
  start,
  test,
} from '../cases/dead-code.ts';
import { bytes, graphOf, node } from '../fixtures.ts';
import { summaryOf } from '../oracle.ts';
import type { Spec, Trial } from '../trial.ts';

/** The promise: what is dead, and why. */
export const deadCode: Spec = {
  name: 'dead-code',
  define(define) {
    for (const { promise, nodes, edges = [], options = FROM_MAIN, found } of DEAD_CODE_CASES) {
      define(promise, async (trial) => {
        const report = await judged(trial, nodes, edges, options);
        same(
          report.items.map(({ id, verdict, reasons }) => `${id} ${verdict} ${reasons}`),
          found,
        );
        same([report.total, report.truncated], [found.length, false]);
      });
    }

    define('an item is all of a node but its attributes, with verdict and reasons', async (trial) => {
      const dead = node('d', { name: 'D', file: 'd.ts', span: bytes(1, 2), attributes: { x: '' } });
      const { items } = await judged(trial, [main, dead], [start], FROM_MAIN);
      same(items, [
        {
          ...summaryOf(dead),
          verdict: 'dead',
          reasons: ['unreferenced'],
          doubts: [],
          confidence: 1,
          root: { id: 'd', size: 1 },
        },
      ]);
    });

    define('counts every verdict and all entry points, whatever is listed', async (trial) => {
      const nodes = [
        main,
        test,
        ...functions('dead', 'tested'),
        node('p', { file: 'a.py' }),
        node('v', { kind: 'Variable' }),
      ];
      const report = await judged(trial, nodes, [start, ...calls('test>tested')], {
        ...FROM_MODULES,
        verdicts: ['unknown'],
      });
      same(report.verdicts, { alive: 1, 'test-only': 1, dead: 1, unknown: 1 });
      same([report.entryPoints, report.total, report.items.length], [2, 1, 1]);
    });

    define('cuts the items at the limit, never the total', async (trial) => {
      const nodes = [main, ...functions('a', 'b', 'c')];
      for (const limit of [0, 1, 3, 4]) {
        const report = await judged(trial, nodes, [start], { ...FROM_MAIN, limit });
        same(
          report.items.map(({ id }) => id),
          ['a', 'b', 'c'].slice(0, limit),
        );
        same([report.total, report.truncated, report.verdicts.dead], [3, limit < 3, 3], `limit ${limit}`);
      }
    });

    define('says which preset it took where none was chosen', async (trial) => {
      const api = node('e', { attributes: { api: 'true' } });
      const library = await judged(trial, [main, api], [start], {});
      same([library.caveats.map(({ code }) => code), library.total], [['entry-preset'], 0]);
      const application = await judged(trial, [main, node('e')], [start], {});
      same([application.caveats.map(({ code }) => code), application.total], [['entry-preset'], 1]);
    });

    define('says that the library preset changes nothing where nothing is API', async (trial) => {
      const codes = async (one: SerializableNode): Promise<readonly string[]> => {
        const report = await judged(trial, [main, one], [start], { entryPoints: 'library' });
        return report.caveats.map(({ code }) => code);
      };
      same(await codes(node('e', { attributes: { exported: 'true' } })), ['no-api']);
      same(await codes(node('e', { attributes: { api: 'true' } })), []);
    });

    define('counts what is dead and judged apart', async (trial) => {
      const type = (id: string) => node(id, { kind: 'Class', attributes: { subkind: 'type' } });
      const nodes = [main, ...functions('a', 'b'), type('S'), type('T'), type('U')];
      const edges = [start, ...calls('main>S', 'main>b')];
      const code = await judged(trial, nodes, edges, FROM_MAIN);
      same([code.verdicts.alive, code.verdicts.dead, code.deadApart], [2, 1, 2]);
      const types = await judged(trial, nodes, edges, { ...FROM_MAIN, types: true });
      same([types.verdicts.alive, types.verdicts.dead, types.deadApart], [1, 2, 1]);
    });

    define('says that there is no entry point', async (trial) => {
      const report = await judged(trial, functions('a'), calls('a>a'), { entryPoints: { ids: ['none'] } });
      same(
        report.caveats.map(({ code }) => code),
        ['no-entry-points'],
      );
      same([report.total, report.entryPoints, report.verdicts.unknown], [0, 0, 1]);
    });

    define('judges an empty graph', async (trial) => {
      const report = await judged(trial, [], [], FROM_MAIN);
      same([report.items, report.verdicts], [[], { alive: 0, 'test-only': 0, dead: 0, unknown: 0 }]);
    });

    define('sees every write at once, containers too', async (trial) => {
      const { graph, queries, repo } = trial;
      const repoId = repo();
      const member = node('m', { kind: 'Method', span: bytes(10, 20) });
      const around = node('C', { kind: 'Class', span: bytes(0, 50) });
      await graph.storeGraph(graphOf(repoId, [main, member, around], calls('main>m')));
      const dead = async (): Promise<string> =>
        (await queries.deadCode(repoId, FROM_MAIN)).items.map(({ id }) => id).join(' ');
      same(await dead(), '');
      await graph.updateNodes(repoId, [node('D', { kind: 'Class', span: bytes(5, 60) })]);
      same(await dead(), 'D');
      await graph.updateNodes(repoId, [{ ...around, span: bytes(30, 50) }]);
      same(await dead(), 'C', 'now D contains m');
      await graph.updateNodes(repoId, [{ ...member, attributes: { parent: 'P' } }]);
      same(await dead(), 'C', 'the parent is not stored yet');
      await graph.updateNodes(repoId, [node('P', { kind: 'Class', file: 'p.ts' })]);
      same(await dead(), 'C D', 'the parent has arrived');
      await graph.deleteNodes(repoId, ['P']);
      same(await dead(), 'C', 'the parent is gone');
      await graph.deleteEdges(repoId, calls('main>m'));
      await graph.updateEdges(repoId, [start]);
      same(await dead(), 'C D m');
    });

    define('takes paths with backslashes for what they are', async (trial) => {
      const nodes = [
        node('run', { file: 'src\\app\\main.ts' }),
        node('help', { file: 'src\\lib\\help.ts' }),
        node('check', { file: 'src\\app\\__tests__\\main.ts' }),
      ];
      for (const glob of ['src/*/main.ts', 'src\\app\\main.ts', 'src/**/main.ts']) {
        const options: DeadCodeOptions = { entryPoints: { files: [glob] }, verdicts: ['dead', 'test-only'] };
        const { items } = await judged(trial, nodes, calls('check>help'), options);
        const inTests = glob === 'src/**/main.ts';
        same(
          items.map(({ id, verdict }) => [id, verdict]),
          inTests
            ? [
                ['check', 'test-only'],
                ['help', 'test-only'],
              ]
            : [
                ['check', 'dead'],
                ['help', 'dead'],
              ],
          glob,
        );
      }
    });

    define('is NOT_FOUND for an unknown repository', async ({ queries, repo }) => {
      await fails(queries.deadCode(repo()), 'NOT_FOUND');
    });
  },
};

async function judged(
  { graph, queries, repo }: Trial,
  nodes: readonly SerializableNode[],
  edges: readonly SerializableEdge[],
  options: DeadCodeOptions,
): Promise<DeadCodeReport> {
  const repoId = repo();
  await graph.storeGraph(graphOf(repoId, nodes, edges));
  return queries.deadCode(repoId, options);
}
