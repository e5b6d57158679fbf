import { z } from 'zod';
import type { DeadCodeItem, DeadCodeReport } from '../../storage/index.ts';
import { CERTAIN_CONFIDENCE } from '../../storage/queries/confidence-levels.ts';
import { decodePlace } from '../answer/cursor.ts';
import { fileOf, pageOf } from '../answer/node-list.ts';
import { nodeLine } from '../answer/shown-text.ts';
import { cursorField, DEFAULT_LIMIT, limitField, repositoryField } from '../input.ts';
import { coverageOf, stateOf } from '../repository.ts';
import { defineTool, type Tool } from '../tool.ts';

/** The tool `dead_code`: what no entry point reaches. */
export const deadCode: Tool = defineTool({
  name: 'dead_code',
  title: 'Find dead code',
  description:
    'Lists functions, methods and classes that no entry point reaches, each with its confidence, reasons and doubts. Check one with why_alive before deleting it.',
  input: z.strictObject({
    repository: repositoryField,
    min_confidence: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe(`Leaves out what is less sure. Default ${CERTAIN_CONFIDENCE}; 0 lists everything.`),
    entry: z
      .enum(['application', 'library'])
      .optional()
      .describe(
        'What code begins with: whole files (application), or also what users of the package reach (library).',
      ),
    limit: limitField,
    cursor: cursorField,
  }),
  async answer(
    context,
    { repository, min_confidence: minConfidence = CERTAIN_CONFIDENCE, entry, limit = DEFAULT_LIMIT, cursor },
  ) {
    const state = await stateOf(context, repository);
    const offset = decodePlace(cursor, state.revision);
    const report = await context.store.queries.deadCode(state.repository, {
      ...context.running,
      minConfidence,
      ...(entry && { entryPoints: entry }),
      limit: offset + limit,
    });
    const answer = {
      head: headOf(report, minConfidence),
      list: pageOf(report, offset, itemLine, fileOf),
      caveats: [...report.caveats, ...(await coverageOf(context, state.repository))],
      next:
        report.total === 0
          ? 'min_confidence 0 lists what is doubtful'
          : 'why_alive shows what would keep one alive',
      data: report,
    };
    return { answer, state };
  },
});

function headOf({ total, verdicts, entryPoints }: DeadCodeReport, minConfidence: number): readonly string[] {
  const doubtful = Math.max(0, verdicts.dead - total);
  return [
    `${total} dead with confidence ${minConfidence} or more; ${doubtful} less sure; ${verdicts['test-only']} reached by tests alone; ${verdicts.alive} alive; ${verdicts.unknown} unknown`,
    `${entryPoints} entry points`,
  ];
}

function itemLine(item: DeadCodeItem): string {
  return `${item.confidence.toFixed(2)} ${nodeLine(item)} (${[...item.reasons, ...item.doubts].join(', ')})`;
}
