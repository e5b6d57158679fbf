/** A relationship between two symbols, as an index states it. */
export interface Relation {
  readonly from: number;
  readonly to: number;
  /** Whether it holds by the shape alone. */
  readonly isStructural: boolean;
}

/** What the classes and members of an index say about one another; few beside the uses. */
export class Relations {
  /** By class: the classes it takes over from, direct or not as the indexer has it. */
  readonly supertypes: Map<number, number[]> = new Map();
  /** Classes whose supertypes follow from their shape, and stand nowhere in the text. */
  readonly structural: Set<number> = new Set();
  /** Members, with what they stand in for. */
  readonly members: Relation[] = [];

  addType(from: number, to: number): void {
    const known = this.supertypes.get(from);
    if (known === undefined) this.supertypes.set(from, [to]);
    else if (!known.includes(to)) known.push(to);
  }

  /** The classes from which a class takes over, itself left out. */
  ancestors(type: number): ReadonlySet<number> {
    const found = new Set<number>();
    const waiting = [type];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const parent of this.supertypes.get(next) ?? []) {
        if (parent === type || found.has(parent)) continue;
        found.add(parent);
        waiting.push(parent);
      }
    }
    return found;
  }

  /** The supertypes of a class that no other of them leads to. */
  direct(type: number): readonly number[] {
    const all = this.supertypes.get(type) ?? [];
    const further = new Set(all.flatMap((parent) => [...this.ancestors(parent)]));
    return all.filter((parent) => parent !== type && !further.has(parent));
  }
}
