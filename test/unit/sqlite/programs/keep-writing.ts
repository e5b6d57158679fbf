import { writeSync } from 'node:fs';
import { openSqliteStore } from '../../../../src/backends/sqlite/index.ts';
import { FILE, stateGraph } from '../states.ts';

/**
 * Writes one state of a repository after the other, and says on standard output how far it is, to be killed.
 * The first argument is the database, the second how to write: `store` or `replace`.
 */
const [file = '', how] = process.argv.slice(2);
const store = await openSqliteStore({ file });
const onProgress = (): void => say('progress');
say('ready');
for (let round = 0; round < 1_000; round++) {
  const { repoId, nodes, edges, metadata } = stateGraph(round);
  const { fileHashes } = metadata;
  if (how === 'store') await store.graph.storeGraph(stateGraph(round), { onProgress });
  else await store.graph.replaceFiles(repoId, { files: [FILE], nodes, edges, fileHashes });
  say('written');
}

/** At once: what is only buffered dies with the process. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}
