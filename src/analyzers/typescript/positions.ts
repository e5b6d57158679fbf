import type ts from 'typescript';
import type { SerializableSpan } from '../../graph/index.ts';

/** Turns a source file's positions, which count UTF-16 units, into lines, columns and bytes of UTF-8. */
export class Positions {
  readonly #source: ts.SourceFile;
  /** The bytes before each line; `undefined` where every character is one byte. */
  readonly #lineBytes: readonly number[] | undefined;
  /** Bytes before the text that the compiler leaves out: a byte order mark. */
  readonly #skipped: number;

  constructor(source: ts.SourceFile, hasByteOrderMark: boolean) {
    this.#source = source;
    this.#skipped = hasByteOrderMark ? 3 : 0;
    this.#lineBytes = Buffer.byteLength(source.text) === source.text.length ? undefined : bytesBefore(source);
  }

  /** The span between two positions, of which the second is exclusive. */
  span(start: number, end: number): SerializableSpan {
    const first = this.#source.getLineAndCharacterOfPosition(start);
    const last = this.#source.getLineAndCharacterOfPosition(end);
    return {
      startByte: this.#byte(start, first.line),
      endByte: this.#byte(end, last.line),
      startLine: first.line + 1,
      endLine: last.line + 1,
      startColumn: first.character,
      endColumn: last.character,
    };
  }

  /** The line of a position, counted from 1. */
  line(position: number): number {
    return this.#source.getLineAndCharacterOfPosition(position).line + 1;
  }

  #byte(position: number, line: number): number {
    if (this.#lineBytes === undefined) return this.#skipped + position;
    const lineStart = this.#source.getLineStarts()[line] ?? 0;
    const inLine = Buffer.byteLength(this.#source.text.slice(lineStart, position));
    return this.#skipped + (this.#lineBytes[line] ?? 0) + inLine;
  }
}

function bytesBefore(source: ts.SourceFile): number[] {
  const starts = source.getLineStarts();
  let bytes = 0;
  return starts.map((start, line) => {
    const before = bytes;
    bytes += Buffer.byteLength(source.text.slice(start, starts[line + 1] ?? source.text.length));
    return before;
  });
}
