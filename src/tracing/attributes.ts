/** Values by OpenTelemetry's names. Never a parameter's value, never a credential. */
export interface Attributes {
  /** `neo4j`, or the name of another backend. */
  'db.system.name'?: string;
  /** The store's method, or the statement's file under `cypher/`. */
  'db.operation.name'?: string;
  /** The Neo4j database. */
  'db.namespace'?: string;
  /** The Cypher, in which values are parameters. */
  'db.query.text'?: string;
  /** Short, and the same for every run of a statement. */
  'db.query.summary'?: string;
  /** What the server answered a failure with, such as `Neo.TransientError.Transaction.DeadlockDetected`. */
  'db.response.status_code'?: string;
  'server.address'?: string;
  'server.port'?: number;
  /** A `StorageError`'s code, the server's own code, or a class. */
  'error.type'?: string;
  /** Ours: the repository's id. */
  'codeprism.repository'?: string;
}
