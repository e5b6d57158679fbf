import { z } from 'zod';
import type { NodeSummary, QueryList, RelatedNode } from '../../storage/index.ts';
import { nodeLine } from '../answer/shown-text.ts';
import { nodeFields, repositoryField, selectorOf } from '../input.ts';
import { coverageOf, stateOf } from '../repository.ts';
import { sourceLines } from '../source-lines.ts';
import { defineTool, type Tool, type ToolContext } from '../tool.ts';

/** The nearest of each side; trace has the others. */
const NEIGHBOURS_SHOWN = 8;
const DECLARATIONS = ['Module', 'Class', 'Function', 'Method'];

/** The tool `symbol`: one symbol and what is next to it. */
export const symbol: Tool = defineTool({
  name: 'symbol',
  title: 'Show a symbol',
  description:
    'Shows one symbol: its place, what contains it, how many call it and what it calls with the first of each, whether it is alive, and its first lines of source where the folder is at hand.',
  input: z.strictObject({
    repository: repositoryField,
    ...nodeFields,
    source: z.boolean().optional().describe('Show its first lines of source. Default true.'),
  }),
  async answer(context, input) {
    const state = await stateOf(context, input.repository);
    const { queries } = context.store;
    const why = await queries.whyAlive(state.repository, selectorOf(input), context.running);
    const { node } = why;
    const few = { ...context.running, limit: NEIGHBOURS_SHOWN };
    const [container, callers, callees] = await Promise.all([
      containerOf(context, state.repository, node),
      queries.callers(state.repository, { id: node.id }, few),
      queries.callees(state.repository, { id: node.id }, few),
    ]);
    const source = input.source === false ? [] : await sourceLines(context.folder, node);
    const answer = {
      head: [
        nodeLine(node),
        ...(container === undefined ? [] : [`in ${nodeLine(container)}`]),
        `verdict: ${why.verdict}`,
        ...side('called by', callers),
        ...side('calls', callees),
      ],
      extra: source,
      caveats: [...why.caveats, ...(callers.total === 0 ? await coverageOf(context, state.repository) : [])],
      next: 'impact shows what a change of it may affect',
      data: { node, container, verdict: why.verdict, callers, callees },
    };
    return { answer, state };
  },
});

function side(verb: string, list: QueryList<RelatedNode>): readonly string[] {
  const rest = list.total - list.items.length;
  return [
    `${verb} ${list.total}${list.total === 0 ? ' of what was analysed' : ''}`,
    ...list.items.map((node) => `  ${nodeLine(node)}`),
    ...(rest > 0 ? [`  and ${rest} more: trace`] : []),
  ];
}

/** The smallest declaration around the node; a node in no file has none. */
async function containerOf(
  { store, running }: ToolContext,
  repository: string,
  { id, file, span }: NodeSummary,
): Promise<NodeSummary | undefined> {
  if (file === '') return undefined;
  const around = await store.queries.findNodes(
    repository,
    { file, line: span.startLine, kind: DECLARATIONS },
    { ...running, limit: 200 },
  );
  const outer = around.items.filter(
    (other) =>
      other.id !== id &&
      other.span.startByte <= span.startByte &&
      other.span.endByte >= span.endByte &&
      extent(other.span) > extent(span),
  );
  return outer.toSorted((a, b) => extent(a.span) - extent(b.span))[0];
}

function extent({ startByte, endByte }: NodeSummary['span']): number {
  return endByte - startByte;
}
