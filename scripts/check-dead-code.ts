import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Analyses this repository into a store of its own, and fails where something in it is dead that no line of
 * `.dead-code-ignore` lets stay. Entry points are what the manifest and the tests begin with.
 */

const ROOT = join(import.meta.dirname, '..');

const folder = mkdtempSync(join(tmpdir(), 'dead-code-'));
try {
  const store = ['--store', `sqlite:${join(folder, 'graph.sqlite')}`];
  codeprism('ignore', 'analyze', '.', '--repo', 'self', ...store);
  codeprism('inherit', 'dead-code', 'self', '--ignore', '.dead-code-ignore', '--fail-on', '1', ...store);
} catch (error) {
  // The command has said what is wrong.
  process.exitCode = (error as { readonly status?: number }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param answer where it goes; what is said beside it is always shown */
function codeprism(answer: 'ignore' | 'inherit', ...args: readonly string[]): void {
  const program = [join(ROOT, 'src/cli/main.ts'), ...args];
  execFileSync(process.execPath, ['--import', 'tsx', ...program], {
    cwd: ROOT,
    stdio: ['ignore', answer, 'inherit'],
  });
}
