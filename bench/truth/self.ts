import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { typescriptAnalyzer } from '../../src/analyzers/index.ts';
import { type GraphStore, openStore, type SerializableNode } from '../../src/index.ts';
import { analyzeRepository } from '../../src/repository/index.ts';

const ROOT = join(import.meta.dirname, '../..');
const REPO = 'self';
/** From here on what is dead is called certain. */
const CERTAIN = 0.9;
const GROUPS = ['alive', 'test-only', 'unknown', 'doubtful', 'certain'] as const;

/** A verdict; the dead apart by how sure that is. */
type Group = (typeof GROUPS)[number];

/** Of so many living functions that ran the way of life is looked at. */
const WAYS = 100;
/** The most deviations that are named. */
const MOST_NAMED = 20;

/** Coverage of one file in Istanbul's form, as far as it is read here; lines count from 1, columns from 0. */
interface FileCoverage {
  readonly fnMap: Readonly<Record<string, { readonly decl: { readonly start: Position } }>>;
  readonly f: Readonly<Record<string, number>>;
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Holds the verdicts on this project's own functions against what its unit tests run, by V8's coverage: what
 * ran cannot be dead, and what is alive must be so by a way that begins outside the tests.
 *
 * @param tests paths of tests; none for all
 * @returns whether nothing that ran was called dead with certainty
 */
export async function judgeSelf(tests: readonly string[]): Promise<boolean> {
  const ran = await functionsRun(tests);
  await using store = await openStore('memory:');
  await analyzeRepository(store, ROOT, typescriptAnalyzer(), { repoId: REPO });
  const graph = await store.graph.loadGraph(REPO);
  const functions = new FunctionsByPlace(graph?.nodes ?? []);
  const report = await store.queries.deadCode(REPO, {
    verdicts: ['dead', 'test-only', 'unknown'],
    limit: Number.MAX_SAFE_INTEGER,
  });
  const judged = new Map(report.items.map((item) => [item.id, item]));
  const groupOf = ({ id }: SerializableNode): Group => {
    const item = judged.get(id);
    if (item?.verdict !== 'dead') return item?.verdict ?? 'alive';
    return item.confidence >= CERTAIN ? 'certain' : 'doubtful';
  };
  const found = new Map<string, { readonly node: SerializableNode; hasRun: boolean }>();
  for (const { file, start, hasRun } of ran) {
    const node = functions.at(file, start);
    if (node === undefined) continue;
    const known = found.get(node.id);
    if (known === undefined) found.set(node.id, { node, hasRun });
    else known.hasRun ||= hasRun;
  }
  const all = [...found.values()];
  const of = (hasRun: boolean, group: Group): SerializableNode[] =>
    all.filter((one) => one.hasRun === hasRun && groupOf(one.node) === group).map(({ node }) => node);
  console.log(`${''.padEnd(12)}${GROUPS.map((group) => group.padStart(11)).join('')}`);
  for (const hasRun of [true, false]) {
    const counts = GROUPS.map((group) => of(hasRun, group).length.toLocaleString('en').padStart(11));
    console.log(`${(hasRun ? 'ran' : 'did not run').padEnd(12)}${counts.join('')}`);
  }
  await tellWays(store, of(true, 'alive'));
  const wrong = of(true, 'certain');
  for (const { id } of [...wrong, ...of(true, 'doubtful')].slice(0, MOST_NAMED)) {
    const { confidence = 0, doubts = [] } = judged.get(id) ?? {};
    console.log(`ran, and was called dead: ${id}, sure ${confidence.toFixed(2)} ${doubts.join(', ')}`);
  }
  return wrong.length === 0;
}

/** By which last step life comes to some living functions; each way must begin outside the tests. */
async function tellWays(store: GraphStore, alive: readonly SerializableNode[]): Promise<void> {
  const every = Math.max(1, Math.floor(alive.length / WAYS));
  const rules = new Map<string, number>();
  for (const { id } of alive.filter((_, index) => index % every === 0)) {
    const { path } = await store.queries.whyAlive(REPO, { id });
    const last = path.at(-1);
    const rule = last?.rule ?? 'no way';
    rules.set(rule, (rules.get(rule) ?? 0) + 1);
  }
  const told = Array.from(rules, ([rule, count]) => `${count} ${rule}`).join(', ');
  console.log(`of those that ran and live, every ${every}th lives by: ${told}`);
}

async function functionsRun(tests: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'coverage-'));
  try {
    const options = ['enabled', 'provider=v8', 'reporter=json', 'include=src/**/*.ts', 'reportOnFailure'];
    const flags = [...options, `reportsDirectory=${folder}`].map((option) => `--coverage.${option}`);
    const vitest = ['vitest', 'run', '--project', 'unit', ...tests, ...flags];
    spawnSync('npx', vitest, { cwd: ROOT, stdio: 'ignore' });
    const files: Record<string, FileCoverage> = JSON.parse(
      await readFile(join(folder, 'coverage-final.json'), 'utf8'),
    );
    return Object.entries(files).flatMap(([path, { fnMap, f }]) =>
      Object.entries(fnMap).map(([key, { decl }]) => ({
        file: relative(ROOT, path).replaceAll('\\', '/'),
        start: decl.start,
        hasRun: (f[key] ?? 0) > 0,
      })),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Finds the innermost function of the graph around a place. */
class FunctionsByPlace {
  readonly #byFile = new Map<string, SerializableNode[]>();

  constructor(nodes: readonly SerializableNode[]) {
    for (const node of nodes) {
      if (node.kind !== 'Function' && node.kind !== 'Method') continue;
      this.#byFile.set(node.file, [...(this.#byFile.get(node.file) ?? []), node]);
    }
  }

  at(file: string, { line, column }: Position): SerializableNode | undefined {
    const around = (this.#byFile.get(file) ?? []).filter(({ span }) => {
      const isAfter = line > span.startLine || (line === span.startLine && column >= span.startColumn);
      return isAfter && (line < span.endLine || (line === span.endLine && column < span.endColumn));
    });
    const size = ({ span }: SerializableNode): number => span.endByte - span.startByte;
    return around.toSorted((a, b) => size(a) - size(b))[0];
  }
}
