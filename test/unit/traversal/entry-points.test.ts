import { describe, expect, it } from 'vitest';
import { dead, edges, graphOf, judgements, node } from './graphs.ts';

const main = node('main', { kind: 'Module', name: 'a.ts' });

describe('entry points', () => {
  it('default to what is API where anything is, and the answer says so', async () => {
    const graph = graphOf(
      [main, node('api', { attributes: { api: 'true' } }), node('helper')],
      edges('api -> helper'),
    );
    const report = await dead(graph);
    expect(report).toMatchObject({ total: 0, entryPoints: 2, caveats: [{ code: 'entry-preset' }] });
    expect(await dead(graph, { entryPoints: 'application' })).toMatchObject({
      total: 2,
      entryPoints: 1,
      caveats: [],
    });
  });

  it('of an external node of an API do not make a library', async () => {
    const graph = graphOf(
      [main, node('x', { attributes: { api: 'true', external: 'true' } })],
      edges('main -> x'),
    );
    expect((await dead(graph)).caveats[0]?.message).toContain('application');
  });

  it('that are missing altogether leave every verdict unknown', async () => {
    const graph = graphOf([node('f'), node('g')], edges('f -> g'));
    const report = await dead(graph, { entryPoints: { ids: ['nothing'] }, verdicts: ['dead', 'unknown'] });
    expect(report).toMatchObject({
      entryPoints: 0,
      total: 2,
      verdicts: { alive: 0, 'test-only': 0, dead: 0, unknown: 2 },
      caveats: [{ code: 'no-entry-points' }],
    });
    expect(report.items[0]).toMatchObject({ verdict: 'unknown', reasons: ['no-entry-point'] });
  });

  it('are asked for in each language, and so are edges', async () => {
    const graph = graphOf(
      [
        main,
        node('ts'),
        node('py', { file: 'a.py' }),
        node('go module', { kind: 'Module', file: 'a.go' }),
        node('go', { file: 'a.go' }),
        node('rb', { file: 'a.rb' }),
        node('tagged', { file: 'a.x', attributes: { language: 'TS' } }),
      ],
      edges('main -> main', 'py -> py'),
    );
    expect(await judgements(graph)).toEqual([
      'go: unknown (no-liveness-edges)',
      'py: unknown (no-entry-point)',
      'rb: unknown (no-entry-point, no-liveness-edges)',
      'tagged: dead (unreferenced)',
      'ts: dead (unreferenced)',
    ]);
  });

  it('and edges count for a language only by the chosen kinds, and from stored nodes', async () => {
    const graph = graphOf(
      [
        main,
        node('f'),
        node('Makefile', { kind: 'Module', file: 'Makefile' }),
        node('target', { file: 'Makefile' }),
      ],
      edges('main -READS-> f', 'ghost -> target'),
    );
    expect(await judgements(graph)).toEqual(['target: unknown (no-liveness-edges)']);
    expect(await judgements(graph, { livenessKinds: ['CALLS'] })).toEqual([
      'f: unknown (no-liveness-edges)',
      'target: unknown (no-liveness-edges)',
    ]);
  });
});
