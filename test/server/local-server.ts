import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { beforeExit } from './cleanup.ts';
import { freePorts, LOOPBACK } from './free-port.ts';
import { findInstallation, type Installation } from './installation.ts';
import { LaunchError, launch } from './launch.ts';
import type { ServerSettings } from './neo4j-conf.ts';
import type { Neo4jServer } from './neo4j-server.ts';
import { prepareHome, type ServerHome } from './server-home.ts';
import type { ServerProcess } from './server-process.ts';

const STOP_GRACE_MS = 20_000;
const PORT_ATTEMPTS = 3;

/** How a local server is started. */
export interface LocalServerOptions extends ServerSettings {
  /** A full version; by default the one that tests use. */
  readonly version?: string | undefined;
  /** Fixed ports; by default free ones, chosen again should somebody take them in between. */
  readonly boltPort?: number | undefined;
  readonly httpPort?: number | undefined;
  /** At least 8 characters; by default generated, or the one kept in `dataDir`. */
  readonly password?: string | undefined;
  /** The server's folder, which is then kept; by default a temporary one, which `stop` removes. */
  readonly dataDir?: string | undefined;
  /** Where a temporary folder is made; by default where the system has them. */
  readonly parentFolder?: string | undefined;
  /** Keeps the temporary folder too. */
  readonly keepData?: boolean | undefined;
  /** Ends the description. */
  readonly note?: string | undefined;
  /** Given each line of the server's own output. */
  readonly onLog?: ((line: string) => void) | undefined;
  /** Told of what takes long and is not the server's own doing, a download. */
  readonly onNotice?: ((line: string) => void) | undefined;
}

/**
 * A Neo4j process of this machine that can be killed, and started again on the same data and ports. It never
 * outlives this process.
 */
export class LocalServer implements Neo4jServer {
  readonly source = 'local';
  readonly username = 'neo4j';
  readonly database = 'neo4j';
  readonly #installation: Installation;
  readonly #home: ServerHome;
  readonly #options: LocalServerOptions;
  readonly #keep: boolean;
  readonly #release: () => void;
  #settings: ServerSettings;
  #ports = { bolt: 0, http: 0 };
  #portsAreSettled = false;
  #version = '';
  #process: ServerProcess | undefined;
  #stopping: Promise<void> | undefined;

  /** Use {@link startLocalServer}. */
  constructor(installation: Installation, home: ServerHome, options: LocalServerOptions) {
    this.#installation = installation;
    this.#home = home;
    this.#options = options;
    this.#settings = options;
    this.#keep = options.dataDir !== undefined || options.keepData === true;
    this.#release = beforeExit({ stop: () => this.stop(), stopNow: () => this.#stopNow() });
  }

  get uri(): string {
    return `${this.#settings.scheme ?? 'bolt'}://${LOOPBACK}:${this.#ports.bolt}`;
  }

  get httpUri(): string {
    return `http://${LOOPBACK}:${this.#ports.http}`;
  }

  get password(): string {
    return this.#home.password;
  }

  get version(): string {
    return this.#version;
  }

  /** The folder with the server's data, logs and configuration. */
  get folder(): string {
    return this.#home.folder;
  }

  /** The process that runs now; undefined while there is none. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  get description(): string {
    const { note } = this.#options;
    const details = `Java ${this.#installation.java.major}, files in ${this.folder}${note ? `; ${note}` : ''}`;
    return `local Neo4j ${this.version} at ${this.uri} (${details})`;
  }

  /**
   * Starts the process on the data and ports it had, and waits until it answers; does nothing while it runs.
   * `changes` to the settings hold from now on.
   * @throws LaunchError with the end of the log if it exits early or does not answer in time.
   */
  async start(changes: ServerSettings = {}): Promise<void> {
    if (this.#stopping !== undefined) throw new Error('This server was stopped for good');
    if (this.#process !== undefined) return;
    this.#settings = { ...this.#settings, ...changes };
    for (let attempt = 1; ; attempt++) {
      const { boltPort, httpPort } = this.#options;
      if (!this.#portsAreSettled) this.#ports = await freePorts(boltPort, httpPort);
      try {
        this.#version = await this.#launch();
        this.#portsAreSettled = true;
        return;
      } catch (error) {
        const clash = error instanceof LaunchError && error.portClash;
        const final = this.#portsAreSettled || this.#stopping !== undefined || attempt === PORT_ATTEMPTS;
        if (!clash || final) throw error;
      }
    }
  }

  /** Ends the process as a power cut would (SIGKILL); data and ports stay for the next {@link start}. */
  async kill(): Promise<void> {
    this.#process?.signal('SIGKILL');
    await this.#process?.exited;
  }

  /** Fulfilled when the process that runs now is gone, for whatever reason. */
  async exited(): Promise<void> {
    await this.#process?.exited;
  }

  /** Ends the process in order and starts it again on the same data and ports. */
  async restart(changes: ServerSettings = {}): Promise<void> {
    await this.#process?.terminate(STOP_GRACE_MS);
    await this.start(changes);
  }

  /** Ends the process (SIGTERM, in the end SIGKILL) and removes its folder, unless that was to be kept. */
  async stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    await this.#stopping;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #launch(): Promise<string> {
    return launch({
      installation: this.#installation,
      home: this.#home,
      ports: this.#ports,
      settings: this.#settings,
      removeIfOrphaned: this.#keep ? undefined : this.folder,
      onLog: this.#options.onLog,
      onProcess: (process) => {
        this.#process = process;
        void process.exited.then(() => {
          if (this.#process === process) this.#process = undefined;
        });
      },
    });
  }

  async #stop(): Promise<void> {
    await this.#process?.terminate(STOP_GRACE_MS);
    if (!this.#keep) await rm(this.folder, { recursive: true, force: true });
    this.#release();
  }

  #stopNow(): void {
    this.#process?.signal('SIGKILL');
    if (!this.#keep) rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * Starts a server on this machine, from jars that Maven downloads the first time.
 * @throws ServerUnavailableError saying what to install, or with the end of the server's log.
 */
export async function startLocalServer(options: LocalServerOptions = {}): Promise<LocalServer> {
  const installation = await findInstallation(options.version, options.onNotice);
  const home = await prepareHome(installation, {
    folder: options.dataDir,
    parent: options.parentFolder,
    password: options.password,
  });
  const server = new LocalServer(installation, home, options);
  try {
    // A database that is read-only from the first start could never be made.
    const later = home.fresh && options.readOnly !== undefined;
    await server.start(later ? { readOnly: false } : {});
    if (later) await server.restart({ readOnly: options.readOnly });
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}
