import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFileStore } from '../../../src/backends/file/index.ts';
import { canonicalGraph, graphFromJson, graphToJson, metadataToJson } from '../../../src/graph/index.ts';
import type { GraphStore } from '../../../src/storage/index.ts';
import { failure } from '../formats/helpers.ts';
import { FIXTURES, namesIn, newFolder, newStore, smallGraph, textOf } from './helpers.ts';

async function codeprismFolder(): Promise<{ directory: string; store: GraphStore }> {
  const { directory } = await newFolder();
  await cp(FIXTURES, directory, { recursive: true });
  return { directory, store: await openFileStore({ directory }) };
}

describe('a folder written by CodePrism', () => {
  it('opens as it is', async () => {
    const { store } = await codeprismFolder();
    expect(await store.graph.listRepositories()).toEqual(['ajv-codegen', 'mini']);
    const written = JSON.parse(await readFile(join(FIXTURES, 'ajv-codegen.graph.json'), 'utf8'));
    expect(await store.graph.loadGraph('ajv-codegen')).toEqual(graphFromJson(written));
    expect(await store.queries.summary('ajv-codegen')).toMatchObject({ totalNodes: 209, totalEdges: 631 });
  });

  it('is written again byte for byte', async () => {
    const { directory, store } = await codeprismFolder();
    const graph = await store.graph.loadGraph('ajv-codegen');
    await store.graph.deleteGraph('ajv-codegen');
    expect(await namesIn(directory)).toEqual(['mini.graph.json', 'mini.metadata.json']);
    if (graph !== undefined) await store.graph.storeGraph(graph);
    for (const name of ['ajv-codegen.graph.json', 'ajv-codegen.metadata.json']) {
      expect(await textOf(directory, name)).toBe(await textOf(FIXTURES, name));
    }
  });

  it('refuses integers that would be rounded, by node and field, and is not stopped by them', async () => {
    const { directory, store } = await codeprismFolder();
    const error = await failure(store.graph.loadGraph('mini'));
    expect(error).toMatchObject({
      code: 'CORRUPT',
      cause: { code: 'INVALID_GRAPH' },
      backend: 'file',
      repoId: 'mini',
    });
    expect(error.message).toContain(join(directory, 'mini.graph.json'));
    expect(error.message).toContain('nodes[0] "n1": span.start_byte');
    expect(await failure(store.graph.updateNodes('mini', []))).toMatchObject({ code: 'CORRUPT' });
    expect(await store.graph.graphExists('mini')).toBe(true);
    expect(await store.graph.graphExists('ajv-codegen')).toBe(true);
  });

  it('takes the rest of that graph: its metadata’s id becomes the graph’s, its totals are counted', async () => {
    const { directory, store } = await codeprismFolder();
    const path = join(directory, 'mini.graph.json');
    const small = (await readFile(path, 'utf8'))
      .replaceAll('18446744073709551615', '7')
      .replaceAll('9007199254740993', '8');
    await writeFile(path, small);
    const graph = await store.graph.loadGraph('mini');
    const { nodes, edges } = JSON.parse(small);
    expect(graph?.metadata).toMatchObject({
      repoId: 'mini',
      totalNodes: nodes.length,
      totalEdges: edges.length,
    });
    expect(await store.graph.getGraphMetadata('mini')).toEqual(graph?.metadata);
  });

  it('gives its graph metadata where the metadata file differs, is broken or missing', async () => {
    const { directory, store } = await codeprismFolder();
    const expected = (await store.graph.loadGraph('ajv-codegen'))?.metadata;
    const path = join(directory, 'ajv-codegen.metadata.json');
    for (const content of [await readFile(join(directory, 'mini.metadata.json')), 'broken', '']) {
      await writeFile(path, content);
      expect(await (await openFileStore({ directory })).graph.getGraphMetadata('ajv-codegen')).toEqual(
        expected,
      );
    }
    await rm(path);
    expect(await (await openFileStore({ directory })).graph.getGraphMetadata('ajv-codegen')).toEqual(
      expected,
    );
  });

  it('keeps ids that we would escape under CodePrism’s name', async () => {
    const { directory, store } = await codeprismFolder();
    await rename(join(directory, 'ajv-codegen.graph.json'), join(directory, 'a:b.graph.json'));
    expect(await store.graph.listRepositories()).toEqual(['a:b', 'mini']);
    await store.graph.storeGraph(smallGraph('a:b'));
    expect(await namesIn(directory)).toContain('a:b.graph.json');
    expect(await store.graph.loadGraph('a:b')).toEqual(smallGraph('a:b'));
    await store.graph.deleteGraph('a:b');
    expect(await store.graph.listRepositories()).toEqual(['mini']);
  });

  it('lists no folders, other cases and metadata without a graph', async () => {
    const { directory, store } = await codeprismFolder();
    await mkdir(join(directory, 'folder.graph.json'));
    await writeFile(join(directory, 'upper.GRAPH.JSON'), '');
    await writeFile(join(directory, 'orphan.metadata.json'), '{}');
    expect(await store.graph.listRepositories()).toEqual(['ajv-codegen', 'mini']);
    expect(await store.graph.getGraphMetadata('orphan')).toBeUndefined();
    await store.graph.deleteGraph('orphan');
    expect(await namesIn(directory)).not.toContain('orphan.metadata.json');
  });
});

describe('what we write', () => {
  it('is CodePrism’s form in both files', async () => {
    const { directory, store } = await newStore();
    const graph = { ...smallGraph('r'), nodes: [...smallGraph('r').nodes, ...smallGraph('r').nodes] };
    await store.graph.storeGraph(graph);
    const stored = canonicalGraph(graph);
    expect(await namesIn(directory)).toEqual(['r.graph.json', 'r.metadata.json']);
    expect(await textOf(directory, 'r.graph.json')).toBe(JSON.stringify(graphToJson(stored), null, 2));
    expect(await textOf(directory, 'r.metadata.json')).toBe(
      JSON.stringify(metadataToJson(stored.metadata), null, 2),
    );
  });

  it('keeps both files equal through every change', async () => {
    const { directory, store } = await newStore();
    await store.graph.storeGraph(smallGraph('r'));
    const changes = [
      () => store.graph.updateNodes('r', smallGraph('r', 'new').nodes),
      () => store.graph.deleteNodes('r', ['n']),
      () => store.graph.updateGraphMetadata('r', { ...smallGraph('r').metadata, version: 9 }),
    ];
    for (const change of changes) {
      await change();
      const graph = JSON.parse(await textOf(directory, 'r.graph.json'));
      expect(JSON.parse(await textOf(directory, 'r.metadata.json'))).toEqual(graph.metadata);
      expect(graph.metadata.total_nodes).toBe(graph.nodes.length);
    }
  });
});
