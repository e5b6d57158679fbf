import type { Command } from 'commander';
import type { Cli } from '../session.ts';
import { addWalk } from './walk.ts';

/** Adds the command `callers`. */
export function addCallers(program: Command, cli: Cli): void {
  addWalk(program, cli, 'callers', {
    description: 'show what calls a node, directly or over several steps',
    example: 'callers ajv checkStrictMode --depth 2',
  });
}
