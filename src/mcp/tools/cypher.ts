import { z } from 'zod';
import type { CypherRows } from '../../storage/index.ts';
import type { AnswerList } from '../answer/answer.ts';
import { shownJson } from '../answer/shown-text.ts';
import { DEFAULT_LIMIT, limitField } from '../input.ts';
import { defineTool, type Tool } from '../tool.ts';

/** The tool `cypher`: a statement of the agent's own. */
export const cypher: Tool = defineTool({
  name: 'cypher',
  title: 'Ask in Cypher',
  description:
    'Runs a Cypher statement that reads, in Neo4j. Begin with the current generation: MATCH (r:Repository {repoId: $repo}) MATCH (n:CodeNode {generation: r.generation}) … Nodes have name, kind, file, startLine, endLine; relationship types are CALLS, READS, WRITES, IMPORTS, EXTENDS, IMPLEMENTS.',
  input: z.strictObject({
    statement: z.string().min(1).describe('One statement that only reads.'),
    parameters: z.record(z.string(), z.unknown()).optional().describe('Values of its $parameters.'),
    limit: limitField,
  }),
  async answer({ store, running }, { statement, parameters = {}, limit = DEFAULT_LIMIT }) {
    const rows = await store.queries.query(statement, parameters, { ...running, limit });
    return { answer: { head: headOf(rows), list: listOf(rows), data: rows } };
  },
});

function headOf({ columns, rows, truncated }: CypherRows): readonly string[] {
  return [`${rows.length} rows${truncated ? ', and more' : ''}: ${columns.map(shownJson).join(', ')}`];
}

function listOf({ rows }: CypherRows): AnswerList {
  return { lines: rows.map(shownJson), offset: 0, total: rows.length, hasPages: false };
}
