import { compareCodePoints } from '../../graph/index.ts';
import type { Dependency, KindCount } from '../../storage/index.ts';
import { atOnce, sorted, type Work } from '../turns.ts';

/** All edges from one file or folder to another. */
export interface GroupPair {
  /** Numbers of paths. */
  readonly from: number;
  readonly to: number;
  weight: number;
  /** How many edges of each kind. */
  readonly kinds: Map<string, number>;
}

/** Which files or folders refer to which others. */
export class GroupPairs {
  /** In code point order, so that order of numbers is order of paths. */
  readonly paths: readonly string[];
  readonly #pairs = new Map<number, GroupPair>();

  constructor(paths: readonly string[]) {
    this.paths = paths;
  }

  get all(): Iterable<GroupPair> {
    return this.#pairs.values();
  }

  /** Unique for a pair of groups. */
  keyOf(from: number, to: number): number {
    return from * this.paths.length + to;
  }

  add(from: number, to: number, kind: string, count: number, weight: number): void {
    const key = this.keyOf(from, to);
    let pair = this.#pairs.get(key);
    if (pair === undefined) {
      pair = { from, to, weight: 0, kinds: new Map() };
      this.#pairs.set(key, pair);
    }
    pair.weight += weight;
    pair.kinds.set(kind, (pair.kinds.get(kind) ?? 0) + count);
  }

  /** Those from and to some groups, or any, by weight, descending, then by paths. */
  ranked(from: number | undefined, to: number | undefined): GroupPair[] {
    return atOnce(this.rankedInTurns(from, to));
  }

  /** As {@link ranked}. */
  *rankedInTurns(from: number | undefined, to: number | undefined): Work<GroupPair[]> {
    const wanted = [...this.#pairs.values()].filter(
      (pair) => (from ?? pair.from) === pair.from && (to ?? pair.to) === pair.to,
    );
    return yield* sorted(wanted, (a, b) => b.weight - a.weight || a.from - b.from || a.to - b.to);
  }

  dependencyOf({ from, to, weight, kinds }: GroupPair): Dependency {
    return { from: this.paths[from] ?? '', to: this.paths[to] ?? '', weight, kinds: kindCounts(kinds) };
  }
}

function kindCounts(counts: ReadonlyMap<string, number>): KindCount[] {
  return Array.from(counts, ([kind, count]) => ({ kind, count })).sort(
    (a, b) => b.count - a.count || compareCodePoints(a.kind, b.kind),
  );
}
