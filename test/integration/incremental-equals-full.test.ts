import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sameGraph } from '../../src/conformance/assertions.ts';
import { edge, graphOf, node } from '../../src/conformance/fixtures.ts';
import { ProjectModel, projects, steps } from '../support/edit-sequences.ts';
import { runs } from '../support/thoroughness.ts';
import { workplace } from './support/database.ts';
import { type GenerationRows, generationRows } from './support/generation-rows.ts';

const work = workplace();

/** Everything that lies in the database, derived relationships and unstored ends too. */
async function rowsOf(repoId: string): Promise<GenerationRows> {
  return generationRows(work.database, await work.generation(repoId));
}

describe('after any edits the database holds what storing the whole project at once gives', () => {
  test.each([
    ['in place', runs(8, 60), {}],
    ['in place, by two transactions that read', runs(5, 40), { batchRows: 3 }],
    ['by new generations', runs(5, 30), { inPlaceRows: 0, batchRows: 10 }],
  ])('%s', async (_title, numRuns, options) => {
    const [edited, direct] = [await work.open(options), await work.open({ graceSeconds: 0 })];
    const freshId = work.repo('fresh');
    await fc.assert(
      fc.asyncProperty(projects, steps, async (project, sequence) => {
        const repoId = work.repo();
        const model = new ProjectModel(project(repoId));
        await edited.graph.storeGraph(project(repoId));
        for (const step of sequence) await model.take(step, edited.graph);
        sameGraph(await direct.graph.loadGraph(repoId), model.graph());
        await direct.graph.deleteGraph(freshId);
        await direct.graph.storeGraph(model.graph(freshId));
        expect(await rowsOf(repoId)).toEqual(await rowsOf(freshId));
      }),
      { numRuns },
    );
  });
});

describe('a file that is replaced', () => {
  const caller = node('caller', { file: 'caller.ts' });
  const target = node('target', { file: 'target.ts' });
  const call = edge('caller', 'CALLS', 'target', { line: '1' });

  test('keeps the calls from files that did not change, and what it no longer declares is called in vain', async () => {
    const repoId = work.repo();
    const { graph, queries } = await work.open();
    await graph.storeGraph(graphOf(repoId, [caller, target], [call]));
    const emptied = await graph.replaceFiles(repoId, { files: ['target.ts'], nodes: [], edges: [] });
    expect(emptied).toMatchObject({ nodes: { deleted: 1 }, edges: { deleted: 0 }, dangling: 1 });
    expect((await graph.loadGraph(repoId))?.edges).toEqual([call]);
    const again = await graph.replaceFiles(repoId, { files: ['target.ts'], nodes: [target], edges: [] });
    expect(again).toMatchObject({ nodes: { created: 1 }, dangling: 0 });
    expect((await queries.callers(repoId, { id: 'target' })).items.map(({ id }) => id)).toEqual(['caller']);
  });
});
