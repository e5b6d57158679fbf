/**
 * Each is a statement, so what is further away is sooner found in a graph that is
 * fetched whole. Programs seldom have half as many.
 */
const MOST_LEVELS = 64;

/** Thrown where a question would take so many statements, one after the other, that it was given up. */
export const TOO_DEEP: unique symbol = Symbol('too deep');

/** Counts how far a question about a long and thin graph has gone, level by level. */
export class Levels {
  #gone = 0;

  /** To be called before each level. @throws TOO_DEEP */
  next(): void {
    if (++this.#gone > MOST_LEVELS) throw TOO_DEEP;
  }
}
