import { formatCount } from './numbers.ts';
import { cutList, cutMiddle, displayWidth, padLeft, padRight, printable } from './width.ts';

/** Column width where the output is no terminal. */
export const DEFAULT_WIDTH = 100;

const GAP = '  ';
/** A cut column keeps at least this much. */
const NARROWEST = 8;

/** How one column of a table is made of its rows. */
export interface Column<Row> {
  readonly title: string;
  /** A number is right-aligned, gets thousands separators and is never cut. */
  readonly value: (row: Row) => string | number;
  /** Cut before the others are; for what people read least. */
  readonly expendable?: boolean;
  /** `false`: a list with commas, cut between its items at its end and not in its middle. Default true. */
  readonly cutsWords?: boolean;
  /** Its texts are places in files, which a terminal may be able to open. */
  readonly isPlace?: boolean;
}

/** The address that a text on the terminal leads to, if any. */
export type Linker = (place: string) => string | undefined;

/**
 * Rows as aligned lines, the titles first, at most `width` columns wide as long as every column keeps a readable rest:
 * the widest columns of text are cut first, in their middle.
 */
export function table<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  width: number,
  linkTo?: Linker,
): { readonly head: string; readonly lines: readonly string[] } {
  const cells = rows.map((row) => columns.map((column) => column.value(row)));
  const texts = cells.map((row) => row.map(cellText));
  const numeric = columns.map((_, index) => cells.some((row) => typeof row[index] === 'number'));
  const natural = columns.map((column, index) =>
    texts.reduce((most, row) => Math.max(most, displayWidth(row[index] ?? '')), displayWidth(column.title)),
  );
  const widths = fitted(
    natural,
    columns.map((column, index) => (numeric[index] ? 'whole' : column.expendable ? 'first' : 'later')),
    width - GAP.length * (columns.length - 1),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((text, index) => {
        const room = widths[index] ?? 0;
        if (numeric[index]) return padLeft(text, room);
        const shown = columns[index]?.cutsWords === false ? cutList(text, room) : cutMiddle(text, room);
        const address = columns[index]?.isPlace ? linkTo?.(text) : undefined;
        return (
          (address === undefined ? shown : linked(shown, address)) + padRight('', room - displayWidth(shown))
        );
      })
      .join(GAP)
      .trimEnd();
  return { head: line(columns.map((column) => column.title)), lines: texts.map(line) };
}

function cellText(value: string | number): string {
  return typeof value === 'number' ? formatCount(value) : printable(value);
}

/** As terminals agree on: OSC 8, the address, and the text between two of them. */
function linked(text: string, address: string): string {
  return `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\`;
}

type Cut = 'first' | 'later' | 'whole';

/** Takes from the widest column that may be cut, one by one, until the sum fits; from the expendable ones first. */
function fitted(natural: readonly number[], cuts: readonly Cut[], room: number): readonly number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, width) => sum + width, 0) - room;
  for (const cut of ['first', 'later'] as const) {
    for (; excess > 0; excess--) {
      const widest = widestOf(widths, (index) => cuts[index] === cut);
      if (widest === undefined) break;
      widths[widest] = (widths[widest] ?? 0) - 1;
    }
  }
  return widths;
}

function widestOf(widths: readonly number[], fits: (index: number) => boolean): number | undefined {
  let widest: number | undefined;
  for (const [index, width] of widths.entries()) {
    const isWider = width > (widest === undefined ? NARROWEST : (widths[widest] ?? 0));
    if (isWider && fits(index)) widest = index;
  }
  return widest;
}
