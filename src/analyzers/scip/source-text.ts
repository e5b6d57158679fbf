import type { SerializableSpan } from '../../graph/index.ts';
import { ENCODING, type ScipRange } from './messages.ts';

const BYTE_ORDER_MARK = 0xfeff;

/**
 * A source file's text, with its lines, and the way from SCIP's
 * positions to offsets (UTF-16 units) and bytes.
 */
export class SourceText {
  readonly text: string;
  readonly #lineStarts: number[] = [0];
  /** The bytes before each line; `undefined` where every character is one byte. */
  readonly #lineBytes: readonly number[] | undefined;

  constructor(bytes: Buffer) {
    const whole = bytes.toString('utf8');
    const skipped = whole.charCodeAt(0) === BYTE_ORDER_MARK ? 3 : 0;
    this.text = skipped === 0 ? whole : whole.slice(1);
    for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) {
      this.#lineStarts.push(at + 1);
    }
    if (skipped > 0 || whole.length !== bytes.length) this.#lineBytes = this.#countBytes(skipped);
  }

  /** Whether columns are the same however they count. */
  get isPlain(): boolean {
    return this.#lineBytes === undefined;
  }

  get lines(): number {
    return this.#lineStarts.length;
  }

  /** @param line counted from 0 */
  lineStart(line: number): number {
    return this.#lineStarts[line] ?? this.text.length;
  }

  /** The offset behind a line's last character, without what ends the line. */
  lineEnd(line: number): number {
    const next = this.#lineStarts[line + 1];
    if (next === undefined) return this.text.length;
    const end = next - 1;
    return end > 0 && this.text[end - 1] === '\r' && end > this.lineStart(line) ? end - 1 : end;
  }

  /** The line of an offset, counted from 0. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /**
   * The offset of a position; `undefined` where the text has no such place.
   * @param encoding how the column counts; UTF-16 units unless said
   */
  offset(line: number, column: number, encoding: number = ENCODING.utf16): number | undefined {
    const start = this.#lineStarts[line];
    // Some indexers end a range at the beginning of the line behind the last one.
    if (start === undefined) return line === this.lines && column === 0 ? this.text.length : undefined;
    const width = this.#width(line, column, encoding);
    return width === undefined || start + width > this.lineEnd(line) + 1 ? undefined : start + width;
  }

  /** The offsets of a range; `undefined` where the text has no such place. */
  offsets(range: ScipRange, encoding: number = ENCODING.utf16): readonly [number, number] | undefined {
    const start = this.offset(range.startLine, range.startColumn, encoding);
    const end = this.offset(range.endLine, range.endColumn, encoding);
    return start === undefined || end === undefined ? undefined : [start, end];
  }

  span(start: number, end: number): SerializableSpan {
    const first = this.lineOf(start);
    const last = this.lineOf(end);
    return {
      startByte: this.#byte(start, first),
      endByte: this.#byte(end, last),
      startLine: first + 1,
      endLine: last + 1,
      startColumn: start - this.lineStart(first),
      endColumn: end - this.lineStart(last),
    };
  }

  /** How many UTF-16 units of a line a column stands for. */
  #width(line: number, column: number, encoding: number): number | undefined {
    if (this.#lineBytes === undefined || encoding === ENCODING.utf16 || column === 0) return column;
    const text = this.text.slice(this.lineStart(line), this.lineEnd(line));
    let units = 0;
    let counted = 0;
    while (counted < column) {
      const point = text.codePointAt(units);
      if (point === undefined) return undefined;
      counted += encoding === ENCODING.utf8 ? utf8Length(point) : 1;
      units += point > 0xffff ? 2 : 1;
    }
    return counted === column ? units : undefined;
  }

  #byte(offset: number, line: number): number {
    if (this.#lineBytes === undefined) return offset;
    return (this.#lineBytes[line] ?? 0) + Buffer.byteLength(this.text.slice(this.lineStart(line), offset));
  }

  #countBytes(skipped: number): number[] {
    let bytes = skipped;
    return this.#lineStarts.map((start, line) => {
      const before = bytes;
      bytes += Buffer.byteLength(this.text.slice(start, this.#lineStarts[line + 1] ?? this.text.length));
      return before;
    });
  }
}

/** Bytes of UTF-8 in a character. */
function utf8Length(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
