import { inCodePointOrder } from '../../../../graph/code-point-order.ts';
import {
  type Attributes,
  attribute,
  groupBy,
  recordOf,
  type SerializableNode,
} from '../../../../graph/index.ts';
import type { NodeSelector, NodeSummary, ReadOptions } from '../../../../storage/index.ts';
import { containersOfFile, isDeclaration, type PlacedNode } from '../../../../traversal/graph/containers.ts';
import { edgeWeight } from '../../../../traversal/graph/edge-weights.ts';
import type { GraphColumns } from '../../../../traversal/graph/graph-columns.ts';
import { NO_CONTAINER } from '../../../../traversal/graph/node-facts.ts';
import type { Candidates } from '../../../../traversal/selectors.ts';
import { isDue, mapped, type Work } from '../../../../traversal/turns.ts';
import type { ColumnName } from '../../kept-columns.ts';
import { textsOf } from '../../numbers.ts';
import { Pauses } from '../pauses.ts';
import type { RepositoryReader } from '../repository-reader.ts';
import * as sql from '../statements.ts';
import { columnsOf, readIntegers } from './integers.ts';
import { LazyColumn } from './lazy-column.ts';
import { LiveReaders } from './live-readers.ts';

/** Numbers of nodes a statement reads: some milliseconds, after which others get their turn. */
const NUMBERS_A_PAGE = 25_000;
/** Spans that a statement reads. */
const SPANS_A_PAGE = 10_000;
const NO_ATTRIBUTES: Attributes = {};

/** What a graph is made of at once, by number: no text is among it but paths and kinds. */
interface Numbers {
  readonly last: number;
  /** Numbers by vertex. */
  readonly order: Uint32Array;
  /** By number, 0 for an end that is not stored. */
  readonly kinds: Uint32Array;
  readonly files: Uint32Array;
  readonly edges: EdgeNumbers;
}

/** Edges by the numbers of target, source and kind, in this order. */
interface EdgeNumbers {
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly kinds: Uint32Array;
}

/** Reads a repository's numbers, of which a compact graph is made; texts are read when they are asked for. */
export async function readColumns(
  reader: RepositoryReader,
  totalEdges: number,
  options: ReadOptions,
): Promise<ColumnGraph> {
  const texts = {
    kinds: textsOf(reader.connection, 'kind', reader.repository),
    files: textsOf(reader.connection, 'file', reader.repository),
  };
  const last = reader.count(sql.LAST_NUMBER);
  const kept = keptNumbers(reader, last);
  if (kept !== undefined) return new ColumnGraph(kept, texts, true);
  const pauses = new Pauses(options);
  const kinds = new Uint32Array(last + 1);
  const files = new Uint32Array(last + 1);
  const page = new Uint32Array(3 * NUMBERS_A_PAGE);
  for (const [from, to] of pagesOf(last)) {
    const end = readIntegers(reader.text(sql.NODE_COLUMNS, from, to), page, 0);
    for (let at = 0; at < end; at += 3) {
      const number = page[at] ?? 0;
      kinds[number] = page[at + 1] ?? 0;
      files[number] = page[at + 2] ?? 0;
    }
    await pauses.letOthersIn('read nodes', to);
  }
  const order = readOrder(reader, last);
  const edges = new Uint32Array(3 * totalEdges);
  let end = 0;
  for (const [from, to] of pagesOf(last)) {
    end = readIntegers(reader.text(sql.EDGE_COLUMNS, from, to), edges, end);
    await pauses.letOthersIn('read edges', end / 3);
  }
  const [sources, targets, edgeKinds] = columnsOf(edges, 3) as [Uint32Array, Uint32Array, Uint32Array];
  return new ColumnGraph(
    { last, order, kinds, files, edges: { sources, targets, kinds: edgeKinds } },
    texts,
    false,
  );
}

function readOrder(reader: RepositoryReader, last: number): Uint32Array {
  const order = new Uint32Array(last);
  return order.subarray(0, readIntegers(reader.text(sql.ORDER), order, 0));
}

/** The same numbers as they were kept when the graph was stored. */
function keptNumbers(reader: RepositoryReader, last: number): Numbers | undefined {
  const [kinds, files, sources, targets, edgeKinds] = (
    ['node kinds', 'node files', 'edge sources', 'edge targets', 'edge kinds'] as const
  ).map((name) => wholeNumbers(reader.column(name)));
  if (!kinds || !files || !sources || !targets || !edgeKinds) return undefined;
  // Ends that are not stored may have the last numbers.
  const ofAll = (column: Uint32Array): Uint32Array => {
    const all = new Uint32Array(last + 1);
    all.set(column);
    return all;
  };
  return {
    last,
    order: readOrder(reader, last),
    kinds: ofAll(kinds),
    files: ofAll(files),
    edges: { sources, targets, kinds: edgeKinds },
  };
}

/** A copy, for what SQLite gives may begin anywhere. */
function wholeNumbers(bytes: Uint8Array | undefined): Uint32Array | undefined {
  return bytes === undefined ? undefined : new Uint32Array(new Uint8Array(bytes).buffer);
}

function* pagesOf(last: number): Generator<readonly [from: number, to: number]> {
  for (let from = 1; from <= last; from += NUMBERS_A_PAGE) yield [from, from + NUMBERS_A_PAGE - 1];
}

type Texts = readonly (string | undefined)[];

/** A graph of numbers, whose texts are read in whatever question is being answered from it. */
export class ColumnGraph implements GraphColumns {
  readonly readers: LiveReaders = new LiveReaders();
  readonly nodes: readonly (SerializableNode | undefined)[];
  readonly nodeCount: number;
  readonly edgeKinds: readonly string[];
  readonly edges: EdgeNumbers;
  readonly names: LazyColumn<string>;
  readonly attributes: LazyColumn<Attributes>;
  readonly shown: LazyColumn<NodeSummary>;
  readonly #numbers: Numbers;
  readonly #vertices: Uint32Array;
  readonly #texts: { readonly kinds: Texts; readonly files: Texts };
  readonly #ids: LazyColumn<string>;
  readonly #isKept: boolean;
  #weights: ReadonlyMap<number, number> | undefined;

  /** @param isKept whether the columns that were kept when the graph was stored still hold */
  constructor(numbers: Numbers, texts: { readonly kinds: Texts; readonly files: Texts }, isKept: boolean) {
    this.#isKept = isKept;
    this.#numbers = numbers;
    this.#texts = texts;
    const { order, kinds, last } = numbers;
    this.#vertices = new Uint32Array(last + 1);
    for (const [vertex, number] of order.entries()) this.#vertices[number] = vertex;
    this.nodes = Array.from(order, (number, vertex) =>
      kinds[number] === 0 ? undefined : new ColumnNode(this, vertex),
    );
    this.nodeCount = this.nodes.reduce((count, node) => (node === undefined ? count : count + 1), 0);
    const kindOrder = edgeKindOrder(numbers.edges.kinds, texts.kinds);
    this.edgeKinds = kindOrder.map((number) => texts.kinds[number] ?? '');
    this.edges = this.#edgesByVertex(kindOrder);
    this.#ids = new LazyColumn(
      (vertex) => this.readers.any.ends([this.#number(vertex)]).get(this.#number(vertex))?.id ?? '',
      () => this.#readTexts(sql.NODE_IDS),
    );
    this.names = new LazyColumn(
      (vertex) => this.#summaries([this.#number(vertex)])[vertex]?.name ?? '',
      () => this.#keptTexts('names', 'node names') ?? this.#readTexts(sql.NODE_NAMES),
    );
    this.attributes = new LazyColumn(
      (vertex) => attributesOf(this.readers.any.row(sql.ATTRIBUTES_OF_NODE, this.#number(vertex))?.[0]),
      () => this.#keptAttributes() ?? this.#readAttributes(),
    );
    this.shown = new LazyColumn(
      (vertex) => this.#summaries([this.#number(vertex)])[vertex] as NodeSummary,
      () => this.#summaries(Array.from(order)),
    );
  }

  ids(): readonly string[] {
    return this.#ids.all;
  }

  idOf(vertex: number): string {
    return this.#ids.at(vertex);
  }

  kindOf(vertex: number): string {
    return this.#texts.kinds[this.#numbers.kinds[this.#number(vertex)] ?? 0] ?? '';
  }

  fileOf(vertex: number): string {
    return this.#texts.files[this.#numbers.files[this.#number(vertex)] ?? 0] ?? '';
  }

  vertexOf(id: string): number | undefined {
    const row = this.readers.any.row(sql.NUMBER_OF_ID, id);
    return row === undefined ? undefined : this.#vertices[Number(row[0])];
  }

  attributesOf(edge: number): Attributes {
    const { sources, targets, kinds } = this.#numbers.edges;
    const key = [sources[edge] ?? 0, targets[edge] ?? 0, kinds[edge] ?? 0] as const;
    return attributesOf(this.readers.any.row(sql.ATTRIBUTES_OF_EDGE, ...key)?.[0]);
  }

  weightOf(edge: number): number {
    this.#weights ??= this.#keptWeights() ?? this.#readWeights();
    return this.#weights.get(edge) ?? 1;
  }

  *containers(): Work<Int32Array> {
    const containers = new Int32Array(this.nodes.length).fill(NO_CONTAINER);
    const parents = this.#parents();
    const inFiles: number[] = [];
    yield 0;
    for (const [vertex, node] of this.nodes.entries()) {
      if (isDue(vertex)) yield vertex;
      if (node === undefined) continue;
      const named = attribute(node.attributes, 'parent');
      const parent = named === undefined ? undefined : parents.get(named);
      const hasParent = parent !== undefined && parent !== vertex;
      if (hasParent) containers[vertex] = parent;
      if (!hasParent || isDeclaration(node.kind)) inFiles.push(vertex);
    }
    for (const [vertex, container] of yield* this.#containersBySpan(inFiles, containers))
      containers[vertex] = container;
    return containers;
  }

  candidates(selector: NodeSelector): Candidates {
    return this.readers.any.candidates(selector);
  }

  #number(vertex: number): number {
    return this.#numbers.order[vertex] ?? 0;
  }

  #edgesByVertex(kindOrder: readonly number[]): EdgeNumbers {
    const { sources, targets, kinds } = this.#numbers.edges;
    const kindNumbers = new Uint32Array(this.#texts.kinds.length);
    for (const [place, kind] of kindOrder.entries()) kindNumbers[kind] = place;
    return {
      sources: sources.map((number) => this.#vertices[number] ?? 0),
      targets: targets.map((number) => this.#vertices[number] ?? 0),
      kinds: kinds.map((kind) => kindNumbers[kind] ?? 0),
    };
  }

  /**
   * The containers of those that have none yet, from their own spans and those of declarations. Ids that are
   * ordered as vertices are stand for theirs, which need not be read.
   */
  *#containersBySpan(vertices: readonly number[], known: Int32Array): Work<Map<number, number>> {
    const rows: [number, number, number][] = [];
    for (let from = 0; from < vertices.length; from += SPANS_A_PAGE) {
      const numbers = vertices.slice(from, from + SPANS_A_PAGE).map((vertex) => this.#number(vertex));
      const page =
        this.readers.any.json<[number, number, number][]>(sql.SPANS, JSON.stringify(numbers)) ?? [];
      for (const row of page) rows.push(row);
      yield from;
    }
    const placed = yield* mapped(rows, ([number, startByte, endByte]): PlacedNode => {
      const vertex = this.#vertices[number] ?? 0;
      const container = known[vertex] ?? NO_CONTAINER;
      return {
        id: standInOf(vertex),
        kind: this.kindOf(vertex),
        file: this.fileOf(vertex),
        span: { startByte, endByte },
        attributes: container === NO_CONTAINER ? NO_ATTRIBUTES : { parent: standInOf(container) },
      };
    });
    const found = new Map<number, number>();
    for (const nodes of groupBy(placed, ({ file }) => file).values()) {
      for (const [id, container] of yield* containersOfFile(nodes, () => true))
        found.set(Number(id), Number(container));
      yield found.size;
    }
    return found;
  }

  /** The vertices of stored nodes that others name as their parents, by id. */
  #parents(): ReadonlyMap<string, number> {
    const ids = new Set<string>();
    for (const attributes of new Set(this.attributes.all)) {
      const parent = attribute(attributes, 'parent');
      if (parent !== undefined) ids.add(parent);
    }
    const list = [...ids];
    const numbers = this.readers.any.json<(number | null)[]>(sql.NUMBERS_OF_IDS, JSON.stringify(list)) ?? [];
    const found = new Map<string, number>();
    for (const [index, id] of list.entries()) {
      const number = numbers[index];
      if (typeof number === 'number') found.set(id, this.#vertices[number] ?? 0);
    }
    return found;
  }

  #keptTexts(texts: ColumnName, numbers: ColumnName): string[] | undefined {
    const reader = this.readers.any;
    const [list, numbered] = this.#isKept ? [reader.column(texts), wholeNumbers(reader.column(numbers))] : [];
    if (list === undefined || numbered === undefined) return undefined;
    const all = JSON.parse(Buffer.from(list).toString()) as readonly string[];
    return Array.from(this.#numbers.order, (number) => all[numbered[number] ?? 0] ?? '');
  }

  #keptAttributes(): readonly Attributes[] | undefined {
    const parsed = new Map<string, Attributes>([['', NO_ATTRIBUTES]]);
    return this.#keptTexts('attributes', 'node attributes')?.map((text) => {
      const known = parsed.get(text) ?? attributesOf(text);
      parsed.set(text, known);
      return known;
    });
  }

  #keptWeights(): ReadonlyMap<number, number> | undefined {
    const bytes = this.#isKept ? this.readers.any.column('edge weights') : undefined;
    if (bytes === undefined) return undefined;
    const pairs = new Float64Array(new Uint8Array(bytes).buffer);
    const weights = new Map<number, number>();
    for (let at = 0; at < pairs.length; at += 2) weights.set(pairs[at] ?? 0, pairs[at + 1] ?? 1);
    return weights;
  }

  #readTexts(statement: string): readonly string[] {
    const texts = new Array<string>(this.nodes.length).fill('');
    this.#eachPair(statement, (vertex, text) => {
      texts[vertex] = text;
    });
    return texts;
  }

  /** Many nodes have the same attributes, which are then one object. */
  #readAttributes(): readonly Attributes[] {
    const parsed = new Map<string, Attributes>();
    const found = new Array<Attributes>(this.nodes.length).fill(NO_ATTRIBUTES);
    for (const [from, to] of pagesOf(this.#numbers.last)) {
      const lines = this.readers.any.text(sql.NODE_ATTRIBUTES, from, to);
      for (const line of lines === '' ? [] : lines.split('\n')) {
        const space = line.indexOf(' ');
        const text = line.slice(space + 1);
        let attributes = parsed.get(text);
        if (attributes === undefined) {
          attributes = attributesOf(text);
          parsed.set(text, attributes);
        }
        found[this.#vertices[Number(line.slice(0, space))] ?? 0] = attributes;
      }
    }
    return found;
  }

  #eachPair(statement: string, visit: (vertex: number, text: string) => void): void {
    for (const [from, to] of pagesOf(this.#numbers.last)) {
      const [numbers, texts] = (this.readers.any.row(statement, from, to) ?? ['[]', '[]']).map(
        (list) => JSON.parse(String(list)) as readonly (number | string)[],
      );
      for (const [index, number] of (numbers ?? []).entries())
        visit(this.#vertices[Number(number)] ?? 0, String(texts?.[index]));
    }
  }

  #summaries(numbers: readonly number[]): NodeSummary[] {
    const found: NodeSummary[] = [];
    for (const { number, node } of this.readers.any.nodes(numbers)) found[this.#vertices[number] ?? 0] = node;
    return found;
  }

  /** Of the edges that stand for more than one reference. */
  #readWeights(): ReadonlyMap<number, number> {
    const weights = new Map<number, number>();
    for (const [from, to] of pagesOf(this.#numbers.last)) {
      const rows = this.readers.any.json<[number, number, number, string | null][]>(
        sql.EDGE_COUNTS,
        from,
        to,
      );
      for (const [source, target, kind, count] of rows ?? []) {
        if (typeof count === 'string')
          weights.set(this.#edgeNumber(source, target, kind), edgeWeight({ count }));
      }
    }
    return weights;
  }

  /** By halving, for edges are in the order of their numbers. */
  #edgeNumber(source: number, target: number, kind: number): number {
    const { sources, targets, kinds } = this.#numbers.edges;
    let low = 0;
    let high = sources.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const difference =
        (targets[middle] ?? 0) - target || (sources[middle] ?? 0) - source || (kinds[middle] ?? 0) - kind;
      if (difference < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A stored node whose texts are read when they are asked for. */
class ColumnNode implements SerializableNode {
  readonly #graph: ColumnGraph;
  readonly #vertex: number;

  constructor(graph: ColumnGraph, vertex: number) {
    this.#graph = graph;
    this.#vertex = vertex;
  }

  get id(): string {
    return this.#graph.idOf(this.#vertex);
  }

  get name(): string {
    return this.#graph.names.at(this.#vertex);
  }

  get kind(): string {
    return this.#graph.kindOf(this.#vertex);
  }

  get file(): string {
    return this.#graph.fileOf(this.#vertex);
  }

  get span(): SerializableNode['span'] {
    return this.#graph.shown.at(this.#vertex).span;
  }

  get attributes(): Attributes {
    return this.#graph.attributes.at(this.#vertex);
  }
}

/** The numbers of the kinds that edges have, in code point order of their texts. */
function edgeKindOrder(kinds: Uint32Array, texts: Texts): number[] {
  const used = new Uint8Array(texts.length);
  for (const kind of kinds) used[kind] = 1;
  const byText = new Map(
    texts.flatMap((text, number) => (used[number] === 1 && text !== undefined ? [[text, number]] : [])),
  );
  return inCodePointOrder([...byText.keys()]).map((text) => byText.get(text) ?? 0);
}

function standInOf(vertex: number): string {
  return String(vertex).padStart(10, '0');
}

function attributesOf(text: unknown): Attributes {
  return typeof text === 'string' ? recordOf(Object.entries(JSON.parse(text))) : NO_ATTRIBUTES;
}
