import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  type DeadExplanation,
  type Evidence,
  explainDead,
  type GraphStore,
  openStore,
} from '../../../src/index.ts';

const span = { startByte: 0, endByte: 0, startLine: 1, endLine: 1, startColumn: 0, endColumn: 0 };
const node = (id: string, kind = 'Function', attributes = {}) => ({
  id,
  name: id,
  kind,
  file: 'a.ts',
  span,
  attributes: { exported: 'false', ...attributes },
});
const calls = (source: string, target: string) => ({
  source,
  target,
  kind: 'CALLS',
  attributes: { line: '1' },
});

/**
 * `main` calls `live`; `top` calls `left` and `right`, both call `low`, which calls
 * itself and `left`; `user` calls a member of `Box`.
 */
async function stored(url: string): Promise<GraphStore> {
  const store = await openStore(url);
  onTestFinished(() => store.close());
  const ids = ['main', 'live', 'top', 'left', 'right', 'low', 'user'];
  const nodes = [
    ...ids.map((id) => node(id)),
    node('Box', 'Class'),
    node('Box.open', 'Method', { parent: 'Box' }),
  ];
  const pairs = ['main live', 'top left', 'top right', 'left low', 'right low', 'low low', 'low left'];
  const edges = [...pairs, 'user Box.open'].map((pair) => {
    const [source = '', target = ''] = pair.split(' ');
    return calls(source, target);
  });
  await store.graph.storeGraph({
    repoId: 'r',
    nodes,
    edges,
    metadata: {
      repoId: 'r',
      lastUpdated: { seconds: 0, nanoseconds: 0 },
      version: 1,
      fileHashes: {},
      totalNodes: 0,
      totalEdges: 0,
      schemaVersion: '1.0',
    },
  });
  return store;
}

/** `low(left(top, low …), right(top …))`: what is not followed again ends with `…`. */
function told(evidence: readonly Evidence[]): string {
  return evidence
    .map(({ node: { id }, verdict, referrers, isRepeated }) => {
      const inner = told(referrers);
      return `${id}:${verdict}${inner === '' ? '' : `(${inner})`}${isRepeated ? '…' : ''}`;
    })
    .join(' ');
}

const explained = async (id: string, options = {}): Promise<DeadExplanation> =>
  explainDead((await stored('memory:')).queries, 'r', id, options);

describe('explainDead', () => {
  test('follows who refers to a node, each only once, and not the node itself', async () => {
    const { why, referrers, isCut } = await explained('low');
    expect(why.judged?.reasons).toEqual(['referenced-by-dead']);
    expect(told(referrers)).toBe('left:dead(low:dead… top:dead) right:dead(top:dead…)');
    expect(isCut).toBe(false);
  });

  test('counts what refers to a part as referring to the whole', async () => {
    expect(told((await explained('Box')).referrers)).toBe('user:dead');
  });

  test('has no evidence of death for what lives', async () => {
    const { why, referrers } = await explained('live');
    expect([why.verdict, referrers]).toEqual(['alive', []]);
  });

  test('stays within its bounds, and says so', async () => {
    expect(told((await explained('low', { depth: 1 })).referrers)).toBe('left:dead(low:dead…) right:dead');
    const { referrers, isCut } = await explained('low', { limit: 1 });
    expect([told(referrers), isCut]).toEqual(['left:dead(low:dead…)', true]);
    await expect(explained('low', { depth: 0 })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(explained('nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('answers alike from every store', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'explain-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const urls = ['memory:', `file:${join(folder, 'files')}`, `sqlite:${join(folder, 'one.sqlite')}`];
    const answers = await Promise.all(
      urls.map(async (url) => explainDead((await stored(url)).queries, 'r', 'low')),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
});
