import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { SerializableNode } from '../../../src/index.ts';
import type { Analyzer, ChangesRequest } from '../../../src/repository/index.ts';

/** A folder with these files, removed after the test. */
export async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'codeprism-repository-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await write(folder, files);
  return folder;
}

export async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Makes one module a file, and notes what it was asked. */
export function fileLister(overrides: Partial<Analyzer> = {}): Analyzer & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    name: 'file-lister',
    version: '1',
    files: ['**/*.txt'],
    async analyze({ fileHashes }) {
      asked.push('whole');
      const files = Object.keys(fileHashes);
      return { graph: { nodes: files.map(moduleOf), edges: [] }, result: files.length };
    },
    async analyzeChanges({ changed, removed, previous, fileHashes }: ChangesRequest) {
      asked.push(`changed ${changed.join()} removed ${removed.join()} previous ${previous}`);
      return { nodes: changed.map(moduleOf), edges: [], result: Object.keys(fileHashes).length };
    },
    ...overrides,
  };
}

export function moduleOf(file: string): SerializableNode {
  const span = { startByte: 0, endByte: 0, startLine: 1, endLine: 1, startColumn: 0, endColumn: 0 };
  return { id: file, name: file, kind: 'Module', file, span, attributes: {} };
}
