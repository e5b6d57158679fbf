import { z } from 'zod';
import { shownText } from '../answer/shown-text.ts';
import { repositoryField } from '../input.ts';
import { stateOf } from '../repository.ts';
import { defineTool, type Tool } from '../tool.ts';

/** Where hosts find the page. */
export const REPORT_PAGE = 'ui://codeprism-neo4j/report';

/** The tool `report`: a page for the person. */
export const report: Tool = defineTool({
  name: 'report',
  title: 'Show the report',
  description:
    'Shows the person a page of the repository: map, dependencies, cycles, dead code, call graphs. Only for looking; for facts use the other tools.',
  page: REPORT_PAGE,
  input: z.strictObject({ repository: repositoryField }),
  async answer(context, { repository }) {
    const state = await stateOf(context, repository);
    const { totalNodes, totalEdges, files } = await context.store.queries.summary(
      state.repository,
      context.running,
    );
    return {
      answer: {
        head: [
          `Report of ${totalNodes} nodes, ${totalEdges} edges, ${files} files; hosts that show pages show it.`,
        ],
        next: `elsewhere the person writes it to a file: codeprism-neo4j report ${shownText(state.repository)} --out report.html`,
        data: { page: REPORT_PAGE, totalNodes, totalEdges, files },
      },
      state,
    };
  },
});
