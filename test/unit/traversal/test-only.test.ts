import { describe, expect, it } from 'vitest';
import { dead, edges, graphOf, judgements, node } from './graphs.ts';

const main = node('main', { kind: 'Module', name: 'a.ts' });

describe('code that only tests reach', () => {
  const spec = node('spec', { kind: 'Module', file: 'src/a.test.ts' });

  it('is told apart from dead code, with its reason', async () => {
    const graph = graphOf(
      [main, spec, node('both'), node('tested'), node('deeper'), node('never')],
      edges('main -> both', 'spec -> both', 'spec -> tested', 'tested -> deeper', 'never -> deeper'),
    );
    expect(await judgements(graph)).toEqual([
      'deeper: test-only (referenced-by-tests)',
      'never: dead (unreferenced)',
      'tested: test-only (referenced-by-tests)',
    ]);
    expect(await dead(graph)).toMatchObject({
      total: 1,
      entryPoints: 2,
      verdicts: { alive: 1, 'test-only': 2, dead: 1, unknown: 0 },
    });
  });

  it('may be an entry itself, or contain one, without any reference', async () => {
    const graph = graphOf(
      [
        main,
        spec,
        node('suite', { kind: 'Class', file: 'src/a.test.ts' }),
        node('case', { kind: 'Method', file: 'src/a.test.ts', attributes: { parent: 'suite' } }),
      ],
      edges('main -> main'),
    );
    expect(await judgements(graph, { entryPoints: { ids: ['main', 'case'] } })).toEqual([
      'case: test-only (unreferenced)',
      'suite: test-only (unreferenced)',
    ]);
  });

  it('depends on which files are called tests', async () => {
    const graph = graphOf([main, spec, node('tested')], edges('spec -> tested', 'main -> main'));
    expect(await judgements(graph, { testFiles: [] })).toEqual([]);
    expect(await judgements(graph, { testFiles: ['src/**'] })).toEqual([
      'tested: test-only (referenced-by-tests)',
    ]);
  });
});
