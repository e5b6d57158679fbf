import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type LocalServer, startTestServer } from '../../server/index.ts';
import { adminToolArguments, adminToolEnvironment, findInstallation } from '../../server/installation.ts';
import { prepareHome } from '../../server/server-home.ts';

const run = promisify(execFile);

/** A server of one's own whose database came from a folder of CSV files; stopping it removes its files. */
export interface ImportedServer {
  readonly server: LocalServer;
  stop(): Promise<void>;
}

/**
 * Runs the folder's `import.sh`, as its reader would, for a server that has never run, and then starts that.
 */
export async function importedServer(folder: string): Promise<ImportedServer> {
  const home = await mkdtemp(join(tmpdir(), 'codeprism-import-'));
  const removeHome = (): Promise<void> => rm(home, { recursive: true, force: true });
  try {
    const installation = await findInstallation();
    await prepareHome(installation, { folder: home });
    const bin = join(home, 'bin');
    await mkdir(bin);
    const words = [installation.java.executable, ...adminToolArguments(installation)];
    const program = `#!/bin/sh\nexec ${words.map((word) => `'${word}'`).join(' ')} "$@"\n`;
    await writeFile(join(bin, 'neo4j-admin'), program, { mode: 0o755 });
    const env = { ...process.env, ...adminToolEnvironment(home), PATH: `${bin}:${process.env.PATH}` };
    await run('sh', [join(folder, 'import.sh')], { cwd: tmpdir(), env });
    const server = await startTestServer({ dataDir: home });
    return {
      server,
      stop: async () => {
        await server.stop();
        await removeHome();
      },
    };
  } catch (error) {
    await removeHome();
    throw error;
  }
}
