import { INHERITANCE_KINDS } from '../../../traversal/index.ts';
import { typeOf } from '../names.ts';
import type { GenerationReader } from './generation-reader.ts';
import type { LifeExpansion } from './life-expansion.ts';
import { edgesFrom, type NumberedEdge, pairsInto } from './numbered-edges.ts';

/** The relationship type from a node to its container. */
export const CONTAINMENT = 'DECLARED_IN';
const INHERITANCE = INHERITANCE_KINDS.map(typeOf);

/** A part of a graph by numbers, as it is put together. */
export interface ConnectedRows {
  readonly numbers: Set<number>;
  readonly edges: NumberedEdge[];
}

/**
 * All that life did not reach and that is connected with the seeds by the liveness kinds or containment, with the edges
 * among it, and with the edges of containment and inheritance that lead out of it.
 */
export async function readConnected(
  reader: GenerationReader,
  life: LifeExpansion,
  seeds: Iterable<number>,
): Promise<ConnectedRows> {
  const connecting = [...life.types, CONTAINMENT];
  const outgoing = [...new Set([...connecting, ...INHERITANCE])];
  const seen = new Set<number>();
  const edges: NumberedEdge[] = [];
  let next = new Set<number>();
  const meet = (number: number): void => {
    if (life.reached.has(number) || seen.has(number)) return;
    seen.add(number);
    next.add(number);
  };
  for (const seed of seeds) meet(seed);
  while (next.size > 0) {
    const level = [...next];
    next = new Set();
    for (const edge of await edgesFrom(reader, level, outgoing)) {
      const isConnecting = connecting.includes(edge.type);
      const leadsOut = edge.type === CONTAINMENT || INHERITANCE.includes(edge.type);
      if (leadsOut || (isConnecting && !life.reached.has(edge.target))) edges.push(edge);
      if (isConnecting) meet(edge.target);
    }
    for (const [source] of await pairsInto(reader, level, connecting)) meet(source);
  }
  return { numbers: withEnds(seen, edges), edges };
}

/** Adds what classes that contain something of the rows inherit from, near and far, with the living nodes that lie in it. */
export async function readAncestry(
  reader: GenerationReader,
  life: LifeExpansion,
  { numbers, edges }: ConnectedRows,
  isClass: (number: number) => boolean,
): Promise<void> {
  const known = new Set(edges.filter(isInheritance).map(({ source }) => source));
  const ancestors = new Set<number>();
  const containers = edges.filter(({ type }) => type === CONTAINMENT).map(({ target }) => target);
  const asked = new Set(containers.filter(isClass));
  for (let level = [...asked]; level.length > 0; ) {
    const found = await edgesFrom(reader, level, INHERITANCE);
    edges.push(...found.filter(({ source }) => !known.has(source)));
    for (const { target } of found) ancestors.add(target);
    level = [...new Set(found.map(({ target }) => target))].filter(
      (target) => isClass(target) && !asked.has(target),
    );
    for (const target of level) asked.add(target);
  }
  for (const [source, target] of await pairsInto(reader, [...ancestors], [CONTAINMENT])) {
    if (life.reached.has(source)) edges.push({ source, target, type: CONTAINMENT, kind: null });
  }
  for (const number of withEnds([], edges)) numbers.add(number);
}

function isInheritance({ type }: NumberedEdge): boolean {
  return INHERITANCE.includes(type);
}

function withEnds(numbers: Iterable<number>, edges: readonly NumberedEdge[]): Set<number> {
  const all = new Set(numbers);
  for (const { source, target } of edges) all.add(source).add(target);
  return all;
}
