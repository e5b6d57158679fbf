import { formatCount } from './numbers.ts';
import { cutMiddle, displayWidth, padLeft, padRight, printable } from './width.ts';
import { longestPiece, wrapped } from './wrap.ts';

/** The width of help where the output is no terminal. */
export const DEFAULT_WIDTH = 100;

const GAP = '  ';
/** Text that can be wrapped keeps at least this much while another column can give. */
const READABLE = 24;
/** A cell that must be cut keeps at least this much. */
const NARROWEST = 8;

/** How one column of a table is made of its rows. */
export interface Column<Row> {
  readonly title: string;
  /** A number is right-aligned, gets thousands separators and is never cut. */
  readonly value: (row: Row) => string | number;
  /**
   * Its texts are places in files, which a terminal may be able to open, and which wrap behind a separator.
   */
  readonly isPlace?: boolean;
  /** For machines: left out unless it is asked for, and never cut or wrapped. */
  readonly isId?: boolean;
}

/** The address that a text on the terminal leads to, if any. */
export type Linker = (place: string) => string | undefined;

/**
 * Rows as aligned lines, the titles first, at most `width` columns wide as long as every column
 * keeps a readable rest. The widest columns are wrapped, between words first and places last;
 * only a single word that is too long is cut, in its middle.
 * @param width `undefined` for as wide as it comes
 */
export function table<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  width: number | undefined,
  linkTo?: Linker,
): { readonly head: string; readonly lines: readonly string[] } {
  const cells = rows.map((row) => columns.map((column) => column.value(row)));
  const texts = cells.map((row) => row.map(cellText));
  const shapes = columns.map((column, index): Shape => {
    const held = [column.title, ...texts.map((row) => row[index] ?? '')];
    const isWhole = column.isId === true || cells.some((row) => typeof row[index] === 'number');
    const isPlace = column.isPlace === true;
    return {
      natural: held.reduce((most, text) => Math.max(most, displayWidth(text)), 0),
      piece: held.reduce((most, text) => Math.max(most, longestPiece(text, isPlace)), 0),
      bends: isWhole ? 'never' : isPlace ? 'late' : 'early',
    };
  });
  const room = width === undefined ? undefined : width - GAP.length * (columns.length - 1);
  const widths = room === undefined ? shapes.map(({ natural }) => natural) : fitted(shapes, room);
  const isNumeric = columns.map((_, index) => cells.some((row) => typeof row[index] === 'number'));
  const linesOf = (row: readonly string[]): string[] => {
    const parts = row.map((text, index) =>
      cellLines(text, widths[index] ?? 0, shapes[index]?.bends === 'late'),
    );
    const height = Math.max(1, ...parts.map(({ length }) => length));
    return Array.from({ length: height }, (_, level) =>
      parts
        .map((lines, index) => {
          const text = lines[level] ?? '';
          const space = widths[index] ?? 0;
          if (isNumeric[index]) return padLeft(text, space);
          const address = columns[index]?.isPlace && text !== '' ? linkTo?.(row[index] ?? '') : undefined;
          return (
            (address === undefined ? text : linked(text, address)) + padRight('', space - displayWidth(text))
          );
        })
        .join(GAP)
        .trimEnd(),
    );
  };
  return { head: linesOf(columns.map((column) => column.title)).join('\n'), lines: texts.flatMap(linesOf) };
}

function cellText(value: string | number): string {
  return typeof value === 'number' ? formatCount(value) : printable(value);
}

function cellLines(text: string, width: number, isPlace: boolean): string[] {
  return wrapped(text, width, isPlace).map((line) => cutMiddle(line, width));
}

/** As terminals agree on: OSC 8, the address, and the text between two of them. */
function linked(text: string, address: string): string {
  return `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\`;
}

/** What decides how narrow a column may be. */
interface Shape {
  readonly natural: number;
  /** The longest text in it that cannot be wrapped. */
  readonly piece: number;
  readonly bends: 'early' | 'late' | 'never';
}

/**
 * Takes from the widest column that can still give, one by one, until
 * the sum fits: wrapping first, cutting last.
 */
function fitted(shapes: readonly Shape[], room: number): readonly number[] {
  const widths = shapes.map(({ natural }) => natural);
  let excess = widths.reduce((sum, width) => sum + width, 0) - room;
  // Whole ids may lead beyond the edge; for their sake nothing else is cut.
  const isCut = excess > 0 && !shapes.some(({ bends, natural }) => bends === 'never' && natural > room / 2);
  const rounds: readonly ((shape: Shape) => number)[] = [
    ({ bends, piece }) => (bends === 'early' ? Math.max(piece, READABLE) : Number.POSITIVE_INFINITY),
    ({ bends, piece }) => (bends === 'never' ? Number.POSITIVE_INFINITY : Math.max(piece, READABLE)),
    ({ bends, piece }) => (bends === 'never' ? Number.POSITIVE_INFINITY : Math.max(piece, NARROWEST)),
    ({ bends }) => (bends === 'never' || !isCut ? Number.POSITIVE_INFINITY : NARROWEST),
  ];
  for (const least of rounds) {
    for (; excess > 0; excess--) {
      const widest = widestOf(widths, (index) => least(shapes[index] as Shape));
      if (widest === undefined) break;
      widths[widest] = (widths[widest] ?? 0) - 1;
    }
  }
  return widths;
}

/** The widest of those that are wider than they have to be. */
function widestOf(widths: readonly number[], least: (index: number) => number): number | undefined {
  let widest: number | undefined;
  for (const [index, width] of widths.entries()) {
    if (width > least(index) && width > (widest === undefined ? 0 : (widths[widest] ?? 0))) widest = index;
  }
  return widest;
}
