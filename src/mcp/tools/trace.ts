import { z } from 'zod';
import type { RelatedNode } from '../../storage/index.ts';
import { decodePlace } from '../answer/cursor.ts';
import { fileOf, pageOf } from '../answer/node-list.ts';
import { nodeLine } from '../answer/shown-text.ts';
import { cursorField, DEFAULT_LIMIT, limitField, nodeFields, repositoryField, selectorOf } from '../input.ts';
import { coverageOf, stateOf } from '../repository.ts';
import { defineTool, type Tool } from '../tool.ts';

/** The tool `trace`: callers or callees, over several steps. */
export const trace: Tool = defineTool({
  name: 'trace',
  title: 'Trace callers or callees',
  description:
    'Lists who calls a symbol, or what it calls, over one or more steps, nearest first. For everything that a change may affect, use impact.',
  input: z.strictObject({
    repository: repositoryField,
    ...nodeFields,
    direction: z.enum(['callers', 'callees']).optional().describe('Default callers.'),
    depth: z.number().int().min(1).max(1_000).optional().describe('The most steps. Default 1.'),
    edge_kinds: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('The kinds of edges to follow. Default ["CALLS"].'),
    through_overrides: z.boolean().optional().describe('A call of a method also reaches what overrides it.'),
    limit: limitField,
    cursor: cursorField,
  }),
  async answer(context, input) {
    const { direction = 'callers', depth = 1, edge_kinds: edgeKinds, limit = DEFAULT_LIMIT } = input;
    const state = await stateOf(context, input.repository);
    const offset = decodePlace(input.cursor, state.revision);
    const found = await context.store.queries[direction](state.repository, selectorOf(input), {
      ...context.running,
      depth,
      throughOverrides: input.through_overrides === true,
      ...(edgeKinds && { edgeKinds }),
      limit: offset + limit,
    });
    const answer = {
      head: [`${found.total} ${direction} within ${depth} ${depth === 1 ? 'step' : 'steps'}`],
      list: pageOf(found, offset, stepLine, fileOf),
      caveats: [...found.caveats, ...(found.total === 0 ? await coverageOf(context, state.repository) : [])],
      next: found.total === 0 ? none(direction) : 'path shows how two of them are connected',
      data: found,
    };
    return { answer, state };
  },
});

function stepLine(node: RelatedNode): string {
  return `${node.distance} ${nodeLine(node)}`;
}

function none(direction: string): string {
  return direction === 'callers'
    ? 'nothing that was analysed calls it: why_alive says whether anything else keeps it alive'
    : 'it calls nothing that was analysed: edge_kinds ["READS"] shows what it refers to';
}
