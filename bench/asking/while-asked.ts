import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type AskAnswer, type AskJob, STOP } from './job.ts';

/**
 * Does the work while a process of its own asks questions.
 * @throws Error if a question failed, or the process ended by itself
 */
export async function whileAsked<Result>(
  job: AskJob,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly answers: number }> {
  const child = fork(fileURLToPath(new URL('./child.ts', import.meta.url)));
  try {
    child.send(job);
    await answerOf(child);
    const ended = answerOf(child);
    // Looked at only after the work.
    ended.catch(() => undefined);
    const result = await work();
    child.send(STOP);
    const last = await ended;
    return { result, answers: 'answers' in last ? last.answers : 0 };
  } finally {
    child.kill();
  }
}

async function answerOf(child: ChildProcess): Promise<AskAnswer> {
  const answer = await new Promise<AskAnswer>((resolve, reject) => {
    child.once('message', resolve).once('error', reject);
    child.once('exit', (code, signal) => {
      reject(new Error(`The process that asks ended with ${signal ?? code}`));
    });
  });
  if ('failure' in answer) throw new Error(`A question beside the writer failed: ${answer.failure}`);
  return answer;
}
