import { StorageError } from '../../errors/index.ts';
import {
  type Attributes,
  copyRecord,
  type SerializableEdge,
  type SerializableNode,
} from '../../graph/index.ts';
import type { NodeSelector, ReadOptions } from '../../storage/index.ts';
import type { Candidates } from '../selectors.ts';
import { atOnce, inTurns, type Work } from '../turns.ts';
import { type Adjacency, adjacency } from './adjacency.ts';
import { type ClassFacts, findClassFacts } from './class-facts.ts';
import { columnsOfRows, type GraphColumns, type GraphRows } from './graph-columns.ts';
import { findApi, findContents, findExternal, findLanguages, type Languages } from './node-facts.ts';
import type { VertexLists } from './vertex-lists.ts';

/** What a compact graph finds out about itself when it is first asked for. */
export type Fact =
  | 'outgoing'
  | 'incoming'
  | 'containers'
  | 'languages'
  | 'external'
  | 'anyApi'
  | 'contents'
  | 'classes';

/**
 * A repository's graph as numbers. Vertices are the stored nodes and the ends of edges
 * that are not stored, numbered from 0 in code point order of their ids, so that order of
 * numbers is order of answers. Never changed once made.
 */
export class CompactGraph {
  /** By vertex; `undefined` for an end that is not stored. */
  readonly nodes: readonly (SerializableNode | undefined)[];
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** By the number of an edge kind, in code point order. */
  readonly edgeKinds: readonly string[];
  /** What it is made of. */
  readonly columns: GraphColumns;
  #outgoing: Adjacency | undefined;
  #incoming: Adjacency | undefined;
  #containers: Int32Array | undefined;
  #languages: Languages | undefined;
  #external: Uint8Array | undefined;
  #anyApi: boolean | undefined;
  #classes: ClassFacts | undefined;
  #contents: VertexLists | undefined;

  constructor(source: GraphRows | GraphColumns) {
    const columns = 'idOf' in source ? source : atOnce(columnsOfRows(source));
    this.columns = columns;
    this.nodes = columns.nodes;
    this.nodeCount = columns.nodeCount;
    this.edgeCount = columns.edges.kinds.length;
    this.edgeKinds = columns.edgeKinds;
  }

  /** All by vertex; where only some are asked for, {@link idOf} may cost less. */
  get ids(): readonly string[] {
    return this.columns.ids();
  }

  idOf(vertex: number): string {
    return this.columns.idOf(vertex);
  }

  /**
   * Makes what a question will ask for, while others get in now and then. What was not made so is made when
   * it is first asked for, without a pause.
   *
   * @throws `ABORTED`
   */
  async prepare(options: ReadOptions, ...facts: readonly Fact[]): Promise<void> {
    for (const fact of facts) await inTurns(this.#making(fact), options, 'graph');
  }

  #making(fact: Fact): Work<unknown> {
    switch (fact) {
      case 'outgoing':
        return this.#makeOutgoing();
      case 'incoming':
        return this.#makeIncoming();
      case 'containers':
        return this.#makeContainers();
      case 'languages':
        return this.#makeLanguages();
      case 'external':
        return this.#makeExternal();
      case 'anyApi':
        return this.#makeAnyApi();
      case 'contents':
        return this.#makeContents();
      case 'classes':
        return this.#makeClasses();
    }
  }

  /** Edges by source. */
  get outgoing(): Adjacency {
    return this.#outgoing ?? atOnce(this.#makeOutgoing());
  }

  *#makeOutgoing(): Work<Adjacency> {
    const { sources, targets, kinds } = this.columns.edges;
    this.#outgoing ??= yield* adjacency(this.nodes.length, sources, targets, kinds);
    return this.#outgoing;
  }

  /** Edges by target. */
  get incoming(): Adjacency {
    return this.#incoming ?? atOnce(this.#makeIncoming());
  }

  *#makeIncoming(): Work<Adjacency> {
    const { sources, targets, kinds } = this.columns.edges;
    this.#incoming ??= yield* adjacency(this.nodes.length, targets, sources, kinds);
    return this.#incoming;
  }

  /** The vertex of an id, whether stored or only an end of an edge. */
  vertexOf(id: string): number | undefined {
    return this.columns.vertexOf(id);
  }

  /** The stored nodes that a selector names; undefined where all nodes must be looked at. */
  candidates(selector: NodeSelector): Candidates | undefined {
    return this.columns.candidates?.(selector);
  }

  /** A stored node and its vertex. */
  storedNode(id: string): { readonly vertex: number; readonly node: SerializableNode } | undefined {
    const vertex = this.vertexOf(id);
    const node = vertex === undefined ? undefined : this.nodes[vertex];
    return vertex === undefined || node === undefined ? undefined : { vertex, node };
  }

  /** The stored node of a vertex that is known to have one. */
  stored(vertex: number): SerializableNode {
    const node = this.nodes[vertex];
    if (node === undefined) throw new StorageError('UNEXPECTED', `Vertex ${vertex} is not stored.`);
    return node;
  }

  /** A copy of the edge at a place of {@link outgoing}, among those of `source`. */
  edgeAt(source: number, place: number): SerializableEdge {
    return this.#edge(this.outgoing, place, source, this.outgoing.ends[place] ?? 0);
  }

  /** A copy of the edge at a place of {@link incoming}, among those of `target`. */
  edgeInto(target: number, place: number): SerializableEdge {
    return this.#edge(this.incoming, place, this.incoming.ends[place] ?? 0, target);
  }

  /** The attributes of an edge by its number, not a copy. */
  attributesOf(edge: number): Attributes {
    return this.columns.attributesOf(edge);
  }

  /** How many references an edge stands for, by its number. */
  weightOf(edge: number): number {
    return this.columns.weightOf(edge);
  }

  /** 1 by the number of each chosen edge kind; without a choice, for all. */
  kindMask(chosen: readonly string[] | undefined): Uint8Array {
    return Uint8Array.from(this.edgeKinds, (kind) => (chosen === undefined || chosen.includes(kind) ? 1 : 0));
  }

  #edge(edges: Adjacency, place: number, source: number, target: number): SerializableEdge {
    return {
      source: this.idOf(source),
      target: this.idOf(target),
      kind: this.edgeKinds[edges.kinds[place] ?? 0] ?? '',
      attributes: copyRecord(this.attributesOf(edges.edges[place] ?? 0)),
    };
  }

  /** The container of each vertex, or `NO_CONTAINER`. */
  get containers(): Int32Array {
    return this.#containers ?? atOnce(this.#makeContainers());
  }

  *#makeContainers(): Work<Int32Array> {
    this.#containers ??= yield* this.columns.containers();
    return this.#containers;
  }

  /** The language of each vertex by number; of ends that are not stored, without meaning. */
  get languages(): Languages {
    return this.#languages ?? atOnce(this.#makeLanguages());
  }

  *#makeLanguages(): Work<Languages> {
    this.#languages ??= yield* findLanguages(this.nodes);
    return this.#languages;
  }

  /** Whether any node that is not external is part of its package's API. */
  get anyApi(): boolean {
    return this.#anyApi ?? atOnce(this.#makeAnyApi());
  }

  *#makeAnyApi(): Work<boolean> {
    this.#anyApi ??= yield* findApi(this.nodes);
    return this.#anyApi;
  }

  /** The vertices that each vertex contains directly. */
  get contents(): VertexLists {
    return this.#contents ?? atOnce(this.#makeContents());
  }

  *#makeContents(): Work<VertexLists> {
    this.#contents ??= yield* findContents(yield* this.#makeContainers());
    return this.#contents;
  }

  /** What follows from methods lying in classes. */
  get classes(): ClassFacts {
    return this.#classes ?? atOnce(this.#makeClasses());
  }

  *#makeClasses(): Work<ClassFacts> {
    if (this.#classes !== undefined) return this.#classes;
    // What they follow from is made first, in turns as well.
    yield* this.#makeContainers();
    yield* this.#makeOutgoing();
    this.#classes ??= yield* findClassFacts(this);
    return this.#classes;
  }

  /** 1 for each vertex that is external or not stored. */
  get external(): Uint8Array {
    return this.#external ?? atOnce(this.#makeExternal());
  }

  *#makeExternal(): Work<Uint8Array> {
    this.#external ??= yield* findExternal(this.nodes);
    return this.#external;
  }
}
