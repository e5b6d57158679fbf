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

/**
 * What a compact graph finds out about itself when it is first asked for;
 * its getters of these names say what each is.
 */
interface Facts {
  readonly outgoing: Adjacency;
  readonly incoming: Adjacency;
  readonly containers: Int32Array;
  readonly languages: Languages;
  readonly external: Uint8Array;
  readonly anyApi: boolean;
  readonly contents: VertexLists;
  readonly classes: ClassFacts;
}

/** The name of one of them. */
export type Fact = keyof Facts;

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
  readonly #facts: { -readonly [Name in Fact]?: Facts[Name] } = {};
  readonly #makers: { readonly [Name in Fact]: () => Work<Facts[Name]> } = {
    outgoing: () => this.#edgesBy('sources', 'targets'),
    incoming: () => this.#edgesBy('targets', 'sources'),
    containers: () => this.columns.containers(),
    languages: () => findLanguages(this.nodes),
    external: () => findExternal(this.nodes),
    anyApi: () => findApi(this.nodes),
    contents: () => this.#findContents(),
    classes: () => this.#findClasses(),
  };

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

  *#making<Name extends Fact>(name: Name): Work<Facts[Name]> {
    const known = this.#facts[name];
    if (known !== undefined) return known;
    const made = yield* this.#makers[name]();
    this.#facts[name] = made;
    return made;
  }

  #fact<Name extends Fact>(name: Name): Facts[Name] {
    return this.#facts[name] ?? atOnce(this.#making(name));
  }

  /** Edges by source. */
  get outgoing(): Adjacency {
    return this.#fact('outgoing');
  }

  /** Edges by target. */
  get incoming(): Adjacency {
    return this.#fact('incoming');
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
    return this.#fact('containers');
  }

  /** The language of each vertex by number; of ends that are not stored, without meaning. */
  get languages(): Languages {
    return this.#fact('languages');
  }

  /** Whether any node that is not external is part of its package's API. */
  get anyApi(): boolean {
    return this.#fact('anyApi');
  }

  /** The vertices that each vertex contains directly. */
  get contents(): VertexLists {
    return this.#fact('contents');
  }

  /** What follows from methods lying in classes. */
  get classes(): ClassFacts {
    return this.#fact('classes');
  }

  /** 1 for each vertex that is external or not stored. */
  get external(): Uint8Array {
    return this.#fact('external');
  }

  #edgesBy(from: 'sources' | 'targets', to: 'sources' | 'targets'): Work<Adjacency> {
    const { edges } = this.columns;
    return adjacency(this.nodes.length, edges[from], edges[to], edges.kinds);
  }

  *#findContents(): Work<VertexLists> {
    return yield* findContents(yield* this.#making('containers'));
  }

  *#findClasses(): Work<ClassFacts> {
    // What they follow from is made first, in turns as well.
    yield* this.#making('containers');
    yield* this.#making('outgoing');
    return yield* findClassFacts(this);
  }
}
