import { openNeo4jStore } from '../../../src/backends/neo4j/index.ts';
import { statedGraph } from './stated-graph.ts';

/**
 * A program that replaces a repository in many small batches and tells of each on standard output, to be
 * killed in the middle. The server and the repository come as one JSON argument.
 */
const { repoId, login } = JSON.parse(process.argv[2] ?? '{}');
const store = await openNeo4jStore({ ...login, batchRows: 5, concurrency: 1, inPlaceRows: 0 });
await store.graph.storeGraph(statedGraph(repoId, 'never seen'), {
  onProgress: ({ phase, done }) => process.stdout.write(`${phase} ${done}\n`),
});
process.stdout.write('stored\n');
await store.close();
