import { addAbortSignal } from 'node:stream';
import type { Command } from 'commander';
import { StorageError } from '../../errors/index.ts';
import { readGraphFile } from '../../formats/index.ts';
import { type GraphSource, rowsGiven, type WriteReport } from '../../storage/index.ts';
import { given } from '../arguments.ts';
import { formatAmount, formatRate, formatSeconds } from '../output/numbers.ts';
import type { Output } from '../output/output.ts';
import { printable } from '../output/width.ts';
import type { Cli, Session } from '../session.ts';
import type { Terminal } from '../terminal.ts';

interface ImportFlags {
  readonly repo?: string | undefined;
  readonly dryRun?: boolean | undefined;
}

export interface ImportReport extends WriteReport {
  readonly file: string;
}

export function addImport(program: Command, cli: Cli): void {
  program
    .command('import')
    .description('store code graphs: CodePrism JSON or NDJSON, gzipped or not')
    .argument('<FILE...>', 'the files, - for standard input')
    .option('--repo <ID>', 'store under this repository id instead of the one in the file')
    .option('--dry-run', 'only say what would be created, updated and deleted')
    .addHelpText(
      'after',
      `
Examples:
  codeprism-neo4j import graph.json.gz --repo my-project
  codeprism-neo4j import graph.json.gz --dry-run`,
    )
    .action(async (files: readonly string[], { repo, dryRun }: ImportFlags) => {
      checkFiles(files, repo);
      await cli.withStore(async (session) => {
        const reports: ImportReport[] = [];
        try {
          for (const file of files) {
            const report = await importFile(cli.terminal, session, file, { repo, dryRun });
            reports.push(report);
            const text = dryRun === true ? dryRunText : importText;
            if (!cli.output.json) await cli.output.print(text(report, session.storeName, cli.output));
          }
        } finally {
          // What was stored stays stored, also where a later file fails.
          if (cli.output.json && reports.length > 0) await cli.output.answer(reports, () => '');
        }
      }, given({ dryRun }));
    });
}

/** Reads one file and makes its repository in the store equal to it. */
export async function importFile(
  terminal: Terminal,
  { store, running }: Session,
  file: string,
  { repo, dryRun }: ImportFlags = {},
): Promise<ImportReport> {
  const fromStdin = file === '-';
  const input = fromStdin ? addAbortSignal(terminal.signal, terminal.stdin) : file;
  const source = await readGraphFile(input, fromStdin ? { ...running, name: 'standard input' } : running);
  const report = await store.graph.storeGraph(renamed(source, repo), { ...running, dryRun });
  return { file, ...report };
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

function dryRunText(report: ImportReport, storeName: string, output: Output): string {
  const title = `Would import ${report.repoId} from ${report.file} into ${storeName}; nothing was changed`;
  return countsText(report, title, output);
}

function countsText({ nodes, edges, dangling }: WriteReport, title: string, output: Output): string {
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
  ].join('\n');
}

function renamed(source: GraphSource, repoId: string | undefined): GraphSource {
  if (repoId === undefined) return source;
  return {
    metadata: { ...source.metadata, repoId },
    nodes: () => source.nodes(),
    edges: () => source.edges(),
    readOnce: source.readOnce ?? false,
  };
}

function checkFiles(files: readonly string[], repoId: string | undefined): void {
  if (repoId !== undefined && files.length > 1) {
    const problem = `--repo names one repository, but ${files.length} files are given; each would replace the one before.`;
    throw new StorageError('CONFIG_INVALID', `${problem} Import them one by one.`);
  }
  if (files.filter((file) => file === '-').length > 1) {
    throw new StorageError('CONFIG_INVALID', 'Standard input (-) is given twice. It can be read once.');
  }
}
