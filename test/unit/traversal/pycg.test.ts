import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openMemoryStore } from '../../../src/backends/memory/index.ts';
import { type DeadCodeItem, graphFromJson } from '../../../src/index.ts';

/** A small Python program as a graph of its syntax, and what is known of its functions. */
interface Program {
  readonly graph: unknown;
  readonly run: readonly string[];
  readonly never_run: readonly string[];
}

const FILE = new URL('../../fixtures/pycg/programs.ndjson', import.meta.url);

/**
 * What the programs' functions are said to be, those that are alive left
 * out, by the name of the program and their id.
 */
const said = new Map<string, DeadCodeItem>();
const run: string[] = [];
const neverRun: string[] = [];

beforeAll(async () => {
  await using store = await openMemoryStore();
  for (const line of readFileSync(FILE, 'utf8').trimEnd().split('\n')) {
    const program = JSON.parse(line) as Program;
    const graph = graphFromJson(program.graph);
    await store.graph.storeGraph(graph);
    const { items } = await store.queries.deadCode(graph.repoId, {
      entryPoints: { ids: ['main'] },
      limit: 1_000,
    });
    for (const item of items) said.set(`${graph.repoId} ${item.id}`, item);
    run.push(...program.run.map((id) => `${graph.repoId} ${id}`));
    neverRun.push(...program.never_run.map((id) => `${graph.repoId} ${id}`));
  }
}, 30_000);

describe('the functions of programs whose calls are known', () => {
  it('are those of a published benchmark', () => {
    expect([run.length, neverRun.length]).toEqual([236, 32]);
  });

  it('are never called dead for sure if they are run', () => {
    const wrong = run.filter((id) => said.get(id)?.verdict === 'dead');
    expect(wrong.filter((id) => (said.get(id)?.confidence ?? 0) > 0.3)).toEqual([]);
    // A loop calls these by itself, and the last what they call.
    expect(wrong).toEqual([
      'generators/iter_param main.Cls.__iter__',
      'generators/iter_param main.Cls.__next__',
      'generators/iter_return main.Cls.__iter__',
      'generators/iter_return main.Cls.__next__',
      'generators/iter_return main.func',
      'generators/iterable main.func.__iter__',
      'generators/iterable main.func.__next__',
      'generators/iterable_assigned main.Cls.__iter__',
      'generators/iterable_assigned main.Cls.__next__',
    ]);
  });

  it('are found dead if they are not run, unless something refers to them without a call', () => {
    const missed = neverRun.filter((id) => said.get(id)?.verdict !== 'dead');
    expect(missed).toEqual([
      'decorators/assigned main.dec1',
      'dicts/assign main.func1',
      'dicts/nested main.func1',
      'dicts/type_coercion main.func2',
      'dicts/update main.func1',
      'lists/ext_index main.func1',
      'lists/nested main.func2',
      'lists/slice main.func1',
      'lists/slice main.func3',
      'mro/parents_same_superclass main.A.func',
      'mro/two_parents main.B.func',
      'mro/two_parents_method_defined main.A.__init__',
      'mro/two_parents_method_defined main.B.func',
    ]);
  });
});
