import { channel } from 'node:diagnostics_channel';
import { describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../src/backends/memory/index.ts';
import { edge, graphOf, node } from '../../src/conformance/fixtures.ts';
import type { SerializableGraph } from '../../src/graph/index.ts';
import { workplace } from './support/database.ts';

const LENGTH = 1_000;
const work = workplace();
const numbers = Array.from({ length: LENGTH }, (_, index) => index);

/** Each function calls the next one. */
function calls(repoId: string): SerializableGraph {
  return graphOf(
    repoId,
    numbers.map((n) => node(`n${n}`, { name: n === 0 ? 'main' : `f${n}`, file: `src/${n % 9}.ts` })),
    numbers.slice(1).map((n) => edge(`n${n - 1}`, 'CALLS', `n${n}`)),
  );
}

/** Each function lies in the one before it. */
function nested(repoId: string): SerializableGraph {
  return graphOf(
    repoId,
    numbers.map((n) =>
      node(`n${n}`, {
        name: n === LENGTH - 1 ? 'main' : `f${n}`,
        ...(n > 0 && { attributes: { parent: `n${n - 1}` } }),
      }),
    ),
    [],
  );
}

const QUESTIONS = [
  ['whyAlive of the last', 'whyAlive'],
  ['ifDeleted of the first', 'ifDeleted'],
] as const;

describe.each([
  ['calls', calls],
  ['declarations within declarations', nested],
])('a chain of a thousand %s', (_title, graphFor) => {
  test.each(QUESTIONS)(
    '%s is answered as in memory, and not by a statement for each link',
    async (_, question) => {
      const graph = graphFor(work.repo());
      await using memory = await openMemoryStore();
      const store = await work.open();
      const options = { entryPoints: { names: ['main'] }, limit: 2_000 };
      for (const one of [memory, store]) await one.graph.storeGraph(graph);
      const ask = ({ queries }: typeof store): Promise<unknown> =>
        question === 'whyAlive'
          ? queries.whyAlive(
              graph.repoId,
              { id: graph.nodes.at(-1)?.id ?? '' },
              { entryPoints: options.entryPoints },
            )
          : queries.ifDeleted(graph.repoId, [{ id: 'n0' }], options);
      let statements = 0;
      const count = (): void => void statements++;
      const started = channel('tracing:codeprism:statement:start');
      started.subscribe(count);
      try {
        expect(await ask(store)).toEqual(await ask(memory));
      } finally {
        started.unsubscribe(count);
      }
      expect(statements).toBeGreaterThan(0);
      expect(statements).toBeLessThan(LENGTH / 4);
    },
  );
});
