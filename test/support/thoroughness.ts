/** Whether this is `npm run test:long`, which tries more examples of what is proven by many. */
const IS_LONG = process.env.TEST_LONG === '1';

/**
 * How many examples of a property are tried: few in `npm test`, many in
 * `npm run test:long`. Different ones each time.
 */
export function runs(few: number, many: number): number {
  return IS_LONG ? many : few;
}

/** Some of a list at even distances in `npm test`, all of it in `npm run test:long`. */
export function someOf<Item>(items: readonly Item[], every: number): readonly Item[] {
  return IS_LONG ? items : items.filter((_, index) => index % every === 0);
}
