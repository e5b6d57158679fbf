import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Below the installed packages, so that they are found from there. */
const FOLDER = join(ROOT, 'node_modules/.cache/codeprism-neo4j-bench');

/**
 * Compiles the programs that are measured in processes of their own, for time and memory to be those of the
 * library as it is installed: a loader of TypeScript would add its own.
 * @returns the program's path
 */
export async function compiledChild(part: 'streaming' | 'embedded'): Promise<string> {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const project = join(ROOT, 'bench/streaming/tsconfig.json');
  await promisify(execFile)(process.execPath, [compiler, '-p', project, '--outDir', FOLDER]);
  await writeFile(join(FOLDER, 'package.json'), '{ "type": "module" }\n');
  return join(FOLDER, 'bench', part, 'child.js');
}
