import { type ChildProcess, fork } from 'node:child_process';
import type { Cost, EmbeddedAnswer, EmbeddedJob } from './job.ts';

/** A process with one build of the library, which does one job after the other. */
export class BuildChild implements Disposable {
  readonly #child: ChildProcess;

  /**
   * @param program that of `child.ts`
   * @param costProgram what tells the cost of the processes that it starts
   */
  constructor(program: string, build: string, costProgram: string) {
    this.#child = fork(program, [build, costProgram], { execArgv: ['--expose-gc'] });
  }

  /** @throws Error with the child's reason, or the way it ended */
  async perform(job: EmbeddedJob): Promise<readonly Cost[]> {
    const child = this.#child;
    const answer = await new Promise<EmbeddedAnswer>((resolve, reject) => {
      const ended = (code: number | null, signal: string | null): void =>
        reject(new Error(`The process that was to ${job.do} ended with ${signal ?? code}`));
      child.once('exit', ended);
      child.once('message', (message: EmbeddedAnswer) => {
        child.off('exit', ended);
        resolve(message);
      });
      child.send(job);
    });
    if ('failure' in answer) throw new Error(answer.failure);
    return answer.costs;
  }

  [Symbol.dispose](): void {
    if (this.#child.connected) this.#child.disconnect();
  }
}
