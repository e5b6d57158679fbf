import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openScip, type ScipInput, type ScipReport } from '../../../src/analyzers/scip/index.ts';
import type { SerializableEdge, SerializableNode } from '../../../src/graph/index.ts';

/** The small projects that real indexers were run on. */
export type Fixture =
  | 'typescript'
  | 'python'
  | 'python-traps'
  | 'python-ty'
  | 'go'
  | 'go-traps'
  | 'java'
  | 'rust'
  | 'rust-traps';

export function fixtureFolder(name: Fixture): string {
  return fileURLToPath(new URL(`../../fixtures/scip/${name}`, import.meta.url));
}

export function indexFile(name: Fixture): string {
  return `${fixtureFolder(name)}/index.scip`;
}

/** An input of bytes that are at hand, given in pieces. */
export function inputOf(name: string, bytes: Uint8Array, piece = 1_000): ScipInput {
  return {
    name,
    readOnce: false,
    async *chunks() {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    },
  };
}

/** A graph to ask in a test's own words. */
export class ReadGraph {
  readonly nodes: readonly SerializableNode[];
  readonly edges: readonly SerializableEdge[];
  readonly report: ScipReport;
  readonly #byId: ReadonlyMap<string, SerializableNode>;

  constructor(nodes: readonly SerializableNode[], edges: readonly SerializableEdge[], report: ScipReport) {
    this.nodes = nodes;
    this.edges = edges;
    this.report = report;
    this.#byId = new Map(nodes.map((node) => [node.id, node]));
  }

  /** The node of `Container.name`, or of a name alone; it must be the only one. */
  node(path: string, file = ''): SerializableNode {
    const found = this.all(path, file);
    if (found.length !== 1) throw new Error(`${found.length} nodes fit ${path} ${file}`);
    return found[0] as SerializableNode;
  }

  all(path: string, file = ''): readonly SerializableNode[] {
    const inFile = this.nodes.filter((node) => node.file.includes(file));
    const exact = inFile.filter((node) => this.path(node) === path);
    return exact.length > 0 ? exact : inFile.filter(({ name }) => name === path);
  }

  /** `Class.method`, `Class.Inner.method`: the name with the names of what contains it, files left out. */
  path(node: SerializableNode): string {
    const parent = this.#byId.get(node.attributes.parent ?? '');
    const isFile =
      parent === undefined || (parent.kind === 'Module' && parent.attributes.parent === undefined);
    return isFile ? node.name : `${this.path(parent)}.${node.name}`;
  }

  /** Edges as `from KIND to`, by paths; of one kind, and from or to one node if asked. */
  said(kind: string, about = ''): string[] {
    return this.edges
      .filter((edge) => edge.kind === kind)
      .map((edge) => `${this.#label(edge.source)} ${kind} ${this.#label(edge.target)}`)
      .filter((text) => about === '' || text.startsWith(`${about} `) || text.endsWith(` ${about}`))
      .sort();
  }

  edge(source: string, kind: string, target: string): SerializableEdge {
    const found = this.edges.filter(
      (edge) =>
        edge.kind === kind && this.#label(edge.source) === source && this.#label(edge.target) === target,
    );
    if (found.length !== 1) throw new Error(`${found.length} edges ${source} ${kind} ${target}`);
    return found[0] as SerializableEdge;
  }

  #label(id: string): string {
    const node = this.#byId.get(id);
    return node === undefined ? id : this.path(node);
  }
}

/** Reads a fixture's index, with its sources unless `text` is false. */
export async function readFixture(
  name: Fixture,
  { text = true }: { readonly text?: boolean } = {},
): Promise<ReadGraph> {
  const file = indexFile(name);
  const input = {
    name: file,
    readOnce: false,
    chunks: () => createReadStream(file) as AsyncIterable<Uint8Array>,
  };
  return readInputs([input], text ? fixtureFolder(name) : undefined);
}

export async function readInputs(inputs: readonly ScipInput[], sourceRoot?: string): Promise<ReadGraph> {
  const index = await openScip(inputs, { sourceRoot });
  const nodes: SerializableNode[] = [];
  for await (const node of index.source.nodes()) nodes.push(node);
  const edges: SerializableEdge[] = [];
  for await (const edge of index.source.edges()) edges.push(edge);
  const report = index.report();
  if (report === undefined) throw new Error('the pass did not end');
  return new ReadGraph(nodes, edges, report);
}
