import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { isInteractive, type Terminal } from './terminal.ts';

/** What opens an address on the desktop, `undefined` where there is none, or nobody who would look at it. */
export async function desktopOpener(
  terminal: Terminal,
  platform: NodeJS.Platform = process.platform,
): Promise<string | undefined> {
  const { env } = terminal;
  if (!isInteractive(terminal) || env.CI || env.SSH_CONNECTION) return undefined;
  if (platform === 'darwin') return 'open';
  if (platform === 'win32') return 'explorer.exe';
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return undefined;
  return (await isOnPath('xdg-open', env.PATH)) ? 'xdg-open' : undefined;
}

/** Opens an address, without a shell, and does not wait for what opens it. */
export function openAddress(opener: string, address: string): void {
  spawn(opener, [address], { detached: true, stdio: 'ignore' })
    .on('error', () => {}) // the address has been printed as well
    .unref();
}

async function isOnPath(program: string, path = ''): Promise<boolean> {
  const found = await Promise.allSettled(
    path.split(delimiter).map((folder) => access(join(folder, program), constants.X_OK)),
  );
  return found.some(({ status }) => status === 'fulfilled');
}
