import { z } from 'zod';
import { StorageError } from '../../errors/index.ts';
import type { ImpactReport, RelatedNode } from '../../storage/index.ts';
import { decodePlace } from '../answer/cursor.ts';
import { fileOf, pageOf } from '../answer/node-list.ts';
import { nodeLine, shownText } from '../answer/shown-text.ts';
import { filesOfDiff } from '../files-of-diff.ts';
import { cursorField, DEFAULT_LIMIT, limitField, nodeFields, repositoryField, selectorOf } from '../input.ts';
import { coverageOf, stateOf } from '../repository.ts';
import { defineTool, type Tool } from '../tool.ts';

/** Tests are what an agent runs next, so more of them are named than of other nodes. */
const TESTS_SHOWN = 20;

/** The tool `impact`: what a change may affect. */
export const impact: Tool = defineTool({
  name: 'impact',
  title: 'Show the impact of a change',
  description:
    'Shows what a change of a symbol, of files, or of a diff may affect, through all references, and which tests are among it.',
  input: z.strictObject({
    repository: repositoryField,
    ...nodeFields,
    files: z.array(z.string()).optional().describe('Files that change.'),
    diff: z
      .string()
      .optional()
      .describe('The text of a unified diff, such as `git diff` prints; its files change.'),
    depth: z.number().int().min(1).max(10_000).optional().describe('The most steps. Default: any.'),
    limit: limitField,
    cursor: cursorField,
  }),
  async answer(context, input) {
    const { limit = DEFAULT_LIMIT, depth } = input;
    const state = await stateOf(context, input.repository);
    const offset = decodePlace(input.cursor, state.revision);
    const files = [...new Set([...(input.files ?? []), ...filesOfDiff(input.diff ?? '')])];
    const isNamed = input.name !== undefined || input.id !== undefined;
    if (!isNamed && files.length === 0)
      throw new StorageError('CONFIG_INVALID', 'Name a symbol, "files", or a "diff".');
    const report = await context.store.queries.impactOf(
      state.repository,
      { nodes: isNamed ? [selectorOf(input)] : [], files: isNamed && input.files === undefined ? [] : files },
      { ...context.running, ...(depth !== undefined && { depth }), limit: offset + limit },
    );
    const answer = {
      head: headOf(report),
      list: pageOf(report, offset, stepLine, fileOf),
      caveats: [
        ...report.caveats,
        ...(report.total === 0 ? await coverageOf(context, state.repository) : []),
      ],
      next:
        report.tests.total > 0
          ? 'run the tests above first'
          : 'no test reaches it: add one before the change',
      data: report,
    };
    return { answer, state };
  },
});

function headOf({ total, files, tests }: ImpactReport): readonly string[] {
  const testFiles = files.items.filter(({ isTest }) => isTest).map(({ file }) => shownText(file));
  const shown = testFiles.slice(0, TESTS_SHOWN);
  const more = testFiles.length > shown.length ? ', …' : '';
  return [
    `${total} affected in ${files.total} files; ${tests.total} of them in tests`,
    ...(shown.length === 0 ? [] : [`tests: ${shown.join(', ')}${more}`]),
  ];
}

function stepLine(node: RelatedNode): string {
  return `${node.distance} ${nodeLine(node)}`;
}
