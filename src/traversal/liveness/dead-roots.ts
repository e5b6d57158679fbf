import type { DeadRoot } from '../../storage/index.ts';
import { rowsInOrder, stableOrder } from '../graph/adjacency.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import { type Components, type Successors, stronglyConnected } from '../graph/components.ts';
import { NO_CONTAINER } from '../graph/node-facts.ts';
import { NO_SLOT } from '../graph/overrides.ts';
import { listOf } from '../graph/vertex-lists.ts';
import { isDue, type Work } from '../turns.ts';
import { eachReferred } from './each-referred.ts';
import type { Judgement } from './judgement.ts';
import { NEVER } from './rounds-of-life.ts';

const NONE = -1;

/** The roots of what is dead in a graph. */
export interface DeadRoots {
  /** The vertex that names the root under which a dead node hangs. */
  rootOf(vertex: number): number;
  /** Each root is counted once. */
  describe(root: number): DeadRoot;
}

/**
 * Finds the dead roots. In the dead subgraph a vertex leads to what it refers to, to what overrides it, and
 * both ways between a container and what lies in it. Its strongly connected components that nothing dead
 * outside them leads to are the roots, each named by the least id of those in it that lie in no other of it.
 * A node hangs under the root that reaches it in the fewest steps, of several the one with the least id. What
 * is not of this repository only passes the way on; what is unknown is not dead.
 */
export function* findDeadRoots(judgement: Judgement): Work<DeadRoots> {
  const dead = yield* deadSubgraph(judgement);
  const names = yield* rootNames(judgement.graph, dead);
  const labels = yield* nearestRoots(dead, names);
  const sizeOf = reachCounter(dead);
  const sizes = new Map<number, number>();
  const { graph } = judgement;
  return {
    rootOf: (vertex) => dead.vertices[labels[dead.places[vertex] ?? 0] ?? 0] ?? vertex,
    describe: (root) => {
      let size = sizes.get(root);
      if (size === undefined) {
        size = sizeOf(dead.places[root] ?? 0);
        sizes.set(root, size);
      }
      return { id: graph.idOf(root), size };
    },
  };
}

/**
 * What is dead, numbered anew as places from 0 in the order of vertices. Behind these stands a place for each
 * slot of overrides, by which what lies in a slot leads to all that overrides it.
 */
interface DeadSubgraph extends Successors {
  /** By place. */
  readonly vertices: readonly number[];
  /** By vertex. */
  readonly places: Int32Array;
  /** 1 for each place of a node of this repository. */
  readonly isOwn: Uint8Array;
}

function* deadSubgraph(judgement: Judgement): Work<DeadSubgraph> {
  const { graph, fromAll } = judgement;
  const vertices: number[] = [];
  const places = new Int32Array(graph.nodes.length).fill(NONE);
  for (let vertex = 0; vertex < places.length; vertex++) {
    if (isDue(vertex)) yield vertex;
    const isOwn = graph.external[vertex] !== 1;
    if (fromAll[vertex] !== NEVER || (isOwn && judgement.unknownReasons(vertex).length > 0)) continue;
    places[vertex] = vertices.push(vertex) - 1;
  }
  const { overrides } = judgement.rules.classes;
  const offsets = new Uint32Array(vertices.length + overrides.slots + 1);
  const ends: number[] = [];
  const lead = (to: number): void => {
    const place = places[to] ?? NONE;
    if (place !== NONE) ends.push(place);
  };
  for (const [place, vertex] of vertices.entries()) {
    if (isDue(place)) yield place;
    eachNext(judgement, vertex, lead);
    const slot = overrides.slotOf[vertex] ?? NO_SLOT;
    if (slot !== NO_SLOT) ends.push(vertices.length + slot);
    offsets[place + 1] = ends.length;
  }
  for (let slot = 0; slot < overrides.slots; slot++) {
    if (isDue(slot)) yield slot;
    for (const below of listOf(overrides.below, slot)) {
      ends.push(vertices.length + below);
      for (const method of listOf(overrides.members, below)) {
        if (overrides.mayOverride[method] === 1) lead(method);
      }
    }
    offsets[vertices.length + slot + 1] = ends.length;
  }
  const isOwn = new Uint8Array(vertices.length + overrides.slots);
  for (const [place, vertex] of vertices.entries()) isOwn[place] = graph.external[vertex] === 1 ? 0 : 1;
  return { vertices, places, isOwn, offsets, ends: Uint32Array.from(ends) };
}

/** But for what overrides it by name. Constructors lie in their classes, so containment covers them. */
function eachNext(judgement: Judgement, vertex: number, visit: (next: number) => void): void {
  eachReferred(judgement, vertex, visit);
  const { graph, rules } = judgement;
  for (const content of listOf(graph.contents, vertex)) visit(content);
  for (const method of listOf(rules.classes.overrides.implementing, vertex)) visit(method);
}

/** For each place that belongs to a root the place that names it; {@link NONE} for all others. */
function* rootNames(graph: CompactGraph, dead: DeadSubgraph): Work<Int32Array> {
  const { count, of } = yield* stronglyConnected(dead);
  const leastOwn = componentNames(graph, dead, { count, of });
  const hangs = new Uint8Array(count);
  // Edges lead to lesser components, so from the greatest on all that leads to one is known.
  yield 0;
  const falling = stableOrder(of, rowsInOrder(of.length)).reverse();
  for (const [index, place] of falling.entries()) {
    if (isDue(index)) yield index;
    const own = of[place] ?? 0;
    if (hangs[own] === 0 && leastOwn[own] === NONE) continue;
    for (let edge = dead.offsets[place] ?? 0; edge < (dead.offsets[place + 1] ?? 0); edge++) {
      const next = of[dead.ends[edge] ?? 0] ?? 0;
      if (next !== own) hangs[next] = 1;
    }
  }
  return Int32Array.from(of, (component) => (hangs[component] === 1 ? NONE : (leastOwn[component] ?? NONE)));
}

/**
 * The least own place of each component that lies in no other place of
 * it, else the least own one; or {@link NONE}.
 */
function componentNames(graph: CompactGraph, dead: DeadSubgraph, { count, of }: Components): Int32Array {
  const least = new Int32Array(count).fill(NONE);
  const leastOutermost = new Int32Array(count).fill(NONE);
  for (let place = of.length - 1; place >= 0; place--) {
    if (dead.isOwn[place] !== 1) continue;
    const component = of[place] ?? 0;
    least[component] = place;
    const container = graph.containers[dead.vertices[place] ?? 0] ?? NO_CONTAINER;
    const around = container === NO_CONTAINER ? NONE : (dead.places[container] ?? NONE);
    if (around === NONE || of[around] !== component) leastOutermost[component] = place;
  }
  return leastOutermost.map((place, component) => (place === NONE ? (least[component] ?? NONE) : place));
}

/**
 * For each place the root that reaches it in the fewest steps, of several the
 * least. What overrides is one step away, however deep.
 */
function* nearestRoots({ offsets, ends, vertices }: DeadSubgraph, names: Int32Array): Work<Int32Array> {
  const labels = Int32Array.from(names);
  const levels = new Int32Array(names.length).fill(NONE);
  let level: number[] = [];
  let passed = 0;
  for (const [place, name] of names.entries()) {
    if (name === NONE) continue;
    levels[place] = 0;
    level.push(place);
  }
  for (let depth = 1; level.length > 0; depth++) {
    const next: number[] = [];
    const reach = (end: number, label: number): void => {
      if (levels[end] === NONE) {
        levels[end] = depth;
        labels[end] = label;
        next.push(end);
      } else if (levels[end] === depth && label < (labels[end] ?? 0)) labels[end] = label;
    };
    const overriding: { readonly slot: number; readonly label: number }[] = [];
    for (const place of level) {
      if (isDue(++passed)) yield passed;
      const label = labels[place] ?? NONE;
      for (let edge = offsets[place] ?? 0; edge < (offsets[place + 1] ?? 0); edge++) {
        const end = ends[edge] ?? 0;
        if (end < vertices.length) reach(end, label);
        else overriding.push({ slot: end, label });
      }
    }
    // The least label goes first, so a slot that was met before has nothing below it for another.
    for (const { slot, label } of overriding.sort((a, b) => a.label - b.label)) {
      const waiting = [slot];
      for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
        if (isDue(++passed)) yield passed;
        if (levels[from] !== NONE) continue;
        levels[from] = depth;
        for (let edge = offsets[from] ?? 0; edge < (offsets[from + 1] ?? 0); edge++) {
          const end = ends[edge] ?? 0;
          if (end < vertices.length) reach(end, label);
          else waiting.push(end);
        }
      }
    }
    level = next;
  }
  return labels;
}

/** Counts what a place reaches, itself included. */
function reachCounter({ offsets, ends, isOwn }: DeadSubgraph): (start: number) => number {
  const seenFrom = new Int32Array(isOwn.length).fill(NONE);
  return (start) => {
    seenFrom[start] = start;
    const waiting = [start];
    let size = 0;
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      size += isOwn[place] ?? 0;
      for (let edge = offsets[place] ?? 0; edge < (offsets[place + 1] ?? 0); edge++) {
        const end = ends[edge] ?? 0;
        if (seenFrom[end] === start) continue;
        seenFrom[end] = start;
        waiting.push(end);
      }
    }
    return size;
  };
}
