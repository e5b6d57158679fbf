import { attribute } from './attributes.ts';
import { edgeKey } from './identity.ts';
import type { Attributes, SerializableEdge } from './types.ts';

/** Line numbers that a merged edge keeps; `omitted_lines` counts those above. */
export const MOST_LINES = 100;

/** What says where in a file an edge is; everything else says what it is. */
const PLACES: ReadonlySet<string> = new Set([
  ...['line', 'lines', 'count', 'omitted_lines', 'line_number', 'lineno', 'lineNumber', 'offset', 'position'],
  ...['column', 'col', 'column_number', 'columnNumber', 'col_offset', 'end_lineno', 'end_col_offset'],
  ...['start_line', 'end_line', 'start_column', 'end_column', 'start_byte', 'end_byte', 'start', 'end'],
  ...['startLine', 'endLine', 'startColumn', 'endColumn', 'startByte', 'endByte'],
]);
const LINE_NAMES = ['line', 'line_number', 'lineno', 'lineNumber', 'start_line', 'startLine'] as const;

/** Where an edge stands in its source's file. */
export interface EdgeSites {
  /** How many places the edge was given for, 1 where it says nothing. */
  readonly count: number;
  /** In ascending order, at most {@link MOST_LINES}. */
  readonly lines: readonly number[];
  /** Lines beyond these. */
  readonly omitted: number;
}

/** The places of an edge: those it was merged from, or its own line. */
export function edgeSites({ attributes }: Pick<SerializableEdge, 'attributes'>): EdgeSites {
  const line = LINE_NAMES.map((name) => attribute(attributes, name)).find((text) => text !== undefined);
  const lines = (attribute(attributes, 'lines') ?? line ?? '').split(',').filter(isCount).map(Number);
  return {
    count: wholeNumber(attributes, 'count') ?? 1,
    lines: [...new Set(lines)].sort((a, b) => a - b),
    omitted: wholeNumber(attributes, 'omitted_lines') ?? 0,
  };
}

/**
 * Edges that differ only in their place as one, at the first one's place: `count`
 * says how many there were, `lines` has their line numbers. Edges that differ in
 * something else stay apart, and a single one stays as it is.
 */
export function mergeSites(edges: Iterable<SerializableEdge>): SerializableEdge[] {
  const merger = new SiteMerger();
  for (const edge of edges) merger.add(edge);
  return [...merger.merged()];
}

/** Merges edges that come one after the other. */
export class SiteMerger {
  readonly #groups = new Map<string, SerializableEdge[] | SiteGroup>();

  add(edge: SerializableEdge): void {
    const key = edgeKey(edge) + JSON.stringify(identityOf(edge.attributes));
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, [edge]);
    else if (Array.isArray(group)) this.#groups.set(key, new SiteGroup([...group, edge]));
    else group.add(edge);
  }

  *merged(): Iterable<SerializableEdge> {
    for (const group of this.#groups.values()) {
      if (Array.isArray(group)) yield* group;
      else yield group.merged();
    }
  }
}

class SiteGroup {
  readonly #first: SerializableEdge;
  readonly #lines = new Set<number>();
  #count = 0;
  #omitted = 0;

  constructor([first, ...others]: readonly SerializableEdge[]) {
    this.#first = first as SerializableEdge;
    for (const edge of [this.#first, ...others]) this.add(edge);
  }

  add(edge: SerializableEdge): void {
    const { count, lines, omitted } = edgeSites(edge);
    this.#count += count;
    this.#omitted += omitted;
    for (const line of lines) this.#lines.add(line);
  }

  merged(): SerializableEdge {
    const { source, target, kind, attributes } = this.#first;
    const lines = [...this.#lines].sort((a, b) => a - b);
    const omitted = this.#omitted + Math.max(0, lines.length - MOST_LINES);
    const sites: Record<string, string> = { count: String(this.#count) };
    if (lines.length > 0) sites.lines = lines.slice(0, MOST_LINES).join(',');
    if (omitted > 0) sites.omitted_lines = String(omitted);
    return { source, target, kind, attributes: { ...Object.fromEntries(identityOf(attributes)), ...sites } };
  }
}

function identityOf(attributes: Attributes): [string, string][] {
  return Object.entries(attributes)
    .filter(([name]) => !PLACES.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function wholeNumber(attributes: Attributes, name: string): number | undefined {
  const text = attribute(attributes, name);
  return text !== undefined && isCount(text) ? Number(text) : undefined;
}

function isCount(text: string): boolean {
  return /^\d{1,15}$/.test(text);
}
