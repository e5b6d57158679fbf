/**
 * The functions of a test runner that the suite calls. Those of vitest, jest and mocha fit as they are; for
 * `node:test` give its `after` as `afterAll`. The suite brings its own assertions.
 */
export interface Runner {
  describe(name: string, body: () => void): unknown;
  /** @param timeout in milliseconds; runners that take none ignore it */
  it(name: string, body: () => Promise<void>, timeout?: number): unknown;
  /** Registers a test that is opted out of. Without it such a test is registered by `it` and does nothing. */
  skip?(name: string, body: () => Promise<void>): unknown;
  /** Without it every test opens and closes a store of its own, instead of sharing one. */
  afterAll?(body: () => Promise<void>, timeout?: number): unknown;
}
