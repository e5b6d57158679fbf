import type { Database, Row } from './database.ts';

/**
 * Everything that lies in the database for one generation, without the
 * numbers that differ from one to the next.
 */
export interface GenerationRows {
  readonly nodes: readonly string[];
  readonly relationships: readonly string[];
  readonly files: readonly string[];
}

const NODES = `
  MATCH (n:CodeNode) WHERE n.key STARTS WITH $prefix
  RETURN labels(n) AS labels, properties(n) AS properties`;
const RELATIONSHIPS = `
  MATCH (a:CodeNode)-[r]->(b) WHERE a.key STARTS WITH $prefix
  RETURN a.id AS source, type(r) AS type, b.id AS target, properties(r) AS properties`;
/** Digests say what was seen last, and files that only have one are no part of the graph. */
const FILES = `
  MATCH (f:SourceFile) WHERE f.key STARTS WITH $prefix AND f.hash IS NOT NULL
  RETURN {path: f.path, hash: f.hash} AS properties`;

export async function generationRows(database: Database, generation: number): Promise<GenerationRows> {
  const rows = async (cypher: string): Promise<string[]> =>
    (await database.run(cypher, { prefix: `${generation}|` })).map(comparable).sort();
  return {
    nodes: await rows(NODES),
    relationships: await rows(RELATIONSHIPS),
    files: await rows(FILES),
  };
}

/** Rows of ours that lie in the database for some generations: none, once they are swept. */
export async function countRows(database: Database, generations: readonly number[]): Promise<number> {
  let count = 0;
  for (const label of ['CodeNode', 'SourceFile', 'Batch']) {
    for (const generation of generations) {
      const parameters = { prefix: `${generation}|` };
      const cypher = `MATCH (n:${label}) WHERE n.key STARTS WITH $prefix RETURN count(n) AS count`;
      count += (await database.value(cypher, parameters)) as number;
    }
  }
  return count;
}

/** The numbers of a repository's generations, staged and retired ones too. */
export async function generationsOf(database: Database, repoId: string): Promise<number[]> {
  const cypher =
    'MATCH (g:Generation {repoId: $repoId}) RETURN g.generation AS generation ORDER BY generation';
  return (await database.run(cypher, { repoId })).map((row) => row.generation as number);
}

function comparable({ labels, properties, ...row }: Row): string {
  const { key: _key, generation: _generation, repoId: _repoId, ...kept } = properties as Row;
  const sorted = Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([row, labels === undefined ? [] : [...(labels as string[])].sort(), sorted]);
}
