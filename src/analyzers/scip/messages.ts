/**
 * What the reader takes over of SCIP's messages (scip.proto of SCIP 0.9); what is not listed is passed over.
 */

/** Bits of {@link ScipOccurrence.roles}. */
export const ROLE = {
  definition: 1,
  import: 2,
  write: 4,
  read: 8,
  generated: 16,
  test: 32,
  forwardDefinition: 64,
} as const;

/** How columns are counted: not said, or in bytes, UTF-16 units or characters. */
export const ENCODING = { unspecified: 0, utf8: 1, utf16: 2, utf32: 3 } as const;

/** What an index says of itself: its tool and its project's root. */
export interface ScipMetadata {
  /** The indexer's name, such as `scip-typescript`; empty where it does not say. */
  readonly tool: string;
  readonly toolVersion: string;
  /** A file URI of the machine that indexed. */
  readonly projectRoot: string;
}

/** Half open; lines and columns count from 0, columns in the document's encoding. */
export interface ScipRange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One place in a document where a symbol stands. */
export interface ScipOccurrence {
  readonly range: ScipRange;
  readonly symbol: string;
  /** Bits of {@link ROLE}. */
  readonly roles: number;
  /** The whole declaration; on references only some indexers give one. */
  readonly enclosing: ScipRange | undefined;
}

/** How a symbol relates to another one, such as by implementing it. */
export interface ScipRelationship {
  readonly symbol: string;
  readonly isReference: boolean;
  readonly isImplementation: boolean;
}

/** What an index knows of a symbol. */
export interface ScipSymbol {
  readonly symbol: string;
  /** SymbolInformation.Kind, 0 where the indexer does not say. */
  readonly kind: number;
  readonly displayName: string;
  /** The first piece of documentation, which some indexers begin with the declaration. */
  readonly documentation: string;
  readonly signature: string;
  readonly relationships: readonly ScipRelationship[];
  readonly enclosingSymbol: string;
}

/** One file of an index. */
export interface ScipDocument {
  /** Path below the project's root, as the indexer wrote it. */
  readonly path: string;
  /** As the indexer wrote it, often empty. */
  readonly language: string;
  /** One of {@link ENCODING}. */
  readonly encoding: number;
  readonly occurrences: readonly ScipOccurrence[];
  readonly symbols: readonly ScipSymbol[];
  /** The source, which hardly any indexer gives; empty where it is not there. */
  readonly text: string;
  /** Occurrences whose range is missing or makes no sense, which are left out. */
  readonly broken: number;
}
