/** Nothing to choose yet; there so that every backend is opened alike. */
export type MemoryStoreOptions = Readonly<Record<string, never>>;

/** How large a cache in memory may become. */
export interface MemoryCacheOptions {
  /** The most bytes of keys and values. Default 256 MiB. */
  readonly maxBytes?: number | undefined;
  /** Milliseconds that never go back, for times to live. Default: the process's own clock. */
  readonly clock?: (() => number) | undefined;
}
