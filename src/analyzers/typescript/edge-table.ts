import type { Attributes, SerializableEdge } from '../../graph/index.ts';

/** The kinds of edges that reading TypeScript gives. */
export type EdgeKind = 'CALLS' | 'READS' | 'WRITES' | 'IMPORTS' | 'EXTENDS' | 'IMPLEMENTS' | 'RAISES';

/** What one place in the text says of an edge. */
export interface Site {
  readonly line: number;
  /** The target is a type here, or the value of `typeof` in one. */
  readonly isType?: boolean;
  /** A function or class that is not called here, but handed on. */
  readonly asValue?: boolean;
  readonly attributes?: Attributes;
}

interface Collected {
  readonly source: string;
  readonly target: string;
  readonly kind: EdgeKind;
  line: number;
  count: number;
  isType: boolean;
  asValue: boolean;
  attributes: Attributes;
}

/** The edges out of one file, each once, with its first line and the number of its places. */
export class EdgeTable {
  readonly #bySource = new Map<string, Map<string, Collected>>();

  add(source: string, target: string, kind: EdgeKind, site: Site): void {
    const { line, isType = false, asValue = false, attributes } = site;
    const ofSource = this.#bySource.get(source) ?? new Map<string, Collected>();
    this.#bySource.set(source, ofSource);
    const key = `${kind} ${target}`;
    const known = ofSource.get(key);
    if (known === undefined) {
      ofSource.set(key, {
        source,
        target,
        kind,
        line,
        count: 1,
        isType,
        asValue,
        attributes: attributes ?? {},
      });
      return;
    }
    known.count++;
    known.line = Math.min(known.line, line);
    known.isType &&= isType;
    known.asValue ||= asValue;
    if (attributes !== undefined) known.attributes = { ...attributes, ...known.attributes };
  }

  *edges(): Generator<SerializableEdge> {
    for (const ofSource of this.#bySource.values()) {
      for (const { source, target, kind, line, count, isType, asValue, attributes } of ofSource.values()) {
        const flags = { ...(isType && { ref: 'type' }), ...(asValue && { asValue: 'true' }) };
        yield {
          source,
          target,
          kind,
          attributes: { line: `${line}`, count: `${count}`, ...flags, ...attributes },
        };
      }
    }
  }
}
