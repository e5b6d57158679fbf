import type { Definition, SortedDocument } from './definitions.ts';
import type { Scope } from './scopes.ts';

/** A definition with the node it becomes. */
export interface Placed {
  readonly definition: Definition;
  readonly entity: number;
  /** Whether the node is this document's to give: a declaration merged into another file's is not. */
  readonly isOwn: boolean;
  parent: number;
}

/** A document's definitions, numbered and placed. */
export interface PlacedDocument {
  readonly module: number;
  readonly sorted: SortedDocument;
  readonly placed: readonly Placed[];
  readonly scopes: readonly Scope[];
  /** By symbol, in the order of the text. */
  readonly bySymbol: ReadonlyMap<string, readonly Placed[]>;
}
