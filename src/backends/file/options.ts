/** How a folder of files is opened. */
export interface FileStoreOptions {
  /** The folder to keep graphs in; made with its parents at the first write. */
  readonly directory: string;
  /** Bytes of JSON whose content is kept in memory between calls. Default 256 MiB; the last one always is. */
  readonly cacheBytes?: number;
  /**
   * Writes graphs as `.graph.json.gz`, which CodePrism cannot read. Both forms are read whatever this says,
   * and a write puts its graph in this one's. Default false.
   */
  readonly compression?: boolean;
}
