import { constants } from 'node:os';
import supportsHyperlinks from 'supports-hyperlinks';
import { fileLinker } from './output/file-line.ts';
import { isClosedPipe } from './output/output.ts';
import { runCli } from './program.ts';
import { programName } from './terminal.ts';

const stopping = new AbortController();
let exitCode: number | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    const code = 128 + constants.signals[signal];
    // Asked twice: whatever still runs is not waited for. What was stored before is safe either way.
    if (stopping.signal.aborted) process.exit(code);
    exitCode = code;
    stopping.abort(new Error(signal));
  });
}

// The reader of a pipe may leave early (`| head`); every other failure to write is one.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (!isClosedPipe(error)) exitCode = 1;
  });
}

const code = await runCli(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  folder: process.cwd(),
  program: programName(process.argv[1], process.cwd()),
  linkTo: {
    stdout: supportsHyperlinks.stdout ? fileLinker(process.cwd()) : undefined,
    stderr: supportsHyperlinks.stderr ? fileLinker(process.cwd()) : undefined,
  },
  signal: stopping.signal,
});
process.exitCode = exitCode ?? code;
// Stopped, nothing that is still open (a pipe to read, a server that does not answer) may hold the program.
if (stopping.signal.aborted) process.exit();
