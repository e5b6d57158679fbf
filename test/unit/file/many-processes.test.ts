import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { whileLocked } from '../../../src/backends/file/folder-lock.ts';
import { graphOf } from '../../../src/conformance/fixtures.ts';
import { failure } from '../formats/helpers.ts';
import { namesIn, newStore } from './helpers.ts';

const PROGRAM = new URL('programs/update-nodes.ts', import.meta.url).pathname;
const WRITERS = ['a', 'b', 'c', 'd'];
const UPDATES = 15;

describe('several processes that write one repository', () => {
  it('lose no update that was acknowledged', async () => {
    const { directory, store } = await newStore();
    await store.graph.storeGraph(graphOf('shared', []));
    const ends = WRITERS.map(async (who) => {
      const args = ['--import', 'tsx', PROGRAM, directory, who, String(UPDATES)];
      const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
      return code;
    });
    expect(await Promise.all(ends)).toEqual(WRITERS.map(() => 0));
    const ids = (await store.graph.loadGraph('shared'))?.nodes.map(({ id }) => id);
    const wanted = WRITERS.flatMap((who) => Array.from({ length: UPDATES }, (_, index) => `${who}-${index}`));
    expect(ids?.toSorted()).toEqual(wanted.toSorted());
    expect(await namesIn(directory)).toEqual(['shared.graph.json', 'shared.metadata.json']);
  });
});

describe('the lock of a repository', () => {
  it('is taken by one at a time, however many come', async () => {
    const { outside } = await newStore();
    let inside = 0;
    let most = 0;
    const visit = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 2));
      inside--;
    };
    await Promise.all(Array.from({ length: 12 }, () => whileLocked(outside, 'r', undefined, visit)));
    expect(most).toBe(1);
    expect(await namesIn(outside)).toEqual([]);
  });

  it('does not keep writers of other repositories waiting', async () => {
    const { outside } = await newStore();
    const inner = () => whileLocked(outside, 'other', undefined, async () => 'done');
    expect(await whileLocked(outside, 'r', undefined, inner)).toBe('done');
  });

  it('is not kept by a process that is gone', async () => {
    const { outside } = await newStore();
    const name = await whileLocked(outside, 'r', undefined, async () => (await namesIn(outside))[0] ?? '');
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    await writeFile(join(outside, name.replace(`-${process.pid}-`, `-${dead}-`)), '');
    expect(await whileLocked(outside, 'r', undefined, async () => 'done')).toBe('done');
    expect(await namesIn(outside)).toEqual([]);
  });

  it('is given up when the caller stops waiting', async () => {
    const { outside } = await newStore();
    const stop = new AbortController();
    await whileLocked(outside, 'r', undefined, async () => {
      const waiting = failure(whileLocked(outside, 'r', stop.signal, async () => 'done'));
      stop.abort();
      expect(await waiting).toMatchObject({ code: 'ABORTED' });
    });
    expect(await namesIn(outside)).toEqual([]);
  });
});
