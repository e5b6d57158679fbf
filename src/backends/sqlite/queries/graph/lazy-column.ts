/** The most values that are read one by one; whoever asks for more is about to ask for most. */
const ONE_BY_ONE = 1_000;

/** A value for each vertex: read one by one at first, and all at once where many are asked for. */
export class LazyColumn<Value> {
  readonly #readOne: (vertex: number) => Value;
  readonly #readAll: () => readonly Value[];
  readonly #known = new Map<number, Value>();
  #all: readonly Value[] | undefined;

  constructor(readOne: (vertex: number) => Value, readAll: () => readonly Value[]) {
    this.#readOne = readOne;
    this.#readAll = readAll;
  }

  at(vertex: number): Value {
    if (this.#all === undefined) {
      const known = this.#known.get(vertex);
      if (known !== undefined) return known;
      if (this.#known.size < ONE_BY_ONE) {
        const value = this.#readOne(vertex);
        this.#known.set(vertex, value);
        return value;
      }
    }
    return this.all[vertex] as Value;
  }

  get all(): readonly Value[] {
    if (this.#all === undefined) {
      this.#all = this.#readAll();
      this.#known.clear();
    }
    return this.#all;
  }
}
