import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints } from '../../../src/graph/index.ts';
import type { NodeFilter } from '../../../src/storage/index.ts';
import { edges, find, graphOf, node } from './graphs.ts';

const graph = graphOf(
  [
    node('1', { name: 'readFile', kind: 'Function', file: 'io.ts', lines: [10, 20] }),
    node('2', { name: 'readLine', kind: 'Method', file: 'io.ts', lines: [12, 14] }),
    node('3', {
      name: 'write*',
      kind: 'Method',
      file: 'out.ts',
      lines: [1, 1],
      attributes: { async: 'true' },
    }),
    node('', { name: '', kind: 'Module', file: 'io.ts', lines: [1, 99] }),
  ],
  edges('1 -> not stored'),
);

describe('findNodes', () => {
  it.each<[NodeFilter, string[]]>([
    [{}, ['', '1', '2', '3']],
    [{ id: '2' }, ['2']],
    [{ id: '' }, ['']],
    [{ id: '2', kind: 'Function' }, []],
    [{ id: 'not stored' }, []],
    [{ name: 'readFile' }, ['1']],
    [{ name: 'read' }, []],
    [{ glob: 'read*' }, ['1', '2']],
    [{ glob: 'READ*' }, []],
    [{ glob: 'write\\*' }, ['3']],
    [{ kind: 'Method' }, ['2', '3']],
    [{ kind: ['Function', 'Module'] }, ['', '1']],
    [{ kind: [] }, []],
    [{ file: 'io.ts' }, ['', '1', '2']],
    [{ file: 'io.ts', line: 13 }, ['', '1', '2']],
    [{ file: 'io.ts', line: 20 }, ['', '1']],
    [{ line: 21 }, ['']],
    [{ attributes: { async: 'true' } }, ['3']],
    [{ attributes: { toString: 'x' } }, []],
    [{ kind: 'Method', glob: 'read*', attributes: {} }, ['2']],
  ])('finds by %j', async (filter, ids) => {
    const page = await find(graph, filter);
    expect(page.items.map((item) => item.id)).toEqual(ids);
    expect(page).toMatchObject({ total: ids.length, truncated: false, caveats: [] });
    expect(page).not.toHaveProperty('nextCursor');
  });

  it('answers with nodes but not with their attributes, nor with the stored span itself', async () => {
    const [item] = (await find(graph, { id: '3' })).items;
    expect(Object.keys(item ?? {})).toEqual(['id', 'name', 'kind', 'file', 'span']);
  });

  it('counts with a limit of 0, and gives no cursor, for there is nothing to continue after', async () => {
    const page = await find(graph, {}, { limit: 0 });
    expect(page).toEqual({ items: [], total: 4, truncated: true, caveats: [] });
  });

  it('gives pages that make up the whole, each with the total of the whole', async () => {
    const anyId = fc.string({ unit: fc.constantFrom('a', 'b', '\u{10000}', '\uffff', ''), maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(anyId), fc.integer({ min: 1, max: 5 }), async (ids, limit) => {
        const rows = graphOf(ids.map((id) => node(id)));
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await find(rows, {}, cursor === undefined ? { limit } : { limit, cursor });
          expect(page.total).toBe(ids.length);
          expect(page.truncated).toBe(page.nextCursor !== undefined);
          seen.push(...page.items.map((item) => item.id));
          cursor = page.nextCursor;
        } while (cursor !== undefined && seen.length <= ids.length);
        expect(seen).toEqual(ids.toSorted(compareCodePoints));
      }),
    );
  });
});
