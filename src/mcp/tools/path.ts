import { z } from 'zod';
import type { CallPath, PathStep } from '../../storage/index.ts';
import { nodeLine, shownText } from '../answer/shown-text.ts';
import { nodeFields, repositoryField, selectorOf } from '../input.ts';
import { stateOf } from '../repository.ts';
import { defineTool, type Tool } from '../tool.ts';

const nodeInput = z.strictObject(nodeFields);

/** The tool `path`: a shortest way from one symbol to another. */
export const path: Tool = defineTool({
  name: 'path',
  title: 'Find a path',
  description: 'Shows a shortest way by which one symbol reaches another, step by step with lines.',
  input: z.strictObject({
    repository: repositoryField,
    from: nodeInput.describe('Where the path begins.'),
    to: nodeInput.describe('Where it ends.'),
    depth: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .optional()
      .describe('The longest path to look for. Default: any.'),
    edge_kinds: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('The kinds of edges to follow. Default ["CALLS"].'),
  }),
  async answer(context, { repository, from, to, depth, edge_kinds: edgeKinds }) {
    const state = await stateOf(context, repository);
    const found = await context.store.queries.callPath(state.repository, selectorOf(from), selectorOf(to), {
      ...context.running,
      ...(depth !== undefined && { depth }),
      ...(edgeKinds && { edgeKinds }),
    });
    const answer =
      found === undefined
        ? {
            head: ['no path'],
            next: 'edge_kinds ["CALLS", "READS"] also follows references; or try the other direction',
            data: null,
          }
        : { head: [`${found.steps.length} steps`, ...linesOf(found)], data: found };
    return { answer, state };
  },
});

function linesOf({ from, steps }: CallPath): readonly string[] {
  return [nodeLine(from), ...steps.map(stepLine)];
}

function stepLine({ edge, to }: PathStep): string {
  const line = edge.attributes.line === undefined ? '' : ` at line ${shownText(edge.attributes.line)}`;
  return `  ${shownText(edge.kind)}${line} -> ${'stored' in to ? `${shownText(to.id)} (not stored)` : nodeLine(to)}`;
}
