import { z } from 'zod';
import {
  type Evidence,
  explainDead,
  type LifeStep,
  type VerdictChange,
  type WhyAlive,
} from '../../storage/index.ts';
import { nodeLine, shownText } from '../answer/shown-text.ts';
import { nodeFields, repositoryField, selectorOf } from '../input.ts';
import { stateOf } from '../repository.ts';
import { defineTool, type Tool } from '../tool.ts';

/** What a deletion leads to is a preview here; the totals are exact. */
const PREVIEW = 20;

/** The tool `why_alive`: what keeps a symbol alive, and what hangs on it. */
export const whyAlive: Tool = defineTool({
  name: 'why_alive',
  title: 'Why is it alive, and what if it were deleted',
  description:
    'Shows by which way an entry point reaches a symbol, or why none does; with explain also who refers to what is dead, with if_deleted what would die and break without it.',
  input: z.strictObject({
    repository: repositoryField,
    ...nodeFields,
    explain: z
      .boolean()
      .optional()
      .describe('Of what is dead, also show who refers to it, and why each of these is dead. Default false.'),
    if_deleted: z.boolean().optional().describe('Also show what deleting it would change. Default false.'),
  }),
  async answer(context, input) {
    const state = await stateOf(context, input.repository);
    const selector = selectorOf(input);
    const { queries } = context.store;
    const explained = input.explain
      ? await explainDead(queries, state.repository, selector, context.running)
      : undefined;
    const why = explained?.why ?? (await queries.whyAlive(state.repository, selector, context.running));
    const referrers = explained?.referrers ?? [];
    const deletion = input.if_deleted
      ? await queries.ifDeleted(state.repository, { id: why.node.id }, { ...context.running, limit: PREVIEW })
      : undefined;
    const answer = {
      head: [
        nodeLine(why.node),
        `verdict: ${why.verdict}`,
        ...judgementOf(why),
        ...why.path.map(stepLine),
        ...evidenceLines(referrers),
      ],
      extra:
        deletion === undefined
          ? []
          : [
              `if deleted: ${deletion.deleted.total} go with it, ${deletion.changed.total} change their verdict, ${deletion.broken.total} references break`,
              ...deletion.changed.items.map(changeLine),
            ],
      caveats: why.caveats,
      ...(why.verdict === 'dead' &&
        !input.if_deleted && { next: 'if_deleted true shows what deleting it would break' }),
      data: { why, ...(explained && { referrers }), ...(deletion && { deletion }) },
    };
    return { answer, state };
  },
});

function judgementOf({ judged }: WhyAlive): readonly string[] {
  if (judged === undefined) return [];
  const doubts = judged.doubts.length === 0 ? 'none' : judged.doubts.join(', ');
  return [
    `reasons: ${judged.reasons.join(', ')}; doubts: ${doubts}; confidence ${judged.confidence.toFixed(2)}`,
  ];
}

/** Who refers to it, each a step further to the right than what it refers to. */
function evidenceLines(evidence: readonly Evidence[], indent = '  '): readonly string[] {
  return evidence.flatMap(({ node, verdict, judged, edges: [edge], referrers, isRepeated }) => {
    const why = [verdict, ...(judged?.reasons ?? []), ...(judged?.doubts ?? [])].join(', ');
    const line = `${indent}${shownText(edge?.kind ?? '')} from ${nodeLine(node)} (${why})${isRepeated ? ' shown already' : ''}`;
    return [line, ...evidenceLines(referrers, `${indent}  `)];
  });
}

function stepLine({ node, rule, edge }: LifeStep): string {
  const how = edge === undefined ? rule : `${rule} by ${shownText(edge.kind)}`;
  return `  ${how}: ${'stored' in node ? `${shownText(node.id)} (not stored)` : nodeLine(node)}`;
}

function changeLine(change: VerdictChange): string {
  return `  ${change.before} -> ${change.after}: ${nodeLine(change)}`;
}
