import { spawnSync } from 'node:child_process';
import { isOnPath } from '../../test/support/programs-on-path.ts';
import type { Manager, Program } from './programs.ts';

/** How a package manager is asked, and told. */
interface Commands {
  /** Run once before anything is looked up. */
  readonly refresh?: readonly string[];
  /** Succeeds where the package, whose name follows, can be had. */
  readonly knows: readonly string[];
  /** The packages follow. */
  readonly install: readonly string[];
  /** Whether it wants the rights of root. */
  readonly asRoot: boolean;
}

const COMMANDS: Readonly<Record<Manager, Commands>> = {
  'apt-get': {
    refresh: ['apt-get', 'update', '-qq'],
    knows: ['apt-cache', 'show', '--quiet=2'],
    install: ['apt-get', 'install', '-y', '-qq', '--no-install-recommends'],
    asRoot: true,
  },
  apk: {
    refresh: ['apk', 'update', '--quiet'],
    knows: ['apk', 'info', '--quiet', '--description'],
    install: ['apk', 'add', '--quiet'],
    asRoot: true,
  },
  dnf: {
    knows: ['dnf', 'info', '--quiet'],
    install: ['dnf', 'install', '-y', '--quiet', '--setopt=install_weak_deps=False'],
    asRoot: true,
  },
  brew: { knows: ['brew', 'info', '--quiet'], install: ['brew', 'install', '--quiet'], asRoot: false },
};

/**
 * The package manager of this machine, with the words before its commands that give it the rights it wants.
 */
export interface Installer {
  readonly manager: Manager;
  /**
   * `sudo`, where that asks for no password; none where none is needed; undefined where they cannot be had.
   */
  readonly prefix: readonly string[] | undefined;
}

/** Undefined where there is no manager that is known here. */
export function findInstaller(): Installer | undefined {
  const manager = (Object.keys(COMMANDS) as Manager[]).find((name) => isOnPath(name));
  if (manager === undefined) return undefined;
  if (!COMMANDS[manager].asRoot || process.getuid?.() === 0) return { manager, prefix: [] };
  const isFree = isOnPath('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  return { manager, prefix: isFree ? ['sudo', '-n'] : undefined };
}

/** Reads the lists of packages anew, where the manager keeps any; what cannot be read is told. */
export function refresh({ manager, prefix = [] }: Installer): void {
  const { refresh: words } = COMMANDS[manager];
  if (words !== undefined) run([...prefix, ...words]);
}

/** The packages in which programs come: of each the first list that this manager can get, else the first. */
export function packagesOf(programs: readonly Program[], { manager }: Installer): string[] {
  return programs.flatMap(({ packages }) => {
    const lists = packages[manager];
    const known =
      lists.length > 1 ? lists.find((list) => list.every((name) => knows(manager, name))) : undefined;
    return [...(known ?? lists[0] ?? [])];
  });
}

/** The command that installs packages, as somebody would type it. */
export function installCommand(packages: readonly string[], { manager, prefix }: Installer): string {
  const words = prefix ?? (COMMANDS[manager].asRoot ? ['sudo'] : []);
  return [...words.filter((word) => word !== '-n'), ...COMMANDS[manager].install, ...packages].join(' ');
}

/** Installs packages. Returns whether the manager says that it has. */
export function install(packages: readonly string[], { manager, prefix = [] }: Installer): boolean {
  return run([...prefix, ...COMMANDS[manager].install, ...packages]);
}

function knows(manager: Manager, name: string): boolean {
  const [program = '', ...args] = [...COMMANDS[manager].knows, name];
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '';
}

/** What it prints is shown where it fails. */
function run([program = '', ...args]: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr, error } = spawnSync(program, args, { env, encoding: 'utf8' });
  if (status !== 0) console.error(error?.message ?? `${stdout}${stderr}`.trim());
  return status === 0;
}
