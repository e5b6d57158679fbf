import { Argument, Command, InvalidArgumentError } from 'commander';
import { beforeExit } from '../test/server/cleanup.ts';
import { findOrStartServer, ServerUnavailableError } from '../test/server/index.ts';
import { Bench, LocalBench } from './bench.ts';
import { messageOf } from './compete.ts';
import { type Header, headerOf, headerText, tableText, writeJson } from './report.ts';
import type { Row } from './rows.ts';
import { type LocalSection, SECTIONS, type Section } from './sections/index.ts';

interface Options {
  readonly rounds: number;
  readonly graph?: string;
  readonly json?: string;
  readonly byProcessor?: true;
}

const names = SECTIONS.map((section) => section.name);
const width = Math.max(...names.map((name) => name.length));

const program = new Command('npm run bench --')
  .description('Measures the Neo4j backend beside the ordinary ways to do the same, on the same server.')
  .addArgument(new Argument('[sections...]', 'what to measure (default: everything)').choices(names))
  .option('--rounds <number>', 'rounds of each measurement', wholeNumber, 3)
  .option('--graph <file>', 'the graph to measure with (default: the largest that is there)')
  .option('--by-processor', 'embedded: time of the processor, for a machine that others keep busy')
  .option('--json <file>', 'also writes every figure there')
  .addHelpText(
    'after',
    `\nSections:\n${SECTIONS.map(({ name, description }) => `  ${name.padEnd(width)}  ${description}`).join('\n')}`,
  )
  .action(run);

async function run(wanted: readonly string[], { rounds, graph, json, byProcessor }: Options): Promise<void> {
  const sections = SECTIONS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const options = { rounds, graphFile: graph, byProcessor, say };
  if (sections.every((section): section is LocalSection => 'isLocal' in section))
    return measure(sections, new LocalBench(options), headerOf(undefined, rounds), json);
  await using server = await findOrStartServer({ pageCache: '2g', onNotice: say });
  await using bench = await Bench.open(server, options);
  // A server that was started here takes its data with it.
  if (server.source === 'given') beforeExit({ stop: () => endEarly(bench), stopNow: () => {} });
  return measure(sections, bench, headerOf(server, rounds), json);
}

async function measure<Needed extends LocalBench>(
  sections: readonly Section<Needed>[],
  bench: Needed,
  header: Header,
  json: string | undefined,
): Promise<void> {
  console.log(headerText(header));
  const rows: Row[] = [];
  for (const section of sections) {
    const measured = await rowsOf(section, bench);
    rows.push(...measured);
    for (const graph of new Set(measured.map((row) => row.graph)))
      console.log(
        `\n${section.name} (${graph})\n${tableText(measured.filter((row) => row.graph === graph))}`,
      );
    if (json !== undefined) await writeJson(json, header, rows);
  }
  if (rows.some((row) => row.missing !== undefined)) process.exitCode = 1;
}

/** A section that fails is a row that is missing: the others go on. */
async function rowsOf<Needed extends LocalBench>(
  section: Section<Needed>,
  bench: Needed,
): Promise<readonly Row[]> {
  try {
    return await section.run(bench);
  } catch (error) {
    return [{ section: section.name, name: section.name, graph: 'not measured', missing: messageOf(error) }];
  }
}

async function endEarly(bench: Bench): Promise<void> {
  await bench[Symbol.asyncDispose]();
  process.exit(1);
}

function say(line: string): void {
  console.error(`[${Math.round(performance.now() / 1_000)} s] ${line}`);
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('It must be a whole number from 1.');
  return value;
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof ServerUnavailableError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
