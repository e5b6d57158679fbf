import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diskError, systemCode } from '../../../errors/disk-error.ts';
import { quote, StorageError } from '../../../errors/index.ts';
import { gathered, watched } from '../../../formats/chunks.ts';
import { checkedRows } from '../../../formats/each-row-once.ts';
import { writeChunks } from '../../../formats/write-graph.ts';
import type { SerializableGraph } from '../../../graph/index.ts';
import type { GraphSource, ReadOptions } from '../../../storage/index.ts';
import { type CsvTable, tablesOf } from './admin-tables.ts';
import { GraphLayout } from './graph-layout.ts';

/** The file in the folder that runs the import. */
const COMMAND = 'import.sh';
/** neo4j-admin's own; a longer field makes it fail. */
const READ_BUFFER_BYTES = 4 * 1024 * 1024;

/** What was written for neo4j-admin, and how it is imported. */
export interface AdminCsvReport {
  readonly totalNodes: number;
  readonly totalEdges: number;
  /** The shell script that runs the import. */
  readonly script: string;
}

/**
 * Writes a graph as a folder for `neo4j-admin database import full`: a header and a data
 * file for each sort of row, and `import.sh`, which runs it. The database that it makes
 * holds this repository and nothing else; the first time it is opened as a store the
 * constraints and indexes are added. A source is read in several passes.
 * @param folder must not be there yet, or be empty; it appears when it is whole
 * @throws `CONFIG_INVALID` for a folder with something in it, `UNSUPPORTED` for a source
 * that can be read once or an update later than the year 275760, `INVALID_GRAPH` for a
 * source that gives a row twice, `UNAVAILABLE` naming the path
 */
export async function writeAdminCsv(
  graph: SerializableGraph | GraphSource,
  folder: string,
  options: ReadOptions = {},
): Promise<AdminCsvReport> {
  const rows = checkedRows(graph);
  const place = `${folder}.${process.pid}.partial`;
  try {
    await checkFree(folder);
    const layout = await GraphLayout.of(rows, options);
    await mkdir(place);
    const groups: string[] = [];
    let longest = 0;
    for (const table of tablesOf(layout)) {
      const written = await writeTable(place, table, options);
      if (written.rows === 0) continue;
      longest = Math.max(longest, written.longest);
      // Neo4j 2026 wants a folder in every path.
      groups.push(`--${table.group}=./${table.name}-header.csv,./${table.name}.csv`);
    }
    const text = script(rows.metadata.repoId, commandOf(groups, longest));
    await writeFile(join(place, COMMAND), text, { mode: 0o755 });
    await rename(place, folder);
    const { totalNodes, totalEdges } = layout.metadata;
    return { totalNodes, totalEdges, script: join(folder, COMMAND) };
  } catch (error) {
    await rm(place, { recursive: true, force: true }).catch(() => undefined);
    throw diskError(error, folder);
  }
}

async function checkFree(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (entries === undefined) return;
  if (entries.length === 0) return rmdir(folder);
  throw new StorageError(
    'CONFIG_INVALID',
    `The folder ${quote(folder)} is there already and not empty. Name a new one.`,
    { context: { path: folder } },
  );
}

/** Tables without rows leave no file, for the import takes no empty ones. */
async function writeTable(
  folder: string,
  { name, header, rows }: CsvTable,
  options: ReadOptions,
): Promise<{ readonly rows: number; readonly longest: number }> {
  let count = 0;
  let longest = 0;
  const data = join(folder, `${name}.csv`);
  const file = createWriteStream(data);
  const closed = new Promise<void>((resolve, reject) => file.once('close', resolve).once('error', reject));
  closed.catch(() => undefined);
  const lines = gathered(rows, (values) => {
    const line = csvLine(values);
    count++;
    longest = Math.max(longest, Buffer.byteLength(line));
    return line;
  });
  try {
    await writeChunks(watched(lines, options), file);
  } finally {
    file.end();
  }
  await closed;
  if (count === 0) await rm(data);
  else await writeFile(join(folder, `${name}-header.csv`), `${header.join(',')}\n`);
  return { rows: count, longest };
}

/** Texts are always quoted: without quotes an empty one would be none. */
function csvLine(values: readonly (string | number | null)[]): string {
  const fields = values.map((value) => {
    if (value === null) return '';
    return typeof value === 'number' ? value : `"${value.replaceAll('"', '""')}"`;
  });
  return `${fields.join(',')}\n`;
}

/** The options that take files come last: they would take the database's name for one more. */
function commandOf(groups: readonly string[], longest: number): string[] {
  const buffer = longest > READ_BUFFER_BYTES / 2 ? [`--read-buffer-size=${longest * 2}`] : [];
  return ['--id-type=string', '--multiline-fields=true', ...buffer, ...groups];
}

function script(repoId: string, options: readonly string[]): string {
  const shown = JSON.stringify(repoId).replace(/[^\x20-\x7e]/g, '?');
  return `#!/bin/sh
# Makes a Neo4j database of the code graph ${shown}, and of nothing else: sh ${COMMAND} [DATABASE] [OPTIONS].
# DATABASE is neo4j unless named. It must not be running; one that is there is replaced with --overwrite-destination.
cd "$(dirname "$0")" || exit 1
case "\${1:-}" in '' | -*) set -- neo4j "$@" ;; esac
exec neo4j-admin database import full "$@" \\
  ${options.join(' \\\n  ')}
`;
}
