import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Login } from './database.ts';

/**
 * Runs the slow writer in a process of its own and kills it when it has staged some edges.
 * @returns what it told
 */
export function killWriterInTheMiddle(repoId: string, login: Login): Promise<string> {
  const program = fileURLToPath(import.meta.resolve('./slow-writer.ts'));
  const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify({ repoId, login })], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 600_000,
    killSignal: 'SIGKILL',
  });
  let told = '';
  let complaint = '';
  child.stderr.on('data', (data) => {
    complaint += String(data);
  });
  child.stdout.on('data', (data) => {
    told += String(data);
    if (/^edges [1-9]\d/m.test(told)) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (_code, signal) => {
      if (signal === 'SIGKILL' && !told.includes('stored')) resolve(told);
      else reject(new Error(`The writer was not killed in the middle: ${complaint || told}`));
    });
  });
}
