import type { Writable } from 'node:stream';
import { type Command, Option } from 'commander';
import { writeGraphJson, writeGraphNdjson } from '../../formats/index.ts';
import { formatAmount } from '../output/numbers.ts';
import { isClosedPipe } from '../output/output.ts';
import { printable } from '../output/width.ts';
import { writeAside } from '../output/write-aside.ts';
import { chooseRepository, storedSource } from '../repository.ts';
import type { Cli } from '../session.ts';

interface ExportFlags {
  readonly out?: string;
  readonly format?: 'json' | 'ndjson';
}

export function addExport(program: Command, cli: Cli): void {
  program
    .command('export')
    .description('write a stored graph as CodePrism JSON or NDJSON')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .option('--out <FILE>', 'write this file instead of standard output; a name in .gz is compressed')
    .addOption(
      new Option('--format <FORMAT>', 'the form (default: by the name of --out, else json)').choices([
        'json',
        'ndjson',
      ]),
    )
    .addHelpText('after', '\nExample:\n  codeprism-neo4j export ajv --out ajv.json.gz')
    .action(async (named: string | undefined, flags: ExportFlags) =>
      cli.withStore(async (session) => {
        const repoId = await chooseRepository(session, named);
        const source = await storedSource(session, repoId, 'export');
        const format =
          flags.format ?? (/\.(ndjson|jsonl)(\.gz)?$/i.test(flags.out ?? '') ? 'ndjson' : 'json');
        const write = format === 'json' ? writeGraphJson : writeGraphNdjson;
        const writeTo = (sink: Writable): Promise<void> => write(source, sink, session.running);
        if (flags.out === undefined) return writeToStdout(cli, writeTo);
        await writeAside(flags.out, writeTo);
        const { totalNodes, totalEdges } = source.metadata;
        const rows = `${formatAmount(totalNodes, 'node')}, ${formatAmount(totalEdges, 'edge')}`;
        cli.output.talk(printable(`Wrote ${repoId} to ${flags.out} (${rows})`));
        const report = { repoId, file: flags.out, format, totalNodes, totalEdges };
        if (cli.output.json) await cli.output.answer(report, () => '');
      }),
    );
}

async function writeToStdout(cli: Cli, write: (sink: Writable) => Promise<void>): Promise<void> {
  const { stdout } = cli.terminal;
  try {
    await write(stdout);
    if (stdout.isTTY === true) await cli.output.print('');
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (!isClosedPipe(error) && !isClosedPipe(cause)) throw error;
  }
}
