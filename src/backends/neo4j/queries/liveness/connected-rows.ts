import { INHERITANCE_KINDS } from '../../../../traversal/index.ts';
import { CONTAINMENT, typeOf } from '../../cypher/names.ts';
import type { GenerationReader } from '../generation-reader.ts';
import { edgesFrom, edgesInto, type NumberedEdge } from '../numbers/numbered-edges.ts';
import type { LifeExpansion } from './life-expansion.ts';
import { halved, type ReaderPair } from './reader-pairs.ts';

const INHERITANCE = INHERITANCE_KINDS.map(typeOf);

/** A part of a graph by numbers, as it is put together. Each edge is in it once, however often it is met. */
export class ConnectedRows {
  /** What is in it for itself, and the ends of its edges. */
  readonly numbers: Set<number> = new Set();
  readonly #bySource = new Map<number, NumberedEdge[]>();
  /** What distinguishes the edges of a source, for sources that may be met again. */
  readonly #known = new Map<number, Set<string>>();

  get edges(): NumberedEdge[] {
    return [...this.#bySource.values()].flat();
  }

  /** Without a look at whether it is there, which costs more than the rest. */
  addNew(edge: NumberedEdge): void {
    this.numbers.add(edge.source).add(edge.target);
    const edges = this.#bySource.get(edge.source);
    if (edges === undefined) this.#bySource.set(edge.source, [edge]);
    else edges.push(edge);
  }

  add(edge: NumberedEdge): void {
    let known = this.#known.get(edge.source);
    if (known === undefined) {
      known = new Set(this.#bySource.get(edge.source)?.map(identityOf));
      this.#known.set(edge.source, known);
    }
    const identity = identityOf(edge);
    if (known.has(identity)) return;
    known.add(identity);
    this.addNew(edge);
  }
}

function identityOf({ target, type, kind }: NumberedEdge): string {
  return `${target} ${type} ${kind ?? ''}`;
}

/**
 * All that life did not reach and that is connected with the seeds by the liveness kinds or containment, with
 * the edges among it, and with the edges of containment and inheritance that lead out of it.
 */
export async function readConnected(
  readers: ReaderPair,
  life: LifeExpansion,
  seeds: Iterable<number>,
): Promise<ConnectedRows> {
  const connecting = [...life.types, CONTAINMENT];
  const outgoing = [...new Set([...connecting, ...INHERITANCE])];
  const rows = new ConnectedRows();
  const seen = new Set<number>();
  let next: number[] = [];
  const meet = (number: number): void => {
    if (life.reached.has(number) || seen.has(number)) return;
    seen.add(number);
    rows.numbers.add(number);
    next.push(number);
  };
  for (const seed of seeds) meet(seed);
  while (next.length > 0) {
    const level = next;
    next = [];
    const [from, into] = await Promise.all([
      halved(readers, level, (reader, part) => edgesFrom(reader, part, outgoing)),
      halved(readers, level, (reader, part) => edgesInto(reader, part, connecting)),
    ]);
    for (const edge of from) {
      const leadsOut = edge.type === CONTAINMENT || INHERITANCE.includes(edge.type);
      const isConnecting = connecting.includes(edge.type) && !life.reached.has(edge.target);
      if (leadsOut || isConnecting) rows.addNew(edge);
      if (isConnecting) meet(edge.target);
    }
    for (const { source } of into) meet(source);
  }
  return rows;
}

/**
 * Adds living nodes with what doubts about them follow from: who refers to
 * them, where they lie, and what they inherit from.
 */
export async function readAround(
  reader: GenerationReader,
  { types }: LifeExpansion,
  rows: ConnectedRows,
  living: readonly number[],
): Promise<void> {
  for (const number of living) rows.numbers.add(number);
  for (const edge of await edgesFrom(reader, living, [CONTAINMENT, ...INHERITANCE])) rows.add(edge);
  for (const edge of await edgesInto(reader, living, types)) rows.add(edge);
}

/**
 * Adds what classes that contain something of the rows inherit from, near
 * and far, with the living nodes that lie in it.
 */
export async function readAncestry(
  reader: GenerationReader,
  life: LifeExpansion,
  rows: ConnectedRows,
  isClass: (number: number) => boolean,
): Promise<void> {
  const asked = new Set<number>();
  for (const { type, target } of rows.edges) if (type === CONTAINMENT && isClass(target)) asked.add(target);
  const ancestors = new Set<number>();
  for (let level = [...asked]; level.length > 0; ) {
    const next = new Set<number>();
    for (const edge of await edgesFrom(reader, level, INHERITANCE)) {
      rows.add(edge);
      ancestors.add(edge.target);
      if (isClass(edge.target) && !asked.has(edge.target)) next.add(edge.target);
    }
    for (const number of next) asked.add(number);
    level = [...next];
  }
  for (const edge of await edgesInto(reader, [...ancestors], [CONTAINMENT])) {
    if (life.reached.has(edge.source)) rows.add(edge);
  }
}
