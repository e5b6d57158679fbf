import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StreamAnswer, StreamJob, StreamResult } from './job.ts';

/**
 * Streams in a process of its own, so that its memory is the library's alone.
 * @throws Error with the child's reason, or the way it ended
 */
export async function streamInChild(job: StreamJob): Promise<StreamResult> {
  const child = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), {
    execArgv: [...process.execArgv, '--expose-gc'],
  });
  child.send(job);
  const answer = await new Promise<StreamAnswer>((resolve, reject) => {
    child.once('message', resolve).once('error', reject);
    child.once('exit', (code, signal) => {
      reject(new Error(`The process that streamed ${job.copies} × the graph ended with ${signal ?? code}`));
    });
  });
  if ('failure' in answer) throw new Error(answer.failure);
  return answer.result;
}
