import fc from 'fast-check';
import { expect } from 'vitest';
import type { CacheStorage } from '../../../src/storage/index.ts';

const LIMIT = 40;

type Step =
  | { readonly do: 'set'; readonly key: string; readonly length: number; readonly ttlMs?: number | undefined }
  | { readonly do: 'get'; readonly key: string }
  | { readonly do: 'delete'; readonly key: string }
  | { readonly do: 'wait'; readonly milliseconds: number };

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('set' as const),
    key,
    length: fc.nat(45),
    ttlMs: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
  }),
  fc.record({ do: fc.constant('get' as const), key }),
  fc.record({ do: fc.constant('delete' as const), key }),
  fc.record({ do: fc.constant('wait' as const), milliseconds: fc.nat(20) }),
);

/** The rules as directly as they can be written: a list, the least recently used first. */
class Model {
  now = 0;
  evicted = 0;
  entries: { key: string; text: string; size: number; until: number }[] = [];

  expire(): void {
    const kept = this.entries.filter(({ until }) => until > this.now);
    this.evicted += this.entries.length - kept.length;
    this.entries = kept;
  }

  set(name: string, text: string, ttlMs = Number.POSITIVE_INFINITY): void {
    this.delete(name);
    const size = 1 + text.length + 2;
    if (size > LIMIT) return;
    this.entries.push({ key: name, text, size, until: this.now + ttlMs });
    while (this.bytes() > LIMIT) {
      this.entries.shift();
      this.evicted++;
    }
  }

  get(name: string): string | undefined {
    const found = this.entries.find((entry) => entry.key === name);
    if (found === undefined) return undefined;
    this.entries = [...this.entries.filter((entry) => entry !== found), found];
    return found.text;
  }

  delete(name: string): boolean {
    const before = this.entries.length;
    this.entries = this.entries.filter((entry) => entry.key !== name);
    return this.entries.length < before;
  }

  bytes(): number {
    return this.entries.reduce((sum, { size }) => sum + size, 0);
  }
}

export interface ModelledOptions {
  readonly maxBytes: number;
  readonly clock: () => number;
}

/** Proves that a cache does what its rules say, whatever is asked of it in whatever order. */
export async function followsItsRules(
  open: (options: ModelledOptions) => Promise<CacheStorage>,
  numRuns: number,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const model = new Model();
      await using cache = await open({ maxBytes: LIMIT, clock: () => model.now });
      for (const [index, one] of steps.entries()) {
        model.expire();
        if (one.do === 'wait') model.now += one.milliseconds;
        else if (one.do === 'set') {
          const text = String(index % 10).repeat(one.length);
          await cache.set(one.key, text, { ttlMs: one.ttlMs });
          model.set(one.key, text, one.ttlMs);
        } else if (one.do === 'get') expect(await cache.get(one.key)).toBe(model.get(one.key));
        else expect(await cache.delete(one.key)).toBe(model.delete(one.key));
      }
      model.expire();
      const { totalKeys, memoryUsageBytes, evictionCount } = await cache.getStats();
      expect([totalKeys, memoryUsageBytes, evictionCount]).toEqual([
        model.entries.length,
        model.bytes(),
        model.evicted,
      ]);
    }),
    { numRuns },
  );
}
