import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { typescriptAnalyzer } from '../../src/analyzers/index.ts';
import { openStore, type SerializableGraph, type SerializableNode } from '../../src/index.ts';
import { analyzeRepository, originOf } from '../../src/repository/index.ts';

/** Files by their path. */
export type Files = Readonly<Record<string, string>>;

/** A folder with these files, until the test is over. */
export async function folderOf(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'program-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFiles(folder, files);
  return folder;
}

export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** The graph of a small program, in forms that are easy to compare. */
export class AnalyzedProgram {
  readonly graph: SerializableGraph;
  readonly origin: ReturnType<typeof originOf>;

  constructor(graph: SerializableGraph, origin: ReturnType<typeof originOf>) {
    this.graph = graph;
    this.origin = origin;
  }

  node(id: string): SerializableNode {
    const found = this.graph.nodes.find((node) => node.id === id);
    if (found === undefined) throw new Error(`no node ${id} among ${this.ids.join(' ')}`);
    return found;
  }

  /** The ids of what lies in the repository, sorted. */
  get ids(): readonly string[] {
    return this.graph.nodes
      .filter(({ file }) => file !== '')
      .map(({ id }) => id)
      .sort();
  }

  /** `kind/subkind` of a node. */
  kind(id: string): string {
    const { kind, attributes } = this.node(id);
    return attributes.subkind === undefined ? kind : `${kind}/${attributes.subkind}`;
  }

  /**
   * The edges out of a node, or of all whose id begins so, as `KIND
   * target`, sorted; attributes by {@link edge}.
   */
  from(source: string, kind?: string): readonly string[] {
    const edges = this.graph.edges.filter(
      (edge) => edge.source === source && (kind ?? edge.kind) === edge.kind,
    );
    return edges.map((edge) => (kind === undefined ? `${edge.kind} ${edge.target}` : edge.target)).sort();
  }

  into(target: string, kind?: string): readonly string[] {
    const edges = this.graph.edges.filter(
      (edge) => edge.target === target && (kind ?? edge.kind) === edge.kind,
    );
    return edges.map((edge) => (kind === undefined ? `${edge.kind} ${edge.source}` : edge.source)).sort();
  }

  /** The attributes of an edge without its line and count; `undefined` where there is none. */
  edge(source: string, kind: string, target: string): Readonly<Record<string, string>> | undefined {
    const found = this.attributes(source, kind, target);
    if (found === undefined) return undefined;
    const { line: _, count: __, ...rest } = found;
    return rest;
  }

  attributes(source: string, kind: string, target: string): Readonly<Record<string, string>> | undefined {
    return this.graph.edges.find(
      (edge) => edge.source === source && edge.kind === kind && edge.target === target,
    )?.attributes;
  }
}

/** Analyses files as a repository of their own. */
export async function analyzed(files: Files): Promise<AnalyzedProgram> {
  return analyzedFolder(await folderOf(files));
}

export async function analyzedFolder(folder: string): Promise<AnalyzedProgram> {
  await using store = await openStore('memory:');
  const { analysis } = await analyzeRepository(store, folder, typescriptAnalyzer(), { repoId: 'program' });
  const graph = await store.graph.loadGraph('program');
  if (graph === undefined) throw new Error('nothing was stored');
  return new AnalyzedProgram(graph, originOf(analysis));
}
