import { z } from 'zod';
import { shownText } from '../answer/shown-text.ts';
import { stateOf } from '../repository.ts';
import { defineTool, type Tool } from '../tool.ts';

/** A store may hold thousands; each costs two questions. */
const SHOWN = 20;

/** The tool `repositories`: what is stored. */
export const repositories: Tool = defineTool({
  name: 'repositories',
  title: 'List repositories',
  description:
    'Lists the stored repositories, when each was stored, and its revision, which changes with every write.',
  input: z.strictObject({}),
  async answer(context) {
    const stored = await context.store.graph.listRepositories(context.running);
    const states = await Promise.all(
      stored.slice(0, SHOWN).map((repository) => stateOf(context, repository)),
    );
    const names = stored.slice(SHOWN).map(shownText);
    return {
      answer: {
        head: [
          `${stored.length} ${stored.length === 1 ? 'repository' : 'repositories'} stored`,
          ...states.map(({ text }) => text),
        ],
        extra: names,
        next:
          stored.length === 0 ? 'store one: codeprism-neo4j import FILE' : 'structure shows a summary of one',
        data: { total: stored.length, repositories: stored, states },
      },
    };
  },
});
