import type { Attributes } from '../../../graph/index.ts';
import { propertyOf } from '../cypher/names.ts';

/** Rows in a hundred that must have an attribute for it to travel as a column of its own. */
const COMMON_SHARE = 0.01;
/** A property written into a statement's text costs every row a look, so only so many are. */
const MOST_COLUMNS = 40;
const LONGEST_NAME = 100;

/** The attributes of some rows as parameters of a statement. */
export interface AttributeColumns {
  /**
   * One list an attribute of {@link CommonAttributes}; where no row has it
   * an empty one, which Cypher reads as nulls.
   */
  readonly columns: readonly (readonly (string | null)[])[];
  /** The other attributes of each row as a map of properties; empty where no row has any. */
  readonly rare: readonly (Readonly<Record<string, string>> | null)[];
}

/**
 * Attributes that enough rows have. Their properties are written into the statement's text,
 * because setting a property whose name is a parameter costs the server several times as much. The
 * list only grows, so that the server has few texts to plan.
 */
export class CommonAttributes {
  readonly #positions = new Map<string, number>();

  /** By `names.ts`, in the order of the columns. */
  get properties(): string[] {
    return Array.from(this.#positions.keys(), propertyOf);
  }

  columnsOf(rows: readonly { readonly attributes: Attributes }[]): AttributeColumns {
    this.#learn(rows);
    const columns: (string | null)[][] = Array.from(this.#positions, () => []);
    const rare: (Record<string, string> | null)[] = [];
    for (let row = 0; row < rows.length; row++) {
      const attributes = (rows[row] as { readonly attributes: Attributes }).attributes;
      for (const name of Object.keys(attributes)) {
        const value = attributes[name] as string;
        const position = this.#positions.get(name);
        if (position === undefined) addRare(rare, rows.length, row)[propertyOf(name)] = value;
        else columnAt(columns, position, rows.length)[row] = value;
      }
    }
    return { columns, rare };
  }

  #learn(rows: readonly { readonly attributes: Attributes }[]): void {
    const counts = new Map<string, number>();
    for (const { attributes } of rows) {
      for (const name of Object.keys(attributes)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    for (const [name, count] of counts) {
      if (this.#positions.size === MOST_COLUMNS) return;
      const isCommon = count >= rows.length * COMMON_SHARE && name.length <= LONGEST_NAME;
      if (isCommon && !this.#positions.has(name)) this.#positions.set(name, this.#positions.size);
    }
  }
}

function columnAt(columns: (string | null)[][], position: number, rows: number): (string | null)[] {
  const column = columns[position] as (string | null)[];
  if (column.length === 0) for (let row = 0; row < rows; row++) column.push(null);
  return column;
}

function addRare(rare: (Record<string, string> | null)[], rows: number, row: number): Record<string, string> {
  if (rare.length === 0) for (let index = 0; index < rows; index++) rare.push(null);
  const map = rare[row] ?? {};
  rare[row] = map;
  return map;
}
