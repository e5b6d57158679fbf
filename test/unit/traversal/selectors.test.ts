import { describe, expect, it } from 'vitest';
import type { NodeSelector } from '../../../src/storage/index.ts';
import { selectVertex } from '../../../src/traversal/select-vertex.ts';
import { edges, graphOf, node } from './graphs.ts';

const graph = graphOf(
  [
    node('id1', { name: 'render', kind: 'Method', file: 'src/view.ts', lines: [3, 9] }),
    node('id2', { name: 'render', kind: 'Function', file: 'src/view.ts', lines: [20, 30] }),
    node('id3', { name: 'render', kind: 'Function', file: 'src/page.ts', lines: [7, 8] }),
    node('id4', { name: 'id1' }),
    node('id5', { name: 'unique' }),
  ],
  edges('id1 -> ghost'),
);

async function select(selector: NodeSelector): Promise<string | undefined> {
  return graph.ids[await selectVertex(graph, selector)];
}

describe('a selector', () => {
  it.each<[NodeSelector, string]>([
    ['unique', 'id5'],
    ['id1', 'id1'],
    [{ id: 'id2' }, 'id2'],
    [{ name: 'id1' }, 'id4'],
    [{ name: 'render', kind: 'Method' }, 'id1'],
    [{ name: 'render', file: 'src/page.ts' }, 'id3'],
    [{ name: 'render', kind: 'Function', file: 'src/view.ts' }, 'id2'],
  ])('%j names one node', async (selector, id) => {
    expect(await select(selector)).toBe(id);
  });

  it('that fits several lists them with their places and says how to choose', async () => {
    await expect(select('render')).rejects.toMatchObject({
      code: 'AMBIGUOUS',
      message: expect.stringMatching(
        /^3 nodes .*"render": Method at src\/view\.ts:3, .*src\/page\.ts:7.*kind.*file/,
      ),
      context: { total: 3, candidates: [{ id: 'id1' }, { id: 'id2' }, { id: 'id3' }] },
    });
    await expect(select({ name: 'render', kind: 'Function' })).rejects.toMatchObject({
      context: { total: 2 },
    });
  });

  it('that fits very many keeps the least 20 by id, and the total of all', async () => {
    const crowd = graphOf(Array.from({ length: 50 }, (_, index) => node(`n${index + 10}`, { name: 'same' })));
    const failure = await selectVertex(crowd, 'same').catch((error: unknown) => error);
    expect(failure).toMatchObject({
      message: expect.stringContaining('45 more'),
      context: {
        total: 50,
        candidates: Array.from({ length: 20 }, (_, index) => ({ id: `n${index + 10}` })),
      },
    });
  });

  it('that fits nothing suggests near names', async () => {
    await expect(select('uniqe')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('"unique"'),
      context: { near: ['unique'] },
    });
    await expect(select('zzzzzz')).rejects.toMatchObject({ context: { near: [] } });
    await expect(select({ id: 'unique' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(select({ name: 'unique', kind: 'Class' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('whose name is stored, but in another file, says where', async () => {
    await expect(select({ name: 'render', file: 'src/vew.ts' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message:
        'No node has name "render", file "src/vew.ts". Of this name there is Method at src/view.ts:3, Function at src/view.ts:20, Function at src/page.ts:7.',
      context: { near: ['render'], candidates: [{ id: 'id1' }, { id: 'id2' }, { id: 'id3' }], total: 3 },
    });
  });

  it('never names an end that is not stored', async () => {
    await expect(select('ghost')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(select({ id: 'ghost' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('keeps its message on one line whatever a path holds', async () => {
    const hostile = graphOf(['a', 'b'].map((id) => node(id, { name: 'n', file: 'x\n\u001b[31m' })));
    const failure = await selectVertex(hostile, 'n').catch((error: Error) => error.message);
    expect(failure).not.toMatch(/\p{Cc}/u);
  });

  it('compares near names within a budget, however many and long they are', async () => {
    const long = 'x'.repeat(1_500);
    const crowd = graphOf(
      Array.from({ length: 500 }, (_, index) => node(`${index}`, { name: `${index}${long}` })),
    );
    const begin = performance.now();
    await expect(selectVertex(crowd, `y${long.replaceAll('xx', 'xy')}`)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(performance.now() - begin).toBeLessThan(3_000);
  });
});
