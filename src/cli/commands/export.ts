import { Writable } from 'node:stream';
import { type Command, Option } from 'commander';
import { quote, StorageError } from '../../errors/index.ts';
import { controlFreeJson } from '../../formats/control-characters.ts';
import {
  MERMAID_LIMITS,
  type Neighbourhood,
  writeDot,
  writeGexf,
  writeGraphJson,
  writeGraphMl,
  writeGraphNdjson,
  writeMermaid,
  writeNeighbourhoodDot,
} from '../../formats/index.ts';
import {
  type CallGraphOptions,
  collectSource,
  type GraphSource,
  type ReadOptions,
} from '../../storage/index.ts';
import { given, parseDepth } from '../arguments.ts';
import { chosenNode } from '../chosen-node.ts';
import { addEdgeKind, checkKinds } from '../kinds.ts';
import { addNodeOptions, NODE_FORMS, type NodeFlags } from '../nodes.ts';
import { formatAmount } from '../output/numbers.ts';
import { isClosedPipe } from '../output/output.ts';
import { shellWord } from '../output/shell-word.ts';
import { printable } from '../output/width.ts';
import { writeAside } from '../output/write-aside.ts';
import { chooseRepository, storedSource } from '../repository.ts';
import type { Cli, Session } from '../session.ts';

/** What a name of `--out` may end with, before `.gz`. */
const ENDINGS: Readonly<Record<string, Format>> = {
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  graphml: 'graphml',
  gexf: 'gexf',
  dot: 'dot',
  gv: 'dot',
  mmd: 'mermaid',
  mermaid: 'mermaid',
  cypher: 'cypher',
  cql: 'cypher',
};
const FORMATS = ['json', 'ndjson', 'graphml', 'gexf', 'dot', 'mermaid', 'cypher', 'neo4j-csv'] as const;
type Format = (typeof FORMATS)[number];

/** The formats of whole graphs that are one text; those for Neo4j are loaded when they are asked for. */
const WRITERS: Partial<Record<Format, typeof writeGraphJson>> = {
  json: writeGraphJson,
  ndjson: writeGraphNdjson,
  graphml: writeGraphMl,
  gexf: writeGexf,
  dot: writeDot,
  cypher: async (graph, writable, options) => {
    const { writeCypherScript } = await import('../../backends/neo4j/index.ts');
    await writeCypherScript(graph, writable, options);
  },
};

interface ExportFlags extends NodeFlags {
  readonly out?: string;
  readonly format?: Format;
  readonly around?: string;
  readonly depth?: number;
  readonly direction?: CallGraphOptions['direction'];
  readonly edgeKind?: readonly string[];
}

/** What was written, for the report. */
interface Written {
  readonly totalNodes: number;
  readonly totalEdges: number;
  readonly script?: string;
}

const EXAMPLES = `
Examples:
  codeprism-neo4j export ajv --out ajv.json.gz
  codeprism-neo4j export ajv --out ajv.graphml                 (yEd, NetworkX; .gexf for Gephi)
  codeprism-neo4j export ajv --around checkStrictMode --out calls.mmd
  codeprism-neo4j export ajv --around checkStrictMode --format dot | dot -Tsvg > calls.svg
  codeprism-neo4j export ajv --out ajv.cypher                  (cypher-shell --file ajv.cypher)
  codeprism-neo4j export ajv --format neo4j-csv --out ajv-csv  (a folder; sh ajv-csv/import.sh)`;

/** Adds the command `export`. */
export function addExport(program: Command, cli: Cli): void {
  const command = program
    .command('export')
    .description('write a stored graph, or the part around a node, for this and other programs')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .option(
      '--out <FILE>',
      'write this file instead of standard output; a name in .gz is compressed; a folder for neo4j-csv',
    )
    .addOption(
      new Option('--format <FORMAT>', 'the form (default: by the name of --out, else json)').choices(FORMATS),
    )
    .option('--around <NODE>', `only the part around this node, for dot and mermaid: ${NODE_FORMS}`)
    .option('--depth <N>', 'how many steps to go from it, or all (default 2)', parseDepth)
    .addOption(new Option('--direction <WAY>', 'default both').choices(['callers', 'callees', 'both']));
  addEdgeKind(addNodeOptions(command), 'the kinds of edges to follow (default CALLS)', '--kinds')
    .addHelpText('after', EXAMPLES)
    .action(async (named: string | undefined, flags: ExportFlags) => {
      const format = flags.format ?? formatOf(flags.out);
      checkFlags(format, flags);
      await cli.withStore(async (session) => {
        const repoId = await chooseRepository(session, named);
        const write = flags.around === undefined ? wholeGraph : neighbourhood;
        await exported(cli, repoId, format, flags, await write(session, repoId, format, flags));
      });
    });
}

/** Something to write, and where. */
interface Job {
  readonly size: Written;
  /** Into a stream, or into the folder of `--out`. */
  readonly toStream?: (sink: Writable) => Promise<void>;
  readonly toFolder?: (folder: string) => Promise<Written>;
}

function formatOf(out: string | undefined): Format {
  const [, ending = ''] = /\.([^./\\]+)$/.exec((out ?? '').replace(/\.gz$/i, '')) ?? [];
  return ENDINGS[ending.toLowerCase()] ?? 'json';
}

/** @throws `CONFIG_INVALID` */
function checkFlags(format: Format, { out, around, depth, direction, edgeKind }: ExportFlags): void {
  if (format === 'neo4j-csv' && out === undefined) {
    throw new StorageError('CONFIG_INVALID', 'neo4j-csv is a folder of files. Name a new one with --out.');
  }
  if (around !== undefined && format !== 'mermaid' && format !== 'dot') {
    throw new StorageError('CONFIG_INVALID', `--around goes with dot and mermaid, not with ${format}.`);
  }
  if (around === undefined && (depth ?? direction ?? edgeKind) !== undefined) {
    throw new StorageError('CONFIG_INVALID', '--depth, --direction and --edge-kind go with --around NODE.');
  }
}

async function wholeGraph(session: Session, repoId: string, format: Format): Promise<Job> {
  const source = await storedSource(session, repoId, 'export');
  const { running } = session;
  const size = source.metadata;
  if (format === 'mermaid') return smallGraph(source);
  if (format === 'neo4j-csv') return { size, toFolder: (folder) => writeFolder(source, folder, running) };
  const write = WRITERS[format] as typeof writeGraphJson;
  return { size, toStream: (sink) => write(source, sink, running) };
}

/** A whole graph as a Mermaid diagram. @throws `UNSUPPORTED` for one that is too large for it */
async function smallGraph(source: GraphSource): Promise<Job> {
  const { repoId, totalNodes } = source.metadata;
  if (totalNodes > MERMAID_LIMITS.nodes) {
    throw new StorageError(
      'UNSUPPORTED',
      `${quote(repoId)} has ${formatAmount(totalNodes, 'node')}; a Mermaid diagram holds at most ${MERMAID_LIMITS.nodes}. Choose a part with --around NODE, and --depth.`,
    );
  }
  const { nodes, edges } = await collectSource(source, {});
  const stored = new Set(nodes.map(({ id }) => id));
  const between = edges.filter((edge) => stored.has(edge.source) && stored.has(edge.target));
  const part = { repoId, roots: [], nodes, edges: between };
  return { size: { totalNodes, totalEdges: between.length }, toStream: (sink) => writeMermaid(part, sink) };
}

async function writeFolder(source: GraphSource, folder: string, running: ReadOptions): Promise<Written> {
  const { writeAdminCsv } = await import('../../backends/neo4j/index.ts');
  return writeAdminCsv(source, folder, running);
}

async function neighbourhood(
  session: Session,
  repoId: string,
  format: Format,
  flags: ExportFlags,
): Promise<Job> {
  const { depth, direction, edgeKind: edgeKinds } = flags;
  const { store, running } = session;
  await checkKinds(session, repoId, { edgeKinds });
  const { nodes, edges } = await store.queries.callGraph(
    repoId,
    [await chosenNode(session, repoId, flags.around ?? '', flags)],
    {
      ...running,
      ...given({ depth, direction, edgeKinds }),
      limit: Number.MAX_SAFE_INTEGER,
    },
  );
  const roots = nodes.items.filter(({ distance }) => distance === 0).map(({ id }) => id);
  const part: Neighbourhood = { repoId, roots, nodes: nodes.items, edges: edges.items };
  const write = format === 'mermaid' ? writeMermaid : writeNeighbourhoodDot;
  const size = { totalNodes: nodes.total, totalEdges: edges.total };
  return { size, toStream: (sink) => write(part, sink) };
}

async function exported(
  cli: Cli,
  repoId: string,
  format: Format,
  { out }: ExportFlags,
  { size, toStream, toFolder }: Job,
): Promise<void> {
  if (out === undefined) {
    if (toStream !== undefined) await writeToStdout(cli, format, toStream);
    return;
  }
  if (toStream !== undefined) await writeAside(out, toStream);
  const { totalNodes, totalEdges, script } = (await toFolder?.(out)) ?? size;
  const rows = `${formatAmount(totalNodes, 'node')}, ${formatAmount(totalEdges, 'edge')}`;
  cli.output.talk(printable(`Wrote ${repoId} to ${out} (${rows})`));
  if (script !== undefined) {
    cli.output.talk(
      printable(`Import it into a database that is not running: sh ${shellWord(script)} neo4j`),
    );
  }
  const report = { repoId, file: out, format, totalNodes, totalEdges, script };
  if (cli.output.json) await cli.output.answer(report, () => '');
}

/** JSON on its way to a terminal: the same values, with escapes for what could move a cursor. */
function withoutControls(stdout: Writable): Writable {
  return new Writable({
    write: (text: Buffer, _encoding, done) => {
      stdout.write(controlFreeJson(text.toString()), done);
    },
  });
}

async function writeToStdout(
  cli: Cli,
  format: Format,
  write: (sink: Writable) => Promise<void>,
): Promise<void> {
  const { stdout } = cli.terminal;
  try {
    await write(format === 'json' || format === 'ndjson' ? withoutControls(stdout) : stdout);
    if (stdout.isTTY === true) await cli.output.print('');
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (!isClosedPipe(error) && !isClosedPipe(cause)) throw error;
  }
}
