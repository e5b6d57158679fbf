import type { Command } from 'commander';
import type { Timestamp } from '../../graph/index.ts';
import type { AnalysisResult } from '../../storage/index.ts';
import { parseCount } from '../arguments.ts';
import { moment } from '../output/moment.ts';
import { chooseRepository } from '../repository.ts';
import type { Cli } from '../session.ts';

const DEFAULT_LIMIT = 100;

interface Flags {
  readonly type?: string;
  readonly limit?: number;
}

interface AnalysisLine {
  readonly id: string;
  readonly analysisType: string;
  readonly timestamp: Timestamp;
  /** Of the data as JSON. */
  readonly bytes: number;
}

/** Adds the command `analyses`. */
export function addAnalyses(program: Command, cli: Cli): void {
  program
    .command('analyses')
    .description('list the stored results of analyses, the newest first')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .option('--type <TYPE>', 'only results of this type')
    .option('--limit <N>', 'the most results (default: what a screen holds)', parseCount)
    .addHelpText('after', '\nExample:\n  codeprism-neo4j analyses ajv --type complexity')
    .action(async (named: string | undefined, { type, limit = cli.output.rows ?? DEFAULT_LIMIT }: Flags) =>
      cli.withStore(async (session) => {
        const repoId = await chooseRepository(session, named);
        const query = { analysisType: type, limit, ...session.running };
        const rows = (await session.store.analysis.findAnalysis(repoId, query)).map(lineOf);
        if (rows.length === 0) cli.output.talk('No result of an analysis is stored.');
        if (rows.length === 0 && !cli.output.json) return;
        await cli.output.answer(rows, () =>
          cli.output.table(rows, [
            { title: 'ID', value: (row) => row.id },
            { title: 'TYPE', value: (row) => row.analysisType },
            { title: 'TIME', value: (row) => moment(row.timestamp) },
            { title: 'BYTES', value: (row) => row.bytes },
          ]),
        );
      }),
    );
}

function lineOf({ id, analysisType, timestamp, data }: AnalysisResult): AnalysisLine {
  return { id, analysisType, timestamp, bytes: Buffer.byteLength(JSON.stringify(data)) };
}
