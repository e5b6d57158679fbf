import { existsSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import { quote, StorageError, throwIfAborted } from '../errors/index.ts';
import type { StorageConfigInput } from '../manager/config-fields.ts';
import { DEFAULT_STORE, describeStore, isStoreNamed, type ResolvedStore } from '../manager/resolve-store.ts';
import type { StorageConfig } from '../manager/storage-config.ts';
import type { StorageManager } from '../manager/storage-manager.ts';
import type { GraphStore, ReadOptions } from '../storage/index.ts';
import { given } from './arguments.ts';
import { Output } from './output/output.ts';
import { printable } from './output/width.ts';
import { type GlobalFlags, isInteractive, type Terminal } from './terminal.ts';

/** What a command works with: an open store, and options that carry the user's wish to stop. */
export interface Session {
  readonly store: GraphStore;
  /** The store for people, without secrets. */
  readonly storeName: string;
  /** The store as `--store` takes it, without credentials. */
  readonly storeUrl: string;
  /** The current folder, absolute. */
  readonly folder: string;
  /** How the program was called, for advice. */
  readonly program: string;
  readonly running: ReadOptions;
  /** The same for a question, with the longest that it may take. */
  readonly asking: ReadOptions & { readonly timeoutMs?: number };
  /** The command that was called. */
  readonly command: string | undefined;
  /** Says beside the answer how a question was understood. */
  readonly note: (text: string) => void;
}

/** As for every command, where the store was opened with all that goes with it. */
export interface ManagedSession extends Session {
  readonly manager: StorageManager;
}

/** How a command opens its store. */
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
  /** The command that was called, for what is said about it. */
  command: string | undefined;
  /** What the run ends with unless it fails. */
  exitCode = 0;
  /** The longest a question may take. */
  timeoutMs: number | undefined;

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
    const config = await this.config();
    if (config === undefined) return this.withStoreAt(this.flags.store, work, options);
    return this.#withConfig(options.dryRun ? config.with({ readOnly: true }) : config, work);
  }

  /** As {@link withStore}, where the command needs more than the store. */
  async withManager<Result>(work: (session: ManagedSession) => Promise<Result>): Promise<Result> {
    return this.#withConfig(await this.configInForce(), work);
  }

  /**
   * The configuration that `--config` or `CODEPRISM_CONFIG` names; `--store` takes the place of the latter.
   */
  async config(): Promise<StorageConfig | undefined> {
    const { store, config, username, database } = this.flags;
    if (store !== undefined && config !== undefined) {
      throw new StorageError(
        'CONFIG_INVALID',
        'Both --store and --config name a store. Leave one of them out.',
      );
    }
    const path = config ?? (store === undefined ? this.terminal.env.CODEPRISM_CONFIG : undefined);
    if (!path) return undefined;
    const { readStorageConfig } = await import('../manager/config-file.ts');
    return (await readStorageConfig(path)).with(given({ username, database }));
  }

  /** That configuration, or the store that is used without one, as a configuration. */
  async configInForce(): Promise<StorageConfig> {
    const config = await this.config();
    if (config !== undefined) return config;
    const { StorageConfig } = await import('../manager/storage-config.ts');
    return StorageConfig.from(fieldsOf(await this.#choose(this.flags.store)));
  }

  /** The store that commands will open, whose password may still be missing. */
  async store(): Promise<ResolvedStore> {
    const config = await this.config();
    if (config === undefined) return this.#choose(this.flags.store);
    const { storeOf } = await import('../manager/storage-manager.ts');
    return storeOf(config, this.terminal.env);
  }

  /** The same, with its password, for which a person at the terminal is asked. */
  async login(): Promise<ResolvedStore> {
    return this.#withPassword(await this.store());
  }

  /** As {@link withStore}, with the store that a URL names. */
  async withStoreAt(
    url: string | undefined,
    work: (session: Session) => Promise<void>,
    { dryRun = false }: OpenFlags = {},
  ): Promise<void> {
    const resolved = await this.#withPassword(await this.#choose(url));
    checkFolderOf(resolved);
    const { openResolvedStore } = await import('../manager/open-store.ts');
    const store = await this.#untilStopped(openResolvedStore(resolved, { readOnly: dryRun }));
    try {
      const session = this.#session(resolved, store);
      if (!isStoreNamed({ url, env: this.terminal.env })) {
        const { fileStoreNote } = await import('./file-store-note.ts');
        this.output.note(await fileStoreNote(store, session.program, session.running));
      }
      await work(session);
    } finally {
      await store.close();
    }
  }

  async #withConfig<Result>(
    config: StorageConfig,
    work: (session: ManagedSession) => Promise<Result>,
  ): Promise<Result> {
    const { StorageManager, storeOf } = await import('../manager/storage-manager.ts');
    const { env } = this.terminal;
    const resolved = await this.#withPassword(storeOf(config, env));
    const password = resolved.kind === 'neo4j' ? resolved.password : undefined;
    for (const note of config.notes) this.output.note(note);
    const manager = await this.#untilStopped(StorageManager.open(config.with(given({ password })), { env }));
    try {
      return await work({ ...this.#session(resolved, manager.store), manager });
    } finally {
      await manager.close();
    }
  }

  #session(resolved: ResolvedStore, store: GraphStore): Session {
    const running = { signal: this.terminal.signal, onProgress: this.output.onProgress };
    const storeUrl = describeStore(withoutUser(resolved));
    return {
      store,
      storeName: printable(describeStore(resolved)),
      storeUrl,
      folder: this.terminal.folder,
      program: this.terminal.program,
      running,
      asking: { ...running, ...given({ timeoutMs: this.timeoutMs }) },
      command: this.command,
      note: (text) => this.output.note(text),
    };
  }

  async #choose(url: string | undefined): Promise<ResolvedStore> {
    const { chooseStore } = await import('../manager/open-store.ts');
    const { username, database } = this.flags;
    return chooseStore({ url, username, database, env: this.terminal.env });
  }

  /** A password comes from the environment, from the URL, or from the person at the terminal. */
  async #withPassword(resolved: ResolvedStore): Promise<ResolvedStore> {
    this.storeName = printable(describeStore(resolved));
    const isAsked = resolved.kind === 'neo4j' && resolved.username !== undefined;
    if (!isAsked || resolved.password !== undefined || !isInteractive(this.terminal)) return resolved;
    const { askSecret } = await import('./prompts.ts');
    const question = printable(`Password of ${resolved.username} for ${resolved.uri}: `);
    return { ...resolved, password: await askSecret(this.terminal, question) };
  }

  /** Opening takes no signal; whoever stops then need not wait for a server's time limit. */
  async #untilStopped<Opened>(opening: Promise<Opened>): Promise<Opened> {
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

/** Without its scheme. */
const DEFAULT_PATH = DEFAULT_STORE.slice('sqlite:'.length);

/**
 * A store below the current folder is made with all that it lies in; elsewhere a
 * folder that is missing is more often a mistyped path.
 * @throws `NOT_FOUND` naming the folder
 */
function checkFolderOf(resolved: ResolvedStore): void {
  if (resolved.kind !== 'sqlite' && resolved.kind !== 'file') return;
  const path = resolve(resolved.kind === 'sqlite' ? resolved.file : resolved.directory);
  const folder = dirname(path);
  const isBelow =
    !relative(process.cwd(), folder).startsWith('..') && !isAbsolute(relative(process.cwd(), folder));
  // The usual folder of a project's store is made in the project, wherever that is.
  const isUsual = basename(folder) === dirname(DEFAULT_PATH) && existsSync(dirname(folder));
  if (isBelow || isUsual || existsSync(folder)) return;
  throw new StorageError(
    'NOT_FOUND',
    `The folder ${quote(folder)} for the store does not exist. Make it first, or check the path.`,
    { context: { folder } },
  );
}

function withoutUser(resolved: ResolvedStore): ResolvedStore {
  if (resolved.kind !== 'neo4j') return resolved;
  const { username: _, password: __, ...store } = resolved;
  return store;
}

function fieldsOf(store: ResolvedStore): StorageConfigInput {
  const cacheQueries = false;
  if (store.kind === 'memory') return { cacheQueries };
  if (store.kind === 'file') return { backend: 'file', dataPath: store.directory, cacheQueries };
  if (store.kind === 'sqlite') return { backend: 'sqlite', dataPath: store.file, cacheQueries };
  const { kind: backend, uri: connectionString, ...credentials } = store;
  return { backend, connectionString, ...credentials, cacheQueries };
}
