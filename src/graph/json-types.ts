/** CodePrism's JSON form, snake_case, as its Rust serde writes it. */
export interface JsonSpan {
  readonly start_byte: number;
  readonly end_byte: number;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column: number;
  readonly end_column: number;
}

/** A node as CodePrism writes it. */
export interface JsonNode {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly file: string;
  readonly span: JsonSpan;
  readonly attributes: Readonly<Record<string, string>>;
}

/** An edge as CodePrism writes it. */
export interface JsonEdge {
  readonly source: string;
  readonly target: string;
  readonly kind: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A graph's metadata as CodePrism writes them. */
export interface JsonMetadata {
  readonly repo_id: string;
  readonly last_updated: { readonly secs_since_epoch: number; readonly nanos_since_epoch: number };
  readonly version: number;
  readonly file_hashes: Readonly<Record<string, string>>;
  readonly total_nodes: number;
  readonly total_edges: number;
  readonly schema_version: string;
}

/** A graph as CodePrism writes it. */
export interface JsonGraph {
  readonly repo_id: string;
  readonly nodes: readonly JsonNode[];
  readonly edges: readonly JsonEdge[];
  readonly metadata: JsonMetadata;
}
