export interface FileStoreOptions {
  /** The folder to keep graphs in; made with its parents at the first write. */
  readonly directory: string;
  /** Bytes of graph files whose content is kept in memory between calls. Default 256 MiB; the last one always is. */
  readonly cacheBytes?: number;
}
