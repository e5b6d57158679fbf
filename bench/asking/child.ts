import { openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import type { GraphQueries } from '../../src/index.ts';
import { messageOf } from '../compete.ts';
import { type AskAnswer, type AskJob, STOP } from './job.ts';

let isStopped = false;

/** Asks by one store, as a server does for its clients. */
async function run({ server, repoId, askers, ids }: AskJob): Promise<number> {
  const { uri, username, password, database } = server;
  await using store = await openNeo4jStore({ uri, username, password, database });
  let answers = 0;
  await Promise.all(
    Array.from({ length: askers }, async (_, asker) => {
      for (let turn = asker; !isStopped; turn++) {
        await ask(store.queries, repoId, ids, turn);
        answers++;
        if (answers === askers) tell({ asking: true });
      }
    }),
  );
  return answers;
}

function ask(queries: GraphQueries, repoId: string, ids: readonly string[], turn: number): Promise<unknown> {
  const id = ids[turn % ids.length];
  return turn % 2 === 0 || id === undefined ? queries.deadCode(repoId) : queries.ifDeleted(repoId, { id });
}

function tell(message: AskAnswer, told: () => void = () => undefined): void {
  process.send?.(message, told);
}

// Without a parent there is nobody to ask for.
process.once('disconnect', () => process.exit());

process.on('message', (message: AskJob | typeof STOP) => {
  if (message === STOP) {
    isStopped = true;
    return;
  }
  const end = (answer: AskAnswer): void => tell(answer, () => process.disconnect());
  run(message).then(
    (answers) => end({ answers }),
    (error: unknown) => end({ failure: messageOf(error) }),
  );
});
