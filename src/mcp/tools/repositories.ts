import { z } from 'zod';
import { shownText } from '../answer/shown-text.ts';
import { originsOf, stateOf } from '../repository.ts';
import { defineTool, type Tool } from '../tool.ts';

/** A store may hold thousands; each costs three questions. */
const SHOWN = 20;

/** The tool `repositories`: what is stored. */
export const repositories: Tool = defineTool({
  name: 'repositories',
  title: 'List repositories',
  description:
    'Lists the stored repositories, when each was stored, its revision, which changes with every write, and which commit was analysed.',
  input: z.strictObject({}),
  async answer(context) {
    const stored = await context.store.graph.listRepositories(context.running);
    const states = await Promise.all(
      stored.slice(0, SHOWN).map(async (repository) => ({
        ...(await stateOf(context, repository)),
        origins: await originsOf(context, repository),
      })),
    );
    const names = stored.slice(SHOWN).map(shownText);
    return {
      answer: {
        head: [
          `${stored.length} ${stored.length === 1 ? 'repository' : 'repositories'} stored`,
          ...states.flatMap(({ text, origins }) => [text, ...origins.map((origin) => `  ${origin}`)]),
        ],
        extra: names,
        next:
          stored.length === 0 ? 'store one: codeprism-neo4j import FILE' : 'structure shows a summary of one',
        data: { total: stored.length, repositories: stored, states },
      },
    };
  },
});
