import type { Command } from 'commander';
import type { ScipReport } from '../../analyzers/scip/index.ts';
import { quote, StorageError } from '../../errors/index.ts';
import { withMergedSites } from '../../formats/index.ts';
import { GRAPH_SCHEMA } from '../../graph/index.ts';
import { type GraphSource, rowsGiven, type WriteReport } from '../../storage/index.ts';
import { given } from '../arguments.ts';
import { type ImportInput, importInputs } from '../import-inputs.ts';
import { lossLines } from '../output/losses.ts';
import { formatAmount, formatCount, formatRate, formatSeconds } from '../output/numbers.ts';
import { caveatText, type Output } from '../output/output.ts';
import { printable } from '../output/width.ts';
import type { Cli, Session } from '../session.ts';
import type { Terminal } from '../terminal.ts';

interface ImportFlags {
  readonly repo?: string | undefined;
  readonly dryRun?: boolean | undefined;
  readonly strict?: boolean | undefined;
  readonly mergeSites?: boolean | undefined;
  readonly allowEmpty?: boolean | undefined;
  readonly source?: string | undefined;
}

/** What storing one file did, and what the file says of itself. */
export interface ImportReport extends WriteReport {
  readonly file: string;
  /** The version of the graph's own schema, as the file has it. */
  readonly schemaVersion: string;
  /** Of SCIP indexes: what they were made by, and what they do not say. */
  readonly scip?: ScipReport;
}

/** Adds the command `import`. */
export function addImport(program: Command, cli: Cli): void {
  program
    .command('import')
    .description('store code graphs: CodePrism JSON, NDJSON, SCIP indexes, gzipped or not')
    .argument('<FILE...>', 'the files, - for standard input; SCIP indexes become one graph')
    .option('--repo <ID>', 'store under this repository id instead of the one in the file')
    .option('--source <DIR>', 'the folder that a SCIP index was made in: calls and exports need the text')
    .option('--merge-sites', 'make one edge, with count and lines, of those that differ only in their place')
    .option('--allow-empty', 'let a file without rows empty a repository that has some')
    .option('--strict', 'refuse fields that are not known, and rows that are given more than once')
    .option('--dry-run', 'only say what would be created, updated and deleted')
    .addHelpText(
      'after',
      `
Examples:
  codeprism-neo4j import graph.json.gz --repo my-project
  codeprism-neo4j import index.scip --source .
  codeprism-neo4j import graph.json.gz --dry-run`,
    )
    .action(async (files: readonly string[], flags: ImportFlags) => {
      const { dryRun } = flags;
      checkFiles(files);
      await cli.withStore(async (session) => {
        const inputs = await importInputs(cli.terminal, files, session.running);
        checkInputs(inputs, flags);
        const reports: ImportReport[] = [];
        try {
          for (const input of inputs) {
            const report = await importInput(session, input, flags);
            reports.push(report);
            noteSchema(cli.output, report);
            if (!cli.output.json) {
              const text = files.length > 1 ? lineText : dryRun === true ? dryRunText : importText;
              await cli.output.print(text(report, session.storeName, cli.output));
            }
            for (const caveat of report.scip?.caveats ?? []) cli.output.talk(caveatText(caveat));
          }
        } finally {
          if (!cli.output.json && files.length > 1) await cli.output.print(sumText(reports, dryRun === true));
          // What was stored stays stored, also where a later file fails.
          if (cli.output.json && reports.length > 0) await cli.output.answer(reports, () => '');
        }
      }, given({ dryRun }));
    });
}

/** Reads one file and makes its repository in the store equal to it. */
export async function importFile(terminal: Terminal, session: Session, file: string): Promise<ImportReport> {
  const [input] = await importInputs(terminal, [file], session.running);
  if (input === undefined) throw new StorageError('UNEXPECTED', `${quote(file)} was not read.`);
  return importInput(session, input, {});
}

async function importInput(
  { store, running }: Session,
  input: ImportInput,
  { repo: repoId, source: sourceRoot, dryRun, strict, mergeSites, allowEmpty }: ImportFlags,
): Promise<ImportReport> {
  const file = input.name;
  const { source: read, scip } = await input.open({ ...running, repoId, sourceRoot });
  const merged = mergeSites === true ? withMergedSites(read) : read;
  const stored = await store.graph.getGraphMetadata(read.metadata.repoId, running);
  const isFull = (stored?.totalNodes ?? 0) + (stored?.totalEdges ?? 0) > 0;
  const source = isFull && allowEmpty !== true ? neverEmpty(merged, file) : merged;
  const { schemaVersion } = source.metadata;
  if (strict === true && schemaVersion !== GRAPH_SCHEMA) throw unknownSchema(file, schemaVersion);
  const report = await store.graph.storeGraph(source, { ...running, dryRun, strict });
  return { file, schemaVersion, ...report, ...given({ scip: scip?.() }) };
}

/** A file that holds nothing is more often a mistake of who made it than meant. */
function neverEmpty(source: GraphSource, file: string): GraphSource {
  let isEmpty = true;
  const noticed = async function* <Row>(rows: AsyncIterable<Row>): AsyncIterable<Row> {
    for await (const row of rows) {
      isEmpty = false;
      yield row;
    }
  };
  return {
    metadata: source.metadata,
    nodes: () => noticed(source.nodes()),
    edges: async function* () {
      yield* noticed(source.edges());
      if (isEmpty) throw emptyFile(file, source.metadata.repoId);
    },
    readOnce: source.readOnce ?? false,
    get ignoredFields() {
      return source.ignoredFields ?? {};
    },
  };
}

function emptyFile(file: string, repoId: string): StorageError {
  return new StorageError(
    'INVALID_GRAPH',
    `File ${quote(file)} holds no node and no edge, and would empty the repository ${quote(repoId)}. Give --allow-empty if that is meant, or delete it.`,
    { repoId, context: { file } },
  );
}

/** What an import did, as text. */
export function importText(report: ImportReport, storeName: string, output: Output): string {
  const { nodes, edges, seconds } = report;
  const rows = rowsGiven(nodes) + rowsGiven(edges);
  const time = `${formatSeconds(seconds)}, ${formatRate(rows, seconds)}`;
  return countsText(
    report,
    `Imported ${report.repoId} from ${report.file} into ${storeName} (${time})`,
    output,
  );
}

/** One of several files, on a line, and what of it was not stored. */
function lineText(report: ImportReport): string {
  const { repoId, file, nodes, edges, dangling } = report;
  const rows = `${formatAmount(rowsGiven(nodes), 'node')}, ${formatAmount(rowsGiven(edges), 'edge')}, ${formatCount(dangling)} dangling`;
  return [printable(`${repoId} from ${file}: ${rows}`), ...lossLines(report)].join('\n');
}

function sumText(reports: readonly ImportReport[], dryRun: boolean): string {
  const sum = (of: (report: ImportReport) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  const files = formatAmount(reports.length, 'file');
  const repositories = formatAmount(
    new Set(reports.map(({ repoId }) => repoId)).size,
    'repository',
    'repositories',
  );
  const [nodes, edges] = [sum((one) => rowsGiven(one.nodes)), sum((one) => rowsGiven(one.edges))];
  const rows = `${formatAmount(nodes, 'node')}, ${formatAmount(edges, 'edge')}`;
  const done = dryRun ? 'Would import' : 'Imported';
  return `${done} ${files} into ${repositories}: ${rows} (${formatSeconds(sum(({ seconds }) => seconds))})`;
}

function dryRunText(report: ImportReport, storeName: string, output: Output): string {
  const title = `Would import ${report.repoId} from ${report.file} into ${storeName}; nothing was changed`;
  return countsText(report, title, output);
}

/** What a write did, as a table under a title. */
export function countsText(report: WriteReport, title: string, output: Output): string {
  const { nodes, edges, dangling } = report;
  const lines = [
    { title: 'nodes', counts: nodes },
    { title: 'edges', counts: edges },
  ];
  return [
    output.strong(printable(title)),
    output.table(lines, [
      { title: '', value: (line) => line.title },
      { title: 'CREATED', value: (line) => line.counts.created },
      { title: 'UPDATED', value: (line) => line.counts.updated },
      { title: 'UNCHANGED', value: (line) => line.counts.unchanged },
      { title: 'DELETED', value: (line) => line.counts.deleted },
    ]),
    `${formatAmount(dangling, 'edge')} dangling (an end is not stored)`,
    ...lossLines(report),
  ].join('\n');
}

function noteSchema(output: Output, { file, schemaVersion }: ImportReport): void {
  if (schemaVersion === GRAPH_SCHEMA) return;
  output.note(printable(`${quote(file)} ${schemaProblem(schemaVersion)} It is stored as it is.`));
}

function unknownSchema(file: string, schemaVersion: string): StorageError {
  const problem = `File ${quote(file)} ${schemaProblem(schemaVersion)}`;
  return new StorageError('INVALID_GRAPH', `${problem} Leave out --strict to store it as it is.`);
}

function schemaProblem(schemaVersion: string): string {
  return `has schema version ${quote(schemaVersion)}; only ${quote(GRAPH_SCHEMA)} is known here.`;
}

function checkFiles(files: readonly string[]): void {
  if (files.filter((file) => file === '-').length > 1) {
    throw new StorageError('CONFIG_INVALID', 'Standard input (-) is given twice. It can be read once.');
  }
}

function checkInputs(inputs: readonly ImportInput[], { repo, source }: ImportFlags): void {
  if (repo !== undefined && inputs.length > 1) {
    const problem = `--repo names one repository, but ${inputs.length} files are given; each would replace the one before.`;
    throw new StorageError('CONFIG_INVALID', `${problem} Import them one by one.`);
  }
  if (source !== undefined && !inputs.some(({ isScip }) => isScip)) {
    throw new StorageError(
      'CONFIG_INVALID',
      '--source belongs to SCIP indexes, and none is given. Leave it out.',
    );
  }
}
