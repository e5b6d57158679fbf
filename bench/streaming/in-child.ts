import { fork } from 'node:child_process';
import type { StreamAnswer, StreamJob, StreamResult } from './job.ts';

/**
 * Streams in a process of its own, so that its memory is the library's alone.
 * @param program that of `child.ts`
 * @throws Error with the child's reason, or the way it ended
 */
export async function streamInChild(program: string, job: StreamJob): Promise<StreamResult> {
  const child = fork(program, { execArgv: ['--expose-gc'] });
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
