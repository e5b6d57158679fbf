import type { Subject } from './job.ts';

/** A command as a user gives it, and the shares of time and memory that it may take, in percent. */
export interface MeasuredCommand {
  readonly args: readonly string[];
  readonly time: number;
  readonly memory: number;
}

/** The commands that are measured, each a process of its own. */
export function commandsAbout(subject: Subject): Readonly<Record<string, MeasuredCommand>> {
  const { repoId, near, far, name, file, line } = subject;
  const answered = (...args: readonly string[]): MeasuredCommand => ({ args, time: 15, memory: 40 });
  return {
    'find NAME': answered('find', repoId, name),
    'find GLOB': answered('find', repoId, `*${name}*`),
    'at FILE:LINE': answered('at', repoId, `${file}:${line}`),
    'callers, depth 1': answered('callers', repoId, far),
    'callers, depth 3': answered('callers', repoId, far, '--depth', '3'),
    'callees, depth 1': answered('callees', repoId, near),
    'callees, depth 3': answered('callees', repoId, near, '--depth', '3'),
    'call-graph': answered('call-graph', repoId, near),
    path: answered('path', repoId, near, far),
    stats: answered('stats', repoId),
    repos: answered('repos'),
    'dead-code': { args: ['dead-code', repoId], time: 30, memory: 50 },
  };
}
