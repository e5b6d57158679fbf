import { describeStore, isStoreNamed, type ResolvedStore } from '../config.ts';
import { StorageError, throwIfAborted } from '../errors/index.ts';
import { chooseStore, openResolvedStore } from '../manager.ts';
import type { GraphStore, ReadOptions } from '../storage/index.ts';
import { fileStoreNote } from './file-store-note.ts';
import { Output } from './output/output.ts';
import { askSecret } from './prompts.ts';
import { type GlobalFlags, isInteractive, type Terminal } from './terminal.ts';

/** What a command works with: an open store, and options that carry the user's wish to stop. */
export interface Session {
  readonly store: GraphStore;
  /** The store for people, without secrets. */
  readonly storeName: string;
  /** The store as `--store` takes it, without credentials. */
  readonly storeUrl: string;
  /** How the program was called, for advice. */
  readonly program: string;
  readonly running: ReadOptions;
}

export interface OpenFlags {
  /** Opens the store for reading alone, which makes nothing of what an empty one lacks. */
  readonly dryRun?: boolean | undefined;
}

/** One run of the program: its terminal, its global flags, and where its output goes. */
export class Cli {
  readonly terminal: Terminal;
  flags: GlobalFlags = {};
  output: Output;
  /** The store in use, for errors; `undefined` until one is resolved. */
  storeName: string | undefined;
  /** What the run ends with unless it fails. */
  exitCode = 0;

  constructor(terminal: Terminal, flags: GlobalFlags) {
    this.terminal = terminal;
    this.flags = flags;
    this.output = new Output(terminal, flags);
  }

  /** Takes over the flags once they are parsed. */
  configure(flags: GlobalFlags): void {
    this.flags = flags;
    this.output = new Output(this.terminal, flags);
  }

  /** Opens the store, lets the command work with it, and closes it whatever happens. */
  async withStore(work: (session: Session) => Promise<void>, options: OpenFlags = {}): Promise<void> {
    return this.withStoreAt(this.flags.store, work, options);
  }

  /** As {@link withStore}, with the store that a URL names. */
  async withStoreAt(
    url: string | undefined,
    work: (session: Session) => Promise<void>,
    { dryRun = false }: OpenFlags = {},
  ): Promise<void> {
    const resolved = await this.resolve(url);
    this.storeName = describeStore(resolved);
    const store = await this.#untilStopped(openResolvedStore(resolved, { readOnly: dryRun }));
    try {
      const running = { signal: this.terminal.signal, onProgress: this.output.onProgress };
      const storeUrl = describeStore(withoutUser(resolved));
      const { program } = this.terminal;
      const session = { store, storeName: describeStore(resolved), storeUrl, program, running };
      if (!isStoreNamed({ url, env: this.terminal.env })) this.output.note(await fileStoreNote(session));
      await work(session);
    } finally {
      await store.close();
    }
  }

  /** A password comes from the environment, from the URL, or from the person at the terminal. */
  async resolve(url: string | undefined): Promise<ResolvedStore> {
    const { username, database } = this.flags;
    const resolved = await chooseStore({ url, username, database, env: this.terminal.env });
    const isAsked = resolved.kind === 'neo4j' && resolved.username !== undefined;
    if (!isAsked || resolved.password !== undefined || !isInteractive(this.terminal)) return resolved;
    const question = `Password of ${resolved.username} for ${resolved.uri}: `;
    return { ...resolved, password: await askSecret(this.terminal, question) };
  }

  /** Opening takes no signal; whoever stops then need not wait for a server's time limit. */
  async #untilStopped(opening: Promise<GraphStore>): Promise<GraphStore> {
    const { signal } = this.terminal;
    throwIfAborted(signal);
    let stop = (): void => {};
    const stopped = new Promise<never>((_, reject) => {
      stop = () => reject(new StorageError('ABORTED', 'Stopped before the store was open.'));
      signal.addEventListener('abort', stop, { once: true });
    });
    try {
      return await Promise.race([opening, stopped]);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
}

function withoutUser(resolved: ResolvedStore): ResolvedStore {
  if (resolved.kind !== 'neo4j') return resolved;
  const { username: _, password: __, ...store } = resolved;
  return store;
}
