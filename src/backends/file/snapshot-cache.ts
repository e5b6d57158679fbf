import type { EditableGraph } from '../../storage/index.ts';

/** A graph file's content. Never changed once it is here: writers edit a copy. */
export interface Snapshot {
  readonly graph: EditableGraph;
  /** The identity of the file the content is of. */
  readonly version: string;
  /** Of the file. */
  readonly bytes: number;
}

/** The snapshots used last, as many as the bytes of their files allow, and at least one. */
export class SnapshotCache {
  readonly #limit: number;
  /** By repository; the least recently used comes first. */
  readonly #snapshots = new Map<string, Snapshot>();
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(repoId: string): Snapshot | undefined {
    const snapshot = this.#snapshots.get(repoId);
    if (snapshot !== undefined) {
      this.#snapshots.delete(repoId);
      this.#snapshots.set(repoId, snapshot);
    }
    return snapshot;
  }

  set(repoId: string, snapshot: Snapshot): void {
    this.delete(repoId);
    this.#snapshots.set(repoId, snapshot);
    this.#bytes += snapshot.bytes;
    for (const oldest of this.#snapshots.keys()) {
      if (this.#bytes <= this.#limit || this.#snapshots.size === 1) return;
      this.delete(oldest);
    }
  }

  delete(repoId: string): void {
    this.#bytes -= this.#snapshots.get(repoId)?.bytes ?? 0;
    this.#snapshots.delete(repoId);
  }

  clear(): void {
    this.#snapshots.clear();
    this.#bytes = 0;
  }
}
