import { describe, expect, it } from 'vitest';
import { dead, edges, graphOf, judgements, node } from './graphs.ts';

const main = node('main', { kind: 'Module', name: 'a.ts' });

describe('dead code', () => {
  it('is what no entry point refers to, by calls or any other reference', async () => {
    const graph = graphOf(
      [main, node('called'), node('callback'), node('parent', { kind: 'Class' }), node('unused')],
      edges('main -> called', 'called -READS-> callback', 'called -EXTENDS-> parent'),
    );
    expect(await judgements(graph)).toEqual(['unused: dead (unreferenced)']);
  });

  it('spreads through the liveness kinds asked for, and no others', async () => {
    const graph = graphOf(
      [main, node('called'), node('callback')],
      edges('main -> called', 'main -READS-> callback'),
    );
    expect(await judgements(graph, { livenessKinds: ['CALLS'] })).toEqual(['callback: dead (unreferenced)']);
  });

  it('stays dead when it is recursive, alone or in company', async () => {
    const graph = graphOf(
      [main, node('even'), node('odd'), node('self'), node('live')],
      edges('main -> live', 'even -> odd', 'odd -> even', 'self -> self', 'live -> live'),
    );
    expect(await judgements(graph)).toEqual([
      'even: dead (referenced-by-dead)',
      'odd: dead (referenced-by-dead)',
      'self: dead (self-referenced)',
    ]);
  });

  it('is not what contains something alive, however deep', async () => {
    const graph = graphOf(
      [
        main,
        node('outer', { kind: 'Class' }),
        node('inner', { kind: 'Class', attributes: { parent: 'outer' } }),
        node('method', { kind: 'Method', attributes: { parent: 'inner' } }),
        node('sibling', { kind: 'Method', attributes: { parent: 'inner' } }),
      ],
      edges('main -> method'),
    );
    expect(await judgements(graph)).toEqual(['sibling: dead (unreferenced)']);
  });

  it('finds containers by span where no parent is given', async () => {
    const graph = graphOf(
      [
        node('m', { kind: 'Module', bytes: [0, 100] }),
        node('outer', { bytes: [10, 50] }),
        node('inner', { bytes: [20, 30] }),
      ],
      edges('m -> inner'),
    );
    expect(await judgements(graph)).toEqual([]);
  });

  it('may be referred to by its own members, which counts as a reference', async () => {
    const graph = graphOf(
      [
        main,
        node('class', { kind: 'Class' }),
        node('method', { kind: 'Method', attributes: { parent: 'class' } }),
      ],
      edges('method -READS-> class', 'main -> gone'),
    );
    expect(await judgements(graph)).toEqual([
      'class: dead (referenced-by-dead)',
      'method: dead (unreferenced)',
    ]);
  });

  it('is reached through ends that are not stored', async () => {
    const graph = graphOf([main, node('handler')], edges('main -> framework', 'framework -> handler'));
    expect(await judgements(graph)).toEqual([]);
  });

  it('is never an external node, and an external node is no entry point', async () => {
    const graph = graphOf(
      [
        main,
        node('library', { file: '' }),
        node('marked', { attributes: { external: 'true' } }),
        node('module', { kind: 'Module', file: '' }),
        node('f'),
      ],
      edges('main -> main', 'module -> f'),
    );
    const report = await dead(graph, { kinds: ['Function', 'Module'] });
    expect(report).toMatchObject({ entryPoints: 1, items: [{ id: 'f', reasons: ['referenced-by-dead'] }] });
    expect(report.verdicts).toEqual({ alive: 1, 'test-only': 0, dead: 1, unknown: 0 });
  });

  it('can be a namespace: only a whole file is a module entry', async () => {
    const graph = graphOf(
      [main, node('namespace', { kind: 'Module', attributes: { parent: 'main' } }), node('f')],
      edges('namespace -> f', 'main -> gone'),
    );
    expect(await judgements(graph, { kinds: ['Module', 'Function'] })).toEqual([
      'f: dead (referenced-by-dead)',
      'namespace: dead (unreferenced)',
    ]);
  });

  it('counts edges from nodes that are not stored as references', async () => {
    const graph = graphOf([main, node('f')], edges('main -> main', 'ghost -> f'));
    expect(await judgements(graph)).toEqual(['f: dead (referenced-by-dead)']);
  });
});

describe('a report', () => {
  const graph = graphOf(
    [main, ...['d', 'b', 'c'].map((id) => node(id)), node('v', { kind: 'Variable' })],
    edges('main -> main'),
  );

  it('lists by id, and a limit cuts the items alone', async () => {
    const report = await dead(graph, { limit: 2 });
    expect(report.items.map((item) => item.id)).toEqual(['b', 'c']);
    expect(report).toMatchObject({ total: 3, truncated: true, verdicts: { dead: 3 } });
  });

  it('totals the listed verdicts, whatever else was judged', async () => {
    expect(await dead(graph, { verdicts: ['unknown'] })).toMatchObject({
      total: 0,
      truncated: false,
      verdicts: { dead: 3 },
    });
  });

  it('judges the kinds asked for', async () => {
    expect(await judgements(graph, { kinds: ['Variable'] })).toEqual(['v: dead (unreferenced)']);
  });

  it('is given up when its signal is aborted meanwhile', async () => {
    const aborter = new AbortController();
    const report = dead(graph, { signal: aborter.signal });
    aborter.abort();
    await expect(report).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
