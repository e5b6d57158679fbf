import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqliteStore, type SqliteDriverName } from '../../src/backends/sqlite/index.ts';
import { sourceOf } from '../../src/storage/index.ts';
import { comparison, PERCENT_OF_THE_TIME, TIMES_THE_RATE, TIMES_THE_TIME } from '../comparison.ts';
import type { Outcome } from '../compete.ts';
import { copiesOf } from '../graphs/copies.ts';
import { withEditedFiles } from '../graphs/edits.ts';
import { endsOf } from '../graphs/ends.ts';
import type { NamedGraph } from '../graphs/find-graph.ts';
import type { Row } from '../rows.ts';
import { EARLIER_COMMIT } from './builds.ts';
import { commandsAbout } from './commands.ts';
import type { Cost, EmbeddedJob, Subject } from './job.ts';
import { pairs, type Sides, side } from './pairs.ts';
import { QUESTIONS } from './questions.ts';

const COPIES = 10;

/** The command line where nothing is asked of a store, and the library as it is imported. */
export async function startRows(sides: Sides): Promise<Row[]> {
  const { builds } = sides;
  const main = join(builds.own, 'dist/cli/main.js');
  const section = { section: 'embedded', graph: 'no graph' };
  const rows: Row[] = [];
  for (const flag of ['--version', '--help', '--no-such-option']) {
    const { own, other } = await pairs(sides, flag, {
      own: { do: 'run', args: [main, flag] },
      other: { do: 'run', args: ['-e', '0'] },
    });
    rows.push(
      comparison(
        { ...section, name: flag },
        side(sides, flag, own),
        side(sides, 'node -e 0', other),
        TIMES_THE_TIME,
        {
          atMost: 1.6,
        },
      ),
    );
  }
  const { own, other } = await pairs(sides, 'import', { own: { do: 'import' }, other: { do: 'import' } });
  rows.push(
    comparison(
      { ...section, name: 'first import of the library' },
      side(sides, 'import', own),
      side(sides, EARLIER_COMMIT, other),
      PERCENT_OF_THE_TIME,
      { atMost: 50 },
    ),
  );
  return rows;
}

/**
 * Everything about one graph, where it is large with its commands: of
 * those on a small one most is the process.
 */
export async function graphRows(sides: Sides, graph: NamedGraph, isLarge: boolean): Promise<Row[]> {
  const files = { own: join(sides.folder, 'own.db'), other: join(sides.folder, 'earlier.db') };
  const stored = await storeRows(sides, graph, files);
  const subject = subjectOf(graph);
  return [
    ...stored,
    ...(await questionRows(sides, graph, files, subject)),
    ...(isLarge ? await commandRows(sides, graph, files, subject) : []),
  ];
}

interface Files {
  readonly own: string;
  readonly other: string;
}

/**
 * The graph stored, stored again as it is, and stored with some files
 * edited; the file is left with the graph as it was.
 */
async function storeRows(sides: Sides, { graph, rows, name }: NamedGraph, files: Files): Promise<Row[]> {
  const plain = join(sides.folder, 'graph.json');
  const edited = join(sides.folder, 'edited.json');
  await writeFile(plain, JSON.stringify(graph));
  await writeFile(edited, JSON.stringify(withEditedFiles(graph).graph));
  const graphs = [plain, plain, edited, plain];
  const { own, other } = await pairs(sides, 'storeGraph', {
    own: { do: 'store', file: files.own, graphs },
    other: { do: 'store', file: files.other, graphs: [plain] },
  });
  const section = { section: 'embedded', graph: name };
  const first = { ...side(sides, 'first store', own), rows };
  return [
    comparison(
      { ...section, name: 'first store' },
      first,
      { ...side(sides, EARLIER_COMMIT, other), rows },
      PERCENT_OF_THE_TIME,
      { atMost: 100 },
    ),
    ...(
      [
        ['store again, unchanged', 1, 15],
        ['store again, 1 % edited', 2, 25],
      ] as const
    ).map(([name, part, atMost]) =>
      comparison({ ...section, name }, side(sides, 'again', own, part), first, PERCENT_OF_THE_TIME, {
        atMost,
      }),
    ),
  ];
}

/** Each question as the first that a store is asked. */
async function questionRows(
  sides: Sides,
  { name }: NamedGraph,
  files: Files,
  subject: Subject,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [question, { isAboutSome }] of Object.entries(QUESTIONS)) {
    const { own, other } = await pairs(sides, question, {
      own: { do: 'ask', file: files.own, question, subject },
      other: { do: 'ask', file: files.other, question, subject },
    });
    rows.push(
      comparison(
        { section: 'embedded', graph: name, name: `first question: ${question}` },
        side(sides, 'asked', own),
        side(sides, EARLIER_COMMIT, other),
        PERCENT_OF_THE_TIME,
        { atMost: isAboutSome ? 2 : 30 },
      ),
    );
  }
  return rows;
}

/** Each command as a process of its own, by its time and its memory. */
async function commandRows(
  sides: Sides,
  { name }: NamedGraph,
  files: Files,
  subject: Subject,
): Promise<Row[]> {
  const { builds } = sides;
  const rows: Row[] = [];
  for (const [command, { args, time, memory }] of Object.entries(commandsAbout(subject))) {
    const job = (build: string, file: string): EmbeddedJob => {
      const main = join(build, 'dist/cli/main.js');
      return { do: 'run', args: [main, ...args, '--store', `sqlite:${file}`] };
    };
    const { own, other } = await pairs(sides, command, {
      own: job(builds.own, files.own),
      other: job(builds.earlier, files.other),
    });
    const row = { section: 'embedded', graph: name, name: `command: ${command}` };
    const ours = side(sides, 'command', own);
    const theirs = side(sides, EARLIER_COMMIT, other);
    rows.push(comparison(row, ours, theirs, PERCENT_OF_THE_TIME, { atMost: time }));
    rows.push(memoryRow({ ...row, name: `${row.name}, memory` }, own, other, memory));
  }
  return rows;
}

function memoryRow(
  row: Pick<Row, 'section' | 'name' | 'graph'>,
  own: Outcome<readonly Cost[]>,
  other: Outcome<readonly Cost[]>,
  atMost: number,
): Row {
  const mebibytes = ({ values }: Outcome<readonly Cost[]>): number[] =>
    values.map(([cost]) => cost?.mebibytes ?? Number.NaN);
  const [ours, theirs] = [mebibytes(own), mebibytes(other)];
  const values = ours.map((value, round) => (100 * value) / (theirs[round] ?? Number.NaN));
  return {
    ...row,
    ours: { name: 'command', seconds: [], mebibytes: ours },
    yardstick: { name: EARLIER_COMMIT, seconds: [], mebibytes: theirs },
    figure: { unit: 'percent', values, goal: { atMost } },
  };
}

/**
 * Each question, a glob among those that look at all names, to several joined
 * copies of the graph, beside the same to the graph once.
 */
export async function growthRows(sides: Sides, { graph, name }: NamedGraph): Promise<Row[]> {
  const files = { own: join(sides.folder, 'copies.db'), other: join(sides.folder, 'once.db') };
  for (const [file, copies] of [[files.own, COPIES] as const, [files.other, 1] as const]) {
    await using store = await openSqliteStore({ file });
    await store.graph.storeGraph(copiesOf(sourceOf(graph), copies, graph.repoId));
  }
  const { far, near, file, ...rest } = subjectOf({ graph, name, rows: 0 });
  // Every copy has its own name before an id and a path; the first one is asked about.
  const subject = { ...rest, far: `copy-0/${far}`, near: `copy-0/${near}`, file: `copy-0/${file}` };
  const both = { ...sides, builds: { own: sides.builds.own, earlier: sides.builds.own } };
  const rows: Row[] = [];
  for (const [question, { isAboutSome }] of Object.entries(QUESTIONS)) {
    const { own, other } = await pairs(both, `${question}, ${COPIES} copies`, {
      own: { do: 'ask', file: files.own, question, subject },
      other: { do: 'ask', file: files.other, question, subject },
    });
    rows.push(
      comparison(
        { section: 'embedded', graph: `${COPIES} × ${name}`, name: question },
        side(sides, `${COPIES} copies`, own),
        side(sides, 'once', other),
        PERCENT_OF_THE_TIME,
        { atMost: isAboutSome && question !== 'find by glob' ? 200 : 100 * COPIES },
      ),
    );
  }
  return rows;
}

/** The same work by Node's own SQLite and by libsql; missing where this Node has none. */
export async function driverRows(sides: Sides, { graph, rows, name }: NamedGraph): Promise<Row[]> {
  const plain = join(sides.folder, 'graph.json');
  await writeFile(plain, JSON.stringify(graph));
  const subject = subjectOf({ graph, name, rows });
  const both = { ...sides, builds: { own: sides.builds.own, earlier: sides.builds.own } };
  const of = (driver: SqliteDriverName) => ({ driver, file: join(sides.folder, `${driver.slice(0, 4)}.db`) });
  const [node, libsql] = [of('node:sqlite'), of('libsql')];
  const jobs: Record<string, (by: typeof node) => EmbeddedJob> = {
    'first store': (by) => ({ do: 'store', graphs: [plain], ...by }),
    ...Object.fromEntries(
      ['find by glob', 'callers, depth 3', 'cycles of symbols', 'dead code'].map((question) => [
        question,
        (by: typeof node): EmbeddedJob => ({ do: 'ask', question, subject, ...by }),
      ]),
    ),
  };
  const found: Row[] = [];
  for (const [work, job] of Object.entries(jobs)) {
    const { own, other } = await pairs(both, `${work}, by driver`, { own: job(node), other: job(libsql) });
    found.push(
      comparison(
        { section: 'embedded', graph: name, name: `by driver: ${work}` },
        side(sides, 'node:sqlite', own),
        side(sides, 'libsql', other),
        TIMES_THE_RATE,
        { atLeast: 0.95 },
      ),
    );
  }
  return found;
}

function subjectOf({ graph }: NamedGraph): Subject {
  const { far, near } = endsOf(graph);
  const node = graph.nodes.find(({ id }) => id === far);
  return {
    repoId: graph.repoId,
    far,
    near,
    name: node?.name ?? '',
    file: node?.file ?? '',
    line: node?.span.startLine ?? 1,
  };
}
