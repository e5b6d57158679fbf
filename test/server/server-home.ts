import { randomBytes } from 'node:crypto';
import { access, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Installation, runAdminTool } from './installation.ts';
import { neo4jConf, type ServerSettings } from './neo4j-conf.ts';

/** The folder of one server: its data, logs and configuration, and the password that opens the data. */
export interface ServerHome {
  readonly folder: string;
  readonly password: string;
  /** True if no server has run on it yet. */
  readonly fresh: boolean;
}

/**
 * Makes `folder` (or a new temporary one) ready for a server, and sets the first password. A folder that a
 * server has used before keeps its data, and the password that is kept beside them.
 */
export async function prepareHome(
  installation: Installation,
  options: {
    readonly folder?: string | undefined;
    /** Where a temporary folder is made. */
    readonly parent?: string | undefined;
    readonly password?: string | undefined;
  },
): Promise<ServerHome> {
  const folder =
    options.folder === undefined
      ? await mkdtemp(join(options.parent ?? tmpdir(), 'codeprism-neo4j-'))
      : resolve(options.folder);
  for (const name of ['conf', 'data', 'logs']) await mkdir(join(folder, name), { recursive: true });

  const kept = join(folder, 'password');
  const used = await access(join(folder, 'data', 'databases')).then(
    () => true,
    () => false,
  );
  if (used) return { folder, password: options.password ?? (await readFile(kept, 'utf8')), fresh: false };

  const password = options.password ?? randomBytes(16).toString('hex');
  await writeConf(folder, { bolt: 0, http: 0 }, {});
  // The terminator keeps a password that begins with a hyphen from being read as an option.
  await runAdminTool(installation, folder, ['dbms', 'set-initial-password', '--', password]);
  await writeFile(kept, password, { mode: 0o600 });
  return { folder, password, fresh: true };
}

/** Writes the `neo4j.conf` that the next start in `folder` will read. */
export async function writeConf(
  folder: string,
  ports: { readonly bolt: number; readonly http: number },
  settings: ServerSettings,
): Promise<void> {
  await writeFile(join(folder, 'conf', 'neo4j.conf'), neo4jConf(folder, ports, settings));
}
