#!/usr/bin/env node
import { writeSync } from 'node:fs';
import { packageVersion } from './package-version.ts';

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) sayVersion();
else await import('./run.ts');

/** Nothing else is loaded for it. */
function sayVersion(): void {
  try {
    writeSync(process.stdout.fd, `${packageVersion()}\n`);
  } catch (error) {
    // The reader of a pipe may leave early.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') process.exitCode = 1;
  }
}
