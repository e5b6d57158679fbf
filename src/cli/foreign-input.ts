import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import { quote, StorageError } from '../errors/index.ts';
import { shellWord } from './output/shell-word.ts';

const SOURCE_CODE = /\.(?:[cm]?[jt]sx?|py|go|java|kt|rs|rb|php|cs|c|cc|cpp|h|hpp|swift|scala)$/i;
const ZIP = [0x50, 0x4b, 0x03, 0x04] as const;
const SQLITE = 'SQLite format 3\0';

/** What `export` writes for other programs, by how it begins. */
const EXPORTS: readonly (readonly [begins: RegExp, form: string])[] = [
  [/^(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<graphml\b/s, 'GraphML'],
  [/^(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<gexf\b/s, 'GEXF'],
  [/^(?:\/\/[^\n]*\n\s*)*(?:strict\s+)?digraph\b/, 'DOT'],
  [/^(?:%%[^\n]*\n\s*)*(?:flowchart|graph)\s+(?:TB|TD|BT|LR|RL)\b/, 'Mermaid'],
  [/^(?:\/\/[^\n]*\n\s*)*(?::begin|:param|CREATE|MERGE|MATCH|CALL|UNWIND)\b/, 'a Cypher script'],
];

/**
 * What is wrong with a folder that is given as a graph's file, and what to do instead.
 * @returns `undefined` for what is no folder
 */
export async function folderProblem(path: string, program: string): Promise<StorageError | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() !== true) return undefined;
  const names = await readdir(path).catch(() => []);
  const holdsStore = names.some((name) => /\.graph\.json(?:\.gz)?$/.test(name));
  return holdsStore
    ? foreign(
        path,
        'is a folder of stored graphs',
        `To copy them: ${program} copy ${shellWord(`file:${path}`)} STORE`,
      )
    : foreign(path, 'is a folder', `To read its source code: ${program} analyze ${shellWord(path)}`);
}

/**
 * What is wrong with a file that is no graph, and what to do instead, by its name and how it begins.
 * @param start the first bytes, decompressed
 * @returns `undefined` for what may be a graph, or is nothing known
 */
export function foreignProblem(path: string, start: Uint8Array, program: string): StorageError | undefined {
  const text = Buffer.from(start)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  const folder = shellWord(dirname(path));
  if (ZIP.every((byte, index) => start[index] === byte)) {
    return foreign(
      path,
      'is a zip archive',
      'Unpack it, and import the graph that is in it. Gzip (.gz) is read as it is.',
    );
  }
  if (Buffer.from(start).toString('latin1').startsWith(SQLITE)) {
    return foreign(
      path,
      'is an SQLite database',
      `If it is a store: ${program} repos --store ${shellWord(`sqlite:${path}`)}`,
    );
  }
  if (/^\{"codeprism":"backup"/.test(text)) {
    return foreign(path, 'is a backup', `To bring it back: ${program} restore ${shellWord(path)}`);
  }
  const form = EXPORTS.find(([begins]) => begins.test(text))?.[1];
  if (form !== undefined) {
    const advice = `That form is for other programs. Export the graph again as .json or .ndjson: ${program} export --out graph.json.gz`;
    return foreign(path, `is ${form}`, advice);
  }
  if (basename(path) === 'package.json' || basename(path) === 'tsconfig.json') {
    return foreign(path, 'describes a project', `To read its source code: ${program} analyze ${folder}`);
  }
  if (SOURCE_CODE.test(path)) {
    const advice = `To read it and what lies beside it: ${program} analyze ${folder}`;
    return foreign(path, `is source code (${extname(path)})`, advice);
  }
  return undefined;
}

/** What is wrong with a file that is given as a folder of sources, and what to do instead. */
export async function fileForFolder(path: string, program: string): Promise<StorageError | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || found.isDirectory()) return undefined;
  const isGraph =
    /\.(?:scip|json|ndjson|jsonl)(?:\.gz)?$/i.test(path) && !/^(?:package|tsconfig)/.test(basename(path));
  const advice = isGraph
    ? `To store a graph or an index: ${program} import ${shellWord(path)}`
    : `analyze takes a folder: ${program} analyze ${shellWord(dirname(path))}`;
  return foreign(path, isGraph ? 'is a file with a graph' : 'is a file', advice);
}

function foreign(path: string, is: string, advice: string): StorageError {
  return new StorageError('CONFIG_INVALID', `${quote(path)} ${is}. ${advice}`, { context: { path } });
}
