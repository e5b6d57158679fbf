import { describe, expect, it } from 'vitest';
import { node } from '../../../src/conformance/fixtures.ts';
import { failure } from '../formats/helpers.ts';
import { ended, newFile, open, says, start } from './helpers.ts';
import { REPOSITORY, stateGraph } from './states.ts';

describe('two processes on one file', () => {
  it('while one writes, the other reads the graph as it was and is told CONFLICT when it waited too long', async () => {
    const { file } = await newFile();
    const store = await open(file, 50);
    await store.graph.storeGraph(stateGraph(0));
    const child = start('hold-the-lock', [file]);
    await says(child, 'holding');
    expect((await store.graph.loadGraph(REPOSITORY))?.nodes).toHaveLength(stateGraph(0).nodes.length);
    const error = await failure(store.graph.updateNodes(REPOSITORY, [node('more')]));
    expect(error).toMatchObject({ code: 'CONFLICT', retryable: true, backend: 'sqlite', repoId: REPOSITORY });
    expect(error.message).toContain(JSON.stringify(file));
    child.kill('SIGKILL');
    await ended(child);
    expect(await store.graph.updateNodes(REPOSITORY, [node('more')])).toMatchObject({
      nodes: { created: 1 },
    });
  });

  it('the second waits for the first, and its queries see what that wrote', async () => {
    const { file } = await newFile();
    const store = await open(file, 60_000);
    await store.graph.storeGraph(stateGraph(0));
    expect(await store.queries.summary(REPOSITORY)).toMatchObject({
      totalNodes: stateGraph(0).nodes.length,
    });
    const child = start('hold-the-lock', [file]);
    await says(child, 'holding');
    const writing = store.graph.updateNodes(REPOSITORY, [node('more')]);
    child.stdin?.end();
    await ended(child);
    expect(await writing).toMatchObject({ nodes: { created: 1 } });
    const { totalNodes } = await store.queries.summary(REPOSITORY);
    expect(totalNodes).toBe(stateGraph(1).nodes.length + 1);
  });

  it('opening the file a second time takes no lock from the first, which the other process would miss', async () => {
    const { file } = await newFile();
    const store = await open(file);
    await store.graph.storeGraph(stateGraph(0));
    const second = await open(file);
    const child = start('hold-the-lock', [file]);
    await says(child, 'holding');
    child.stdin?.end();
    await ended(child);
    const third = await open(file);
    await store.graph.updateNodes(REPOSITORY, [node('more')]);
    for (const one of [store, second, third])
      expect((await one.graph.loadGraph(REPOSITORY))?.nodes).toHaveLength(stateGraph(1).nodes.length + 1);
  });

  it('a wait ends with its signal', async () => {
    const { file } = await newFile();
    const store = await open(file, 60_000);
    await store.graph.storeGraph(stateGraph(0));
    const child = start('hold-the-lock', [file]);
    await says(child, 'holding');
    const stopping = new AbortController();
    const writing = failure(store.graph.deleteGraph(REPOSITORY, { signal: stopping.signal }));
    stopping.abort();
    expect(await writing).toMatchObject({ code: 'ABORTED' });
  });
});
