/** Nothing to choose yet; there so that every backend is opened alike. */
export type MemoryStoreOptions = Readonly<Record<string, never>>;
