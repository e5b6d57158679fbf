import { z } from 'zod';
import type { NodeFilter } from '../../storage/index.ts';
import { decodePlace } from '../answer/cursor.ts';
import { fileOf, pageOf } from '../answer/node-list.ts';
import { nodeLine } from '../answer/shown-text.ts';
import { cursorField, DEFAULT_LIMIT, limitField, repositoryField } from '../input.ts';
import { stateOf } from '../repository.ts';
import { defineTool, type Tool } from '../tool.ts';

/** The tool `find_symbols`: symbols by name, kind, file or place. */
export const findSymbols: Tool = defineTool({
  name: 'find_symbols',
  title: 'Find symbols',
  description:
    'Finds functions, methods, classes, variables and files by exact name, pattern, kind, file or line. Start here where a name is not certain.',
  input: z.strictObject({
    repository: repositoryField,
    pattern: z.string().optional().describe('A pattern over the whole name: * any text, ? one character.'),
    name: z.string().optional().describe('The exact name.'),
    kind: z.string().optional().describe('Only this kind: Function, Method, Class, Variable, Module, …'),
    file: z.string().optional().describe('Only in this file.'),
    line: z.number().int().min(1).optional().describe('Only what spans this line; give "file" with it.'),
    limit: limitField,
    cursor: cursorField,
  }),
  async answer(context, { repository, pattern, limit = DEFAULT_LIMIT, cursor, ...conditions }) {
    const state = await stateOf(context, repository);
    const offset = decodePlace(cursor, state.revision);
    const page = await context.store.queries.findNodes(
      state.repository,
      filterOf({ glob: pattern, ...conditions }),
      {
        ...context.running,
        limit: offset + limit,
      },
    );
    const { total } = page;
    const answer = {
      head: [`${total} ${total === 1 ? 'symbol fits' : 'symbols fit'}`],
      list: pageOf(page, offset, nodeLine, fileOf),
      caveats: page.caveats,
      next: total === 0 ? 'try a pattern such as "*name*"' : 'symbol shows one of them, trace who calls it',
      data: page,
    };
    return { answer, state };
  },
});

function filterOf(conditions: Readonly<Record<string, unknown>>): NodeFilter {
  return Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined));
}
