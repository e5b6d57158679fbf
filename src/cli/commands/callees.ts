import type { Command } from 'commander';
import type { Cli } from '../session.ts';
import { addWalk } from './walk.ts';

/** Adds the command `callees`. */
export function addCallees(program: Command, cli: Cli): void {
  addWalk(program, cli, 'callees', {
    description: 'show what a node calls, directly or over several steps',
    example: 'callees ajv compileSchema --depth all --edge-kind CALLS,READS',
  });
}
