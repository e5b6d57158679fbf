/** A set of many numbers in a tenth of a `Set`'s memory: it is kept as long as answers are. */
export class SortedNumbers {
  readonly #sorted: Float64Array;

  constructor(numbers: Iterable<number>) {
    this.#sorted = Float64Array.from(numbers).sort();
  }

  has(number: number): boolean {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return this.#sorted[low] === number;
  }
}
