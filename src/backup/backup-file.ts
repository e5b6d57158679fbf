import { createHash } from 'node:crypto';
import { quote, StorageError } from '../errors/index.ts';
import { byteInput } from '../formats/byte-input.ts';
import { described, unreadable } from '../formats/file-problem.ts';
import { streamedLines } from '../formats/ndjson-source.ts';
import { parseJson } from '../formats/parse-json.ts';
import { plainBytes } from '../formats/plain-bytes.ts';
import { type TextLine, textLines } from '../formats/text-lines.ts';
import type { GraphSource, ReadOptions } from '../storage/index.ts';
import { BACKUP_FORMAT, type BackedUpGraph } from './backup-form.ts';

const REMEDY = { remedy: 'Use another backup, or transfer the file again.' };
const GRAPH_START = '{"codeprism":"graph"';
const GRAPH_END = '{"end":';
const BACKUP_END = '{"backup_end":';

/** A backup in a file, read as often as wanted. */
export class BackupFile {
  readonly #name: string;
  readonly #open: () => AsyncIterable<Uint8Array>;

  private constructor(name: string, open: () => AsyncIterable<Uint8Array>) {
    this.#name = name;
    this.#open = open;
  }

  /** @throws `NOT_FOUND`, `UNAVAILABLE`, `UNSUPPORTED` for what can be read only once */
  static async open(path: string, options: ReadOptions): Promise<BackupFile> {
    const file = await byteInput(path, path, options);
    if (!file.readOnce) return new BackupFile(path, () => file.chunks());
    throw new StorageError(
      'UNSUPPORTED',
      `${quote(path)} can be read only once, but a backup is checked before it is restored. Save it as a file.`,
    );
  }

  /**
   * Reads all of it and compares it with its end.
   * @returns the repositories in it, in their order
   * @throws `CORRUPT` where it is no backup, was cut off or altered, `UNSUPPORTED` for a later format
   */
  async check(): Promise<BackedUpGraph[]> {
    const hash = createHash('sha256');
    const found: BackedUpGraph[] = [];
    let promised: number | undefined;
    let repoId: string | undefined;
    let end: string | undefined;
    for await (const line of this.#lines()) {
      if (end !== undefined) throw this.#wrong('holds something else behind its end', line);
      promised ??= this.#promised(line);
      if (line.text.startsWith(BACKUP_END)) {
        end = this.#parse(line).backup_end?.sha256;
        continue;
      }
      hash.update(`${line.text}\n`);
      if (line.text.startsWith(GRAPH_START)) repoId = this.#parse(line).metadata?.repo_id;
      if (!line.text.startsWith(GRAPH_END)) continue;
      const { nodes = 0, edges = 0 } = this.#parse(line).end ?? {};
      found.push({ repoId: repoId ?? '', nodes, edges });
    }
    if (end === undefined) throw this.#wrong('was cut off: it has no end line');
    if (end !== hash.digest('hex') || promised !== found.length) {
      throw this.#wrong('was altered: its rows are not those that were written');
    }
    return found;
  }

  /**
   * The graphs in it, one after the other; each is read to its end before the next begins. Check it first.
   */
  async *graphs(): AsyncGenerator<GraphSource> {
    const lines = this.#lines()[Symbol.asyncIterator]();
    try {
      await lines.next();
      for (;;) {
        const section = new Section(lines);
        if (!(await section.begins())) return;
        yield await streamedLines(section, this.#name);
        await section.skip();
      }
    } finally {
      await lines.return?.();
    }
  }

  #lines(): AsyncIterable<TextLine> {
    return textLines(plainBytes(this.#open(), this.#name), this.#name);
  }

  #promised(line: TextLine): number {
    const header = this.#parse(line);
    if (header.codeprism !== 'backup') {
      throw this.#wrong('is no backup', line);
    }
    if (header.format !== BACKUP_FORMAT) {
      throw new StorageError(
        'UNSUPPORTED',
        `File ${quote(this.#name)}: backup format ${described(header.format)} is not known here, only ${BACKUP_FORMAT}. Use a newer version of this package.`,
        { context: { file: this.#name } },
      );
    }
    return header.repositories ?? 0;
  }

  #parse(line: TextLine): BackupLine {
    const value = parseJson(line.text, this.#name, line.number);
    return typeof value === 'object' && value !== null ? value : {};
  }

  #wrong(problem: string, line?: TextLine): StorageError {
    return unreadable(this.#name, line === undefined ? problem : `${problem} (line ${line.number})`, REMEDY);
  }
}

/** What is read of some lines before their hash is known to be right. */
interface BackupLine {
  readonly codeprism?: unknown;
  readonly format?: unknown;
  readonly repositories?: number;
  readonly metadata?: { readonly repo_id?: string };
  readonly end?: { readonly nodes?: number; readonly edges?: number };
  readonly backup_end?: { readonly sha256?: string };
}

/** The lines of one graph. Ending it does not end the file's lines. */
class Section implements AsyncIterable<TextLine> {
  readonly #lines: AsyncIterator<TextLine>;
  #first: TextLine | undefined;
  #isOver = false;

  constructor(lines: AsyncIterator<TextLine>) {
    this.#lines = lines;
  }

  /** Whether there is another graph. */
  async begins(): Promise<boolean> {
    const { done, value } = await this.#lines.next();
    if (done === true || !value.text.startsWith(GRAPH_START)) return false;
    this.#first = value;
    return true;
  }

  [Symbol.asyncIterator](): AsyncIterator<TextLine> {
    return { next: () => this.#next() };
  }

  async skip(): Promise<void> {
    while ((await this.#next()).done !== true);
  }

  async #next(): Promise<IteratorResult<TextLine>> {
    if (this.#isOver) return { done: true, value: undefined };
    const first = this.#first;
    this.#first = undefined;
    if (first !== undefined) return { done: false, value: first };
    const next = await this.#lines.next();
    this.#isOver = next.done === true || next.value.text.startsWith(GRAPH_END);
    return next;
  }
}
