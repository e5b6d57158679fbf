import fc from 'fast-check';
import { bytes, edge, graphOf, node } from '../../src/conformance/fixtures.ts';
import type {
  EdgeReference,
  SerializableEdge,
  SerializableGraph,
  SerializableNode,
} from '../../src/graph/index.ts';
import type { FileReplacement, GraphStorage } from '../../src/storage/index.ts';

/** One edit of a project, as an editor or an indexer makes it. */
export type Step =
  | { readonly does: 'replaceFiles'; readonly replacement: FileReplacement }
  | { readonly does: 'renameFile'; readonly from: string; readonly to: string }
  | { readonly does: 'updateNodes'; readonly nodes: readonly SerializableNode[] }
  | { readonly does: 'updateEdges'; readonly edges: readonly SerializableEdge[] }
  | { readonly does: 'deleteNodes'; readonly ids: readonly string[] }
  | { readonly does: 'deleteEdges'; readonly edges: readonly EdgeReference[] }
  /** The stored graph with other content in some files. */
  | { readonly does: 'storeChanged'; readonly nodes: readonly SerializableNode[] }
  | { readonly does: 'storeAgain' };

const FILES = ['a.ts', 'b.ts', 'c.ts'];
const NAMES = ['one', 'two', 'three', 'four'];
/**
 * A symbol lies in one file, so that edits of a file meet the same
 * ids again; the last of them is never stored.
 */
const IDS = [...FILES.flatMap((file) => NAMES.map((name) => `${file}#${name}`)), 'library'];

const attributes = fc.record(
  { parent: fc.constantFrom(...IDS), version: fc.constantFrom('1', '2') },
  { requiredKeys: [] },
);
const span = fc.tuple(fc.nat(9), fc.nat(30)).map(([start, length]) => bytes(start, start + length));

const nodeIn = (file: string): fc.Arbitrary<SerializableNode> =>
  fc
    .record({
      id: fc.constantFrom(...NAMES).map((name) => `${file}#${name}`),
      kind: fc.constantFrom('Class', 'Method', 'Variable'),
      span,
      attributes,
    })
    .map(({ id, ...parts }) => node(id, { ...parts, attributes: { ...parts.attributes }, file }));
const edgeFrom = (sources: readonly string[]): fc.Arbitrary<SerializableEdge> =>
  fc
    .tuple(
      fc.constantFrom(...sources),
      fc.constantFrom('CALLS', 'READS'),
      fc.constantFrom(...IDS),
      attributes,
    )
    .map(([source, kind, target, own]) => edge(source, kind, target, { ...own }));

const file = fc.constantFrom(...FILES);
const nodes = fc.array(file.chain(nodeIn), { maxLength: 5 });
const edges = fc.array(edgeFrom(IDS), { maxLength: 6 });

/** Only of symbols that it declares, for the others' edges would have to be refused. */
const replacement = file.chain((path) =>
  fc.array(nodeIn(path), { maxLength: 4 }).chain((declared) => {
    const ids = declared.map(({ id }) => id);
    const owned = ids.length === 0 ? fc.constant([]) : fc.array(edgeFrom(ids), { maxLength: 5 });
    return owned.map((own) => ({
      files: [path],
      nodes: declared,
      edges: own,
      fileHashes: { [path]: ids.join() },
    }));
  }),
);

export const projects: fc.Arbitrary<(repoId: string) => SerializableGraph> = fc
  .tuple(fc.array(file.chain(nodeIn), { maxLength: 14 }), fc.array(edgeFrom(IDS), { maxLength: 20 }))
  .map(
    ([rows, links]) =>
      (repoId) =>
        graphOf(repoId, rows, links, { fileHashes: { 'a.ts': 'first' } }),
  );

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: replacement.map((given) => ({ does: 'replaceFiles' as const, replacement: given })),
    },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('renameFile' as const), from: file, to: file }) },
    { weight: 2, arbitrary: nodes.map((rows) => ({ does: 'updateNodes' as const, nodes: rows })) },
    { weight: 2, arbitrary: edges.map((rows) => ({ does: 'updateEdges' as const, edges: rows })) },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.constantFrom(...IDS), { maxLength: 3 })
        .map((ids) => ({ does: 'deleteNodes' as const, ids })),
    },
    { weight: 1, arbitrary: edges.map((rows) => ({ does: 'deleteEdges' as const, edges: rows })) },
    { weight: 1, arbitrary: nodes.map((rows) => ({ does: 'storeChanged' as const, nodes: rows })) },
    { weight: 1, arbitrary: fc.constant({ does: 'storeAgain' as const }) },
  ),
  { minLength: 1, maxLength: 8 },
);

/** A project as plain maps, edited by nothing but the contract's words. */
export class ProjectModel {
  readonly #repoId: string;
  #nodes: Map<string, SerializableNode>;
  #edges: Map<string, SerializableEdge>;
  #hashes: Record<string, string>;

  constructor(graph: SerializableGraph) {
    this.#repoId = graph.repoId;
    this.#nodes = new Map(graph.nodes.map((row) => [row.id, row]));
    this.#edges = new Map(graph.edges.map((row) => [keyOf(row), row]));
    this.#hashes = { ...graph.metadata.fileHashes };
  }

  graph(repoId: string = this.#repoId): SerializableGraph {
    return graphOf(repoId, [...this.#nodes.values()], [...this.#edges.values()], {
      fileHashes: { ...this.#hashes },
    });
  }

  /** Makes the step here and on the store. */
  async take(step: Step, storage: GraphStorage): Promise<void> {
    const repoId = this.#repoId;
    switch (step.does) {
      case 'replaceFiles':
        this.#replace(step.replacement);
        await storage.replaceFiles(repoId, step.replacement);
        return;
      case 'renameFile': {
        const renamed = this.#renamed(step.from, step.to);
        this.#replace(renamed);
        await storage.replaceFiles(repoId, renamed);
        return;
      }
      case 'updateNodes':
        for (const row of step.nodes) this.#nodes.set(row.id, row);
        await storage.updateNodes(repoId, step.nodes);
        return;
      case 'updateEdges':
        for (const row of step.edges) this.#edges.set(keyOf(row), row);
        await storage.updateEdges(repoId, step.edges);
        return;
      case 'deleteNodes':
        for (const id of step.ids) this.#nodes.delete(id);
        this.#deleteEdges(({ source, target }) => step.ids.includes(source) || step.ids.includes(target));
        await storage.deleteNodes(repoId, step.ids);
        return;
      case 'deleteEdges':
        for (const row of step.edges) this.#edges.delete(keyOf(row));
        await storage.deleteEdges(repoId, step.edges);
        return;
      case 'storeChanged':
        for (const row of step.nodes) this.#nodes.set(row.id, row);
        this.#hashes['b.ts'] = 'changed';
        await storage.storeGraph(this.graph());
        return;
      case 'storeAgain':
        await storage.storeGraph(this.graph());
    }
  }

  /** Everything of one file under the name of another, whose own content is overwritten. */
  #renamed(from: string, to: string): FileReplacement {
    const moved = [...this.#nodes.values()]
      .filter((row) => row.file === from)
      .map((row) => ({ ...row, file: to }));
    const ids = new Set(moved.map(({ id }) => id));
    const owned = [...this.#edges.values()].filter(({ source }) => ids.has(source));
    return { files: [...new Set([from, to])], nodes: moved, edges: owned, fileHashes: { [to]: 'moved' } };
  }

  #replace({ files, nodes: declared, edges: owned, fileHashes }: FileReplacement): void {
    const fileOf = (id: string): string => this.#nodes.get(id)?.file ?? '';
    this.#deleteEdges(({ source }) => files.includes(fileOf(source)));
    for (const row of [...this.#nodes.values()]) if (files.includes(row.file)) this.#nodes.delete(row.id);
    for (const row of declared) this.#nodes.set(row.id, row);
    for (const row of owned) this.#edges.set(keyOf(row), row);
    for (const path of files) delete this.#hashes[path];
    Object.assign(this.#hashes, fileHashes);
  }

  #deleteEdges(isGone: (row: SerializableEdge) => boolean): void {
    for (const [key, row] of this.#edges) if (isGone(row)) this.#edges.delete(key);
  }
}

function keyOf({ source, kind, target }: EdgeReference): string {
  return JSON.stringify([source, kind, target]);
}
