import { addAbortSignal } from 'node:stream';
import type { ScipIndex, ScipInput, ScipReport } from '../analyzers/scip/index.ts';
import type { StorageError } from '../errors/index.ts';
import { byteInput } from '../formats/byte-input.ts';
import { readGraphFile } from '../formats/index.ts';
import { PeekableBytes } from '../formats/peekable-bytes.ts';
import { plainBytes } from '../formats/plain-bytes.ts';
import type { GraphSource, ReadOptions } from '../storage/index.ts';
import { folderProblem, foreignProblem } from './foreign-input.ts';
import type { Terminal } from './terminal.ts';

/** Enough to read an index's metadata, the indexer's arguments included. */
const BYTES_TO_TELL = 64 * 1024;
const SCIP_NAME = /\.scip(?:\.gz)?$/i;

/** How files are opened that are to be imported. */
export interface ImportOptions extends ReadOptions {
  readonly repoId?: string | undefined;
  /** The folder of the sources that SCIP indexes were made of. */
  readonly sourceRoot?: string | undefined;
}

/** A file that was opened as a source of rows. */
export interface OpenedGraph {
  readonly source: GraphSource;
  /** About an index, once its source has been read. */
  scip?(): ScipReport | undefined;
}

/** What becomes one graph: a file, or all the SCIP indexes that are given together. */
export interface ImportInput {
  /** The files, for people. */
  readonly name: string;
  readonly isScip: boolean;
  open(options: ImportOptions): Promise<OpenedGraph>;
}

/**
 * Recognises the files by their content, `-` being standard input;
 * indexes stand where the first of them does.
 */
export async function importInputs(
  terminal: Terminal,
  files: readonly string[],
  running: ReadOptions,
): Promise<readonly ImportInput[]> {
  const inputs: (ImportInput | undefined)[] = [];
  const indexes: ScipInput[] = [];
  let place = -1;
  for (const file of files) {
    const input = await recognised(terminal, file, running);
    if ('isScip' in input) {
      inputs.push(input);
      continue;
    }
    if (indexes.length === 0) place = inputs.push(undefined) - 1;
    indexes.push(input);
  }
  if (place !== -1) inputs[place] = scipInput(indexes);
  return inputs.filter((input) => input !== undefined);
}

function scipInput(indexes: readonly ScipInput[]): ImportInput {
  return {
    name: indexes.map(({ name }) => name).join(', '),
    isScip: true,
    async open({ repoId, sourceRoot, signal }) {
      const { openScip } = await import('../analyzers/scip/index.ts');
      const index: ScipIndex = await openScip(indexes, { repoId, sourceRoot, signal });
      return { source: index.source, scip: () => index.report() };
    },
  };
}

async function recognised(
  terminal: Terminal,
  file: string,
  running: ReadOptions,
): Promise<ImportInput | ScipInput> {
  const fromStdin = file === '-';
  const name = fromStdin ? 'standard input' : file;
  const folder = fromStdin ? undefined : await folderProblem(file, terminal.program);
  if (folder !== undefined) return inputThatIsNone(file, folder);
  const given = fromStdin ? addAbortSignal(terminal.signal, terminal.stdin) : file;
  try {
    const input = await byteInput(given, name, running);
    const chunks = (): AsyncIterable<Uint8Array> => plainBytes(input.chunks(), name);
    const bytes = new PeekableBytes(chunks());
    const isScip = await isIndex(bytes, name);
    const foreign =
      fromStdin || isScip
        ? undefined
        : foreignProblem(file, await bytes.peek(BYTES_TO_TELL), terminal.program);
    if (foreign !== undefined) return inputThatIsNone(file, foreign);
    if (input.readOnce) {
      const all = (): AsyncIterable<Uint8Array> => bytes.all();
      return isScip ? { name, readOnce: true, chunks: all } : graphInput(file, all(), name);
    }
    await bytes.close();
    return isScip ? { name, readOnce: false, chunks } : graphInput(file, file, name);
  } catch {
    // What is wrong is said when it is this file's turn, and what comes before it is stored.
    return SCIP_NAME.test(file) ? indexThatFails(given, name, running) : graphInput(file, given, name);
  }
}

async function isIndex(bytes: PeekableBytes, name: string): Promise<boolean> {
  const start = await bytes.peek(BYTES_TO_TELL);
  if (SCIP_NAME.test(name)) return true;
  // Text begins with none of the bytes that an index does, but for a line feed.
  if (start[0] !== 0x0a && start[0] !== 0x12) return false;
  const { looksLikeIndex } = await import('../analyzers/scip/index.ts');
  return looksLikeIndex(start);
}

function graphInput(file: string, input: string | AsyncIterable<Uint8Array>, name: string): ImportInput {
  return {
    name: file,
    isScip: false,
    open: async ({ repoId, signal, onProgress }) => ({
      source: await readGraphFile(input, { name, repoId, signal, onProgress }),
    }),
  };
}

/** What is wrong is said when it is its turn. */
function inputThatIsNone(name: string, problem: StorageError): ImportInput {
  return { name, isScip: false, open: () => Promise.reject(problem) };
}

function indexThatFails(
  given: string | AsyncIterable<Uint8Array>,
  name: string,
  running: ReadOptions,
): ScipInput {
  return {
    name,
    readOnce: false,
    async *chunks() {
      const input = await byteInput(given, name, running);
      yield* plainBytes(input.chunks(), name);
    },
  };
}
