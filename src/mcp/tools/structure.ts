import { z } from 'zod';
import type { Cycle, Dependency, GraphSummary, Hotspot } from '../../storage/index.ts';
import type { Answer, AnswerState } from '../answer/answer.ts';
import { decodePlace } from '../answer/cursor.ts';
import { pageOf } from '../answer/node-list.ts';
import { nodeLine, shownText } from '../answer/shown-text.ts';
import { cursorField, DEFAULT_LIMIT, limitField, repositoryField } from '../input.ts';
import { stateOf } from '../repository.ts';
import { defineTool, type Tool, type ToolContext } from '../tool.ts';

/** The most members of a cycle that stand in its line. */
const MEMBERS_SHOWN = 6;

interface StructureInput {
  readonly by?: 'file' | 'folder' | undefined;
  readonly of?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** The tool `structure`: counts, cycles, dependencies, hotspots. */
export const structure: Tool = defineTool({
  name: 'structure',
  title: 'Show structure',
  description:
    'Shows how code hangs together: summary (counts), cycles, dependencies between files or folders, or hotspots (most connected symbols).',
  input: z.strictObject({
    repository: repositoryField,
    what: z.enum(['summary', 'cycles', 'dependencies', 'hotspots']).optional().describe('Default summary.'),
    by: z.enum(['file', 'folder']).optional().describe('For cycles and dependencies. Default file.'),
    of: z.string().optional().describe('For dependencies: only what this file or folder depends on.'),
    limit: limitField,
    cursor: cursorField,
  }),
  async answer(context, { repository, what = 'summary', ...input }) {
    const state = await stateOf(context, repository);
    return { answer: await ANSWERS[what](context, state, input), state };
  },
});

type What = 'summary' | 'cycles' | 'dependencies' | 'hotspots';
type StructureQuestion = (context: ToolContext, state: AnswerState, input: StructureInput) => Promise<Answer>;

const ANSWERS: Readonly<Record<What, StructureQuestion>> = {
  async summary({ store, running }, { repository }) {
    const summary = await store.queries.summary(repository, running);
    return {
      head: summaryLines(summary),
      data: summary,
      next: 'structure with what "hotspots" shows where to begin',
    };
  },
  async cycles({ store, running }, { repository, revision }, { by = 'file', limit = DEFAULT_LIMIT, cursor }) {
    const offset = decodePlace(cursor, revision);
    const cycles = await store.queries.cycles(repository, { ...running, by, limit: offset + limit });
    const list = pageOf(cycles, offset, cycleLine);
    return { head: [`${cycles.total} cycles of ${by}s`], list, caveats: cycles.caveats, data: cycles };
  },
  async dependencies(
    { store, running },
    { repository, revision },
    { by = 'file', of, limit = DEFAULT_LIMIT, cursor },
  ) {
    const offset = decodePlace(cursor, revision);
    const options = { ...running, by, ...(of !== undefined && { from: of }), limit: offset + limit };
    const dependencies = await store.queries.dependencies(repository, options);
    const list = pageOf(dependencies, offset, dependencyLine);
    const head = [`${dependencies.total} dependencies between ${by}s, heaviest first`];
    return { head, list, caveats: dependencies.caveats, data: dependencies };
  },
  async hotspots({ store, running }, { repository, revision }, { limit = DEFAULT_LIMIT, cursor }) {
    const offset = decodePlace(cursor, revision);
    const hotspots = await store.queries.hotspots(repository, { ...running, limit: offset + limit });
    const head = [`${hotspots.total} symbols call or are called, most connected first: in, out, symbol`];
    return { head, list: pageOf(hotspots, offset, hotspotLine), caveats: hotspots.caveats, data: hotspots };
  },
};

function summaryLines({
  totalNodes,
  totalEdges,
  danglingEdges,
  files,
  ...kinds
}: GraphSummary): readonly string[] {
  const counts = (list: GraphSummary['nodesByKind']): string =>
    list.map(({ kind, count }) => `${shownText(kind)} ${count}`).join(', ');
  return [
    `${totalNodes} nodes in ${files} files: ${counts(kinds.nodesByKind)}`,
    `${totalEdges} edges, ${danglingEdges} of them to what is not stored: ${counts(kinds.edgesByKind)}`,
  ];
}

function cycleLine({ size, example }: Cycle): string {
  const shown = example.slice(0, MEMBERS_SHOWN).map(shownText);
  return `${size}: ${shown.join(' -> ')}${example.length > shown.length ? ' -> …' : ''}`;
}

function dependencyLine({ from, to, weight }: Dependency): string {
  return `${weight} ${shownText(from)} -> ${shownText(to)}`;
}

function hotspotLine(node: Hotspot): string {
  return `${node.fanIn.unique} ${node.fanOut.unique} ${nodeLine(node)}`;
}
