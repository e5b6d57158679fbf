/** What a site does with the symbol it names, as the text shows, or the index where there is no text. */
export const USE = {
  /** Names it; nothing more is known. */
  plain: 0,
  call: 1,
  new: 2,
  tagged: 3,
  jsx: 4,
  decorator: 5,
  super: 6,
  macro: 7,
  operator: 8,
  write: 9,
  /** Reads and writes, as `+=` does. */
  update: 10,
  type: 11,
  import: 12,
  reexport: 13,
  /** `export *`. */
  reexportAll: 14,
  extends: 15,
  implements: 16,
  raise: 17,
  /** Without the text a call looks like any other mention. */
  unknown: 18,
} as const;

/** One of {@link USE}. */
export type Use = (typeof USE)[keyof typeof USE];

/** More uses than there are: with {@link ENTITIES} they fit into one exact number. */
const USES = 2 ** 5;
/** More entities than any index has. */
export const ENTITIES: number = 2 ** 24;
const START_LENGTH = 1024;

/** Uses of one entity by another, added up: compact, for there are as many as a project has edges. */
export class UseLog {
  #sources = new Uint32Array(START_LENGTH);
  #targets = new Uint32Array(START_LENGTH);
  #uses = new Uint8Array(START_LENGTH);
  #lines = new Uint32Array(START_LENGTH);
  #counts = new Uint32Array(START_LENGTH);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(row: UseRow): void {
    if (this.#length === this.#sources.length) this.#grow();
    const index = this.#length++;
    this.#sources[index] = row.source;
    this.#targets[index] = row.target;
    this.#uses[index] = row.use;
    this.#lines[index] = row.line;
    this.#counts[index] = row.count;
  }

  row(index: number): UseRow {
    return {
      source: this.#sources[index] ?? 0,
      target: this.#targets[index] ?? 0,
      use: (this.#uses[index] ?? 0) as Use,
      line: this.#lines[index] ?? 0,
      count: this.#counts[index] ?? 0,
    };
  }

  source(index: number): number {
    return this.#sources[index] ?? 0;
  }

  #grow(): void {
    const length = this.#length * 2;
    this.#sources = grown(this.#sources, new Uint32Array(length));
    this.#targets = grown(this.#targets, new Uint32Array(length));
    this.#uses = grown(this.#uses, new Uint8Array(length));
    this.#lines = grown(this.#lines, new Uint32Array(length));
    this.#counts = grown(this.#counts, new Uint32Array(length));
  }
}

function grown<Numbers extends Uint32Array | Uint8Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

/** How often, and where, one symbol uses another in one way. */
export interface UseRow {
  readonly source: number;
  readonly target: number;
  readonly use: Use;
  /** Counted from 1; 0 where it is not known. */
  readonly line: number;
  readonly count: number;
}

/** The uses of one document, added up by source, target and use. */
export class DocumentUses {
  readonly #rows = new Map<number, { -readonly [Field in keyof UseRow]: UseRow[Field] }>();

  add(source: number, target: number, use: Use, line: number): void {
    const key = (source * ENTITIES + target) * USES + use;
    const row = this.#rows.get(key);
    if (row === undefined) this.#rows.set(key, { source, target, use, line, count: 1 });
    else {
      row.count++;
      row.line = Math.min(row.line, line);
    }
  }

  /** By source, each source's rows in the order in which they were found. */
  rows(): readonly UseRow[] {
    return [...this.#rows.values()].sort((a, b) => a.source - b.source);
  }
}
