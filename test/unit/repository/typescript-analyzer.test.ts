import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { typescriptAnalyzer } from '../../../examples/analyze-repository/typescript-analyzer.ts';
import { openMemoryStore } from '../../../src/backends/memory/index.ts';
import { canonicalGraph, type SerializableGraph } from '../../../src/index.ts';
import { analyzeRepository } from '../../../src/repository/index.ts';
import { folderOf, write } from './helpers.ts';

const PROGRAM = {
  'main.ts': `
    import { Circle, area as areaOf } from './shapes/index.ts';
    export function main() { return areaOf(new Circle(2)); }
    const never = () => main();
  `,
  'shapes/index.ts': `export { Circle, area } from './circle.ts';`,
  'shapes/circle.ts': `
    import type { Shape } from './shape.ts';
    export class Circle implements Shape {
      constructor(readonly radius: number) {}
      size() { return this.square() * Math.PI; }
      square() { return this.radius ** 2; }
    }
    export function area(shape: Shape) { return shape.size(); }
  `,
  'shapes/shape.ts': 'export interface Shape { size(): number }',
  'shapes/types.d.ts': 'declare const ignored: number;',
};

const repoId = 'program';

async function analyzed(folder: string): Promise<SerializableGraph> {
  await using store = await openMemoryStore();
  await analyzeRepository(store, folder, typescriptAnalyzer, { repoId });
  const graph = await store.graph.loadGraph(repoId);
  if (graph === undefined) throw new Error('The graph was not stored.');
  return graph;
}

describe('the example analyzer of TypeScript', () => {
  it('finds declarations, and what they refer to, through imports and what is handed on', async () => {
    const { nodes, edges } = await analyzed(await folderOf(PROGRAM));
    expect(nodes.map(({ id, kind }) => `${kind} ${id}`).sort()).toEqual([
      'Class shapes/circle.ts#Circle',
      'Class shapes/shape.ts#Shape',
      'Function main.ts#main',
      'Function main.ts#never',
      'Function shapes/circle.ts#area',
      'Method shapes/circle.ts#Circle.constructor',
      'Method shapes/circle.ts#Circle.size',
      'Method shapes/circle.ts#Circle.square',
      'Module main.ts',
      'Module shapes/circle.ts',
      'Module shapes/index.ts',
      'Module shapes/shape.ts',
    ]);
    expect(edges.map(({ source, kind, target }) => `${source} ${kind} ${target}`).sort()).toEqual([
      'main.ts IMPORTS shapes/index.ts',
      'main.ts#main CALLS shapes/circle.ts#Circle',
      'main.ts#main CALLS shapes/circle.ts#area',
      'main.ts#never CALLS main.ts#main',
      'shapes/circle.ts IMPORTS shapes/shape.ts',
      'shapes/circle.ts#Circle IMPLEMENTS shapes/shape.ts#Shape',
      'shapes/circle.ts#Circle.size CALLS shapes/circle.ts#Circle.square',
      'shapes/circle.ts#area READS shapes/shape.ts#Shape',
      'shapes/index.ts IMPORTS shapes/circle.ts',
    ]);
  });

  it('says where, in lines from 1 and bytes from 0', async () => {
    const { nodes, edges } = await analyzed(await folderOf({ 'a.ts': '// ü\nfunction f() {}\nf();\n' }));
    expect(nodes.find(({ name }) => name === 'f')?.span).toEqual({
      startByte: 6,
      endByte: 21,
      startLine: 2,
      endLine: 2,
      startColumn: 0,
      endColumn: 15,
    });
    expect(edges).toEqual([{ source: 'a.ts', target: 'a.ts#f', kind: 'CALLS', attributes: { line: '3' } }]);
  });

  const edits: readonly [what: string, files: Readonly<Record<string, string>>, outcome: string][] = [
    ['a call is added', { 'main.ts': `${PROGRAM['main.ts']} export const more = () => never();` }, 'changes'],
    ['a declaration goes', { 'shapes/circle.ts': 'export class Circle {}' }, 'changes'],
    ['a file is added', { 'other.ts': `import './main.ts';` }, 'whole'],
    ['a file hands on less', { 'shapes/index.ts': `export { Circle } from './circle.ts';` }, 'whole'],
  ];
  it.each(edits)('comes to the same by the changes as by the whole where %s', async (_, files, outcome) => {
    await using store = await openMemoryStore();
    const folder = await folderOf(PROGRAM);
    await analyzeRepository(store, folder, typescriptAnalyzer, { repoId });
    await write(folder, files);
    const again = await analyzeRepository(store, folder, typescriptAnalyzer, { repoId });
    expect(again.outcome).toBe(outcome);
    expectSameRows(await store.graph.loadGraph(repoId), await analyzed(folder));
  });

  it('reads a real project, and after an edit only what changed', { timeout: 60_000 }, async () => {
    await using store = await openMemoryStore();
    const folder = await folderOf({});
    await cp('src/graph', join(folder, 'graph'), { recursive: true });
    await analyzeRepository(store, folder, typescriptAnalyzer, { repoId });
    const callers = await store.queries.callers(repoId, 'compareCodePoints');
    expect(callers.items.map(({ name }) => name)).toContain('compareEdges');
    const file = join(folder, 'graph/order.ts');
    await writeFile(
      file,
      `${await readFile(file, 'utf8')}\nexport const once = () => compareCodePoints('a', 'b');\n`,
    );
    const { outcome, files, report } = await analyzeRepository(store, folder, typescriptAnalyzer, { repoId });
    expect({ outcome, changed: files.changed }).toEqual({ outcome: 'changes', changed: ['graph/order.ts'] });
    expect(report?.nodes).toMatchObject({ created: 1, deleted: 0 });
    expectSameRows(await store.graph.loadGraph(repoId), await analyzed(folder));
  });
});

function expectSameRows(found: SerializableGraph | undefined, expected: SerializableGraph): void {
  if (found === undefined) throw new Error('The graph is gone.');
  const [a, b] = [canonicalGraph(found), canonicalGraph(expected)];
  expect(a.nodes).toEqual(b.nodes);
  expect(a.edges).toEqual(b.edges);
  expect(a.metadata.fileHashes).toEqual(b.metadata.fileHashes);
}
