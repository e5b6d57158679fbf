import type { SerializableEdge } from '../../graph/index.ts';
import { isCallable, isTypeAlone, type NodeKind } from './kinds.ts';
import { membersOf } from './overrides.ts';
import type { IndexState } from './state.ts';
import { ENTITIES, USE, type Use, type UseRow } from './uses.ts';

/** An edge on its way, whose uses are added up. */
interface Gathered {
  readonly source: number;
  readonly target: number;
  readonly kind: string;
  line: number;
  count: number;
  callKind: string;
  viaValue: boolean;
  asValue: boolean;
  /** Whether every use so far was one in a type. */
  typeOnly: boolean;
  reexport: string;
}

const CALL_KINDS: ReadonlyMap<Use, string> = new Map<Use, string>([
  [USE.call, 'call'],
  [USE.new, 'new'],
  [USE.tagged, 'tagged'],
  [USE.jsx, 'jsx'],
  [USE.decorator, 'decorator'],
  [USE.super, 'super'],
  [USE.macro, 'macro'],
  [USE.operator, 'operator'],
]);

const WRITES: ReadonlySet<Use> = new Set<Use>([USE.write, USE.update]);

/** The edges of an index that has been read to its end; each pair of ends and kind once. */
export function* edgesOf(state: IndexState): Generator<SerializableEdge> {
  const { uses } = state;
  const heritage = new Heritage();
  // What several files declare together has uses in all of them, so these wait for the end.
  const spread = new EdgeGatherer(state);
  for (let index = 0; index < uses.length; ) {
    const source = uses.source(index);
    const isSpread = state.spreadSources.has(source);
    const gatherer = isSpread ? spread : new EdgeGatherer(state);
    for (; index < uses.length && uses.source(index) === source; index++) {
      const row = uses.row(index);
      heritage.note(row, state);
      gatherer.add(row);
    }
    if (!isSpread) yield* gatherer.edges();
  }
  yield* spread.edges();
  yield* relationEdges(state, heritage);
}

/** The supertypes that the text itself shows, by class. */
class Heritage {
  readonly #shown = new Map<number, Set<number>>();

  note({ source, target, use }: UseRow, state: IndexState): void {
    if (use !== USE.extends && use !== USE.implements) return;
    const known = this.#shown.get(source);
    const resolved = state.resolve(target);
    if (known === undefined) this.#shown.set(source, new Set([resolved]));
    else known.add(resolved);
  }

  /** What a class is not yet shown to take over from, directly or by what it is shown to. */
  missing(type: number, { relations }: IndexState): readonly number[] {
    const shown = this.#shown.get(type) ?? new Set<number>();
    const reached = new Set([...shown].flatMap((each) => [...relations.ancestors(each)]));
    return relations.direct(type).filter((parent) => !shown.has(parent) && !reached.has(parent));
  }
}

/** What an index says about classes and members, as far as the text has not shown it. */
function* relationEdges(state: IndexState, heritage: Heritage): Generator<SerializableEdge> {
  const { relations } = state;
  const edge = (from: number, to: number, kind: string, attributes: Record<string, string>) => ({
    source: state.idOf(from),
    target: state.idOf(to),
    kind,
    attributes,
  });
  for (const type of relations.supertypes.keys()) {
    if (!state.entities.isDefined(type)) continue;
    const isStructural = relations.structural.has(type);
    for (const parent of heritage.missing(type, state)) {
      const takesOver = state.isInterface(parent) && !state.isInterface(type);
      const kind = isStructural || takesOver ? 'IMPLEMENTS' : 'EXTENDS';
      yield edge(type, parent, kind, { ...(isStructural && { structural: 'true' }), count: '1' });
    }
  }
  for (const { from, to, isStructural } of membersOf(state)) {
    const shape = isStructural ? { structural: 'true' } : {};
    yield edge(from, to, 'IMPLEMENTS', { override: 'true', via: 'relationship', ...shape, count: '1' });
  }
}

/** Turns uses into edges by what their targets turned out to be. */
class EdgeGatherer {
  readonly #state: IndexState;
  /** By kind, then by source and target. */
  readonly #edges = new Map<string, Map<number, Gathered>>();

  constructor(state: IndexState) {
    this.#state = state;
  }

  *edges(): Generator<SerializableEdge> {
    for (const edges of this.#edges.values()) {
      for (const edge of edges.values()) {
        const source = this.#state.idOf(edge.source);
        const target = this.#state.idOf(edge.target);
        yield { source, target, kind: edge.kind, attributes: attributesOf(edge) };
      }
    }
  }

  add(row: UseRow): void {
    const target = this.#state.resolve(row.target);
    const kind = this.#state.kindOf(target);
    const { use } = row;
    if (!this.#state.isShown(target, use)) return;
    const at = { ...row, target };
    // A variant of an enum may be made as well as matched, and a type
    // that is written to is the type of what is.
    const isMentioned = kind.subkind === 'enum-member' || (kind.kind === 'Class' && WRITES.has(use));
    if (isMentioned && use !== USE.import && use !== USE.reexport) {
      this.#addRead(at, kind);
      return;
    }
    if (CALL_KINDS.has(use)) {
      this.#addCall(at, kind);
      return;
    }
    switch (use) {
      case USE.import:
        this.#gather(at, 'IMPORTS');
        return;
      case USE.reexport:
        this.#gather(at, 'IMPORTS').reexport = 'true';
        return;
      case USE.reexportAll:
        this.#gather(at, 'IMPORTS').reexport = '*';
        return;
      case USE.extends:
        this.#gather(at, 'EXTENDS');
        return;
      case USE.implements:
        this.#gather(at, 'IMPLEMENTS');
        return;
      case USE.raise:
        this.#gather(at, 'RAISES');
        return;
      case USE.write:
        this.#gather(at, 'WRITES');
        return;
      case USE.update:
        this.#gather(at, 'WRITES');
        this.#addRead(at, kind);
        return;
      case USE.unknown:
        if (isCallable(kind) && kind.subkind !== 'getter' && kind.subkind !== 'setter')
          this.#gather(at, 'CALLS');
        else this.#addRead(at, kind);
        return;
      default:
        this.#addRead(at, kind);
    }
  }

  #addCall(row: UseRow, kind: NodeKind): void {
    const edge = this.#gather(row, 'CALLS');
    if (edge.callKind === '') edge.callKind = CALL_KINDS.get(row.use) ?? '';
    const isValue = kind.kind === 'Variable' || kind.kind === 'Parameter';
    if (isValue && row.use !== USE.decorator) edge.viaValue = true;
  }

  #addRead(row: UseRow, kind: NodeKind): void {
    const isType =
      !isCallable(kind) &&
      (row.use === USE.type || isTypeAlone(kind) || (kind.kind === 'Class' && WRITES.has(row.use)));
    const edge = this.#gather(row, 'READS', isType);
    if (!isType) edge.typeOnly = false;
    const isAccessor = kind.subkind === 'getter' || kind.subkind === 'setter';
    if (isCallable(kind) && !isAccessor) edge.asValue = true;
  }

  #gather(row: UseRow, kind: string, typeOnly = false): Gathered {
    let edges = this.#edges.get(kind);
    if (edges === undefined) {
      edges = new Map();
      this.#edges.set(kind, edges);
    }
    const key = row.source * ENTITIES + row.target;
    const known = edges.get(key);
    if (known !== undefined) {
      known.count += row.count;
      if (row.line > 0) known.line = known.line === 0 ? row.line : Math.min(known.line, row.line);
      return known;
    }
    const edge: Gathered = {
      source: row.source,
      target: row.target,
      kind,
      line: row.line,
      count: row.count,
      callKind: '',
      viaValue: false,
      asValue: false,
      typeOnly,
      reexport: '',
    };
    edges.set(key, edge);
    return edge;
  }
}

function attributesOf(edge: Gathered): Record<string, string> {
  // One statement an attribute: an index has as many edges as it has rows of
  // anything, and spreading costs more than all else.
  const attributes: Record<string, string> = {};
  if (edge.line > 0) attributes.line = String(edge.line);
  if (edge.callKind !== '') attributes.callKind = edge.callKind;
  if (edge.viaValue) attributes.viaValue = 'true';
  if (edge.asValue) attributes.asValue = 'true';
  if (edge.typeOnly) attributes.ref = 'type';
  if (edge.reexport !== '') attributes.reexport = edge.reexport;
  attributes.count = String(edge.count);
  return attributes;
}
