import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, vi } from 'vitest';
import { openFileStore } from '../../../src/backends/file/index.ts';
import type { SerializableGraph } from '../../../src/graph/index.ts';
import type { GraphStore } from '../../../src/storage/index.ts';

export const FIXTURES: string = new URL('../../fixtures/codeprism/file/', import.meta.url).pathname;

// Every write waits for the disk, which others may keep busy.
vi.setConfig({ testTimeout: 60_000 });

const leftovers: string[] = [];
afterEach(async () => {
  for (const path of leftovers.splice(0)) await rm(path, { recursive: true, force: true });
});

/** A folder that does not exist yet, alone in one that does, so that whatever is written beside it shows. */
export async function newFolder(): Promise<{ outside: string; directory: string }> {
  const outside = await mkdtemp(join(tmpdir(), 'codeprism-file-'));
  leftovers.push(outside);
  return { outside, directory: join(outside, 'graphs') };
}

export async function newStore(): Promise<{ outside: string; directory: string; store: GraphStore }> {
  const folder = await newFolder();
  return { ...folder, store: await openFileStore({ directory: folder.directory }) };
}

/** A small graph; `mark` tells one from another. */
export function smallGraph(repoId: string, mark = 'mark'): SerializableGraph {
  const span = { startByte: 0, endByte: 1, startLine: 1, endLine: 1, startColumn: 0, endColumn: 1 };
  return {
    repoId,
    nodes: [{ id: 'n', name: mark, kind: 'Function', file: 'a.ts', span, attributes: {} }],
    edges: [{ source: 'n', target: 'gone', kind: 'CALLS', attributes: {} }],
    metadata: {
      repoId,
      lastUpdated: { seconds: 1, nanoseconds: 2 },
      version: 1,
      fileHashes: { 'a.ts': mark },
      totalNodes: 1,
      totalEdges: 1,
      schemaVersion: '1.0',
    },
  };
}

export async function namesIn(directory: string): Promise<string[]> {
  return (await readdir(directory)).sort();
}

export async function textOf(directory: string, name: string): Promise<string> {
  return readFile(join(directory, name), 'utf8');
}
