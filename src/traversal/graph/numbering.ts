/** Gives each text a number, from 0 in order of first sight. */
export class Numbering {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];

  /** By number. */
  get texts(): readonly string[] {
    return this.#texts;
  }

  /** The text's number, a new one at first sight. */
  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  /** The text's number, if it has one. */
  find(text: string): number | undefined {
    return this.#numbers.get(text);
  }
}
