import { NONE } from './entities.ts';
import type { ScipRange } from './messages.ts';

/** More columns than any line has. */
const COLUMNS = 2 ** 24;

/** A position as one number, in the order of the text. */
export function position(line: number, column: number): number {
  return line * COLUMNS + Math.min(column, COLUMNS - 1);
}

/** Where a range begins, as one number: places compare as they stand in the text. */
export function startOf({ startLine, startColumn }: ScipRange): number {
  return position(startLine, startColumn);
}

/** Where a range ends, as one number: places compare as they stand in the text. */
export function endOf({ endLine, endColumn }: ScipRange): number {
  return position(endLine, endColumn);
}

/** A part of a document whose code belongs to an entity. Positions; the end is exclusive. */
export interface Scope {
  readonly start: number;
  readonly end: number;
  readonly entity: number;
}

/** Finds the innermost scope of positions that are asked for in ascending order. */
export class ScopeSweep {
  readonly #scopes: readonly Scope[];
  readonly #open: Scope[] = [];
  #next = 0;

  constructor(scopes: readonly Scope[]) {
    this.#scopes = scopes.toSorted((a, b) => a.start - b.start || b.end - a.end);
  }

  /** @returns the entity of the innermost scope that is not `except`, or {@link NONE} */
  innermost(at: number, except: number = NONE): number {
    for (
      let scope = this.#scopes[this.#next];
      scope !== undefined && scope.start <= at;
      scope = this.#scopes[this.#next]
    ) {
      this.#close(scope.start);
      this.#open.push(scope);
      this.#next++;
    }
    this.#close(at);
    for (let index = this.#open.length - 1; index >= 0; index--) {
      const scope = this.#open[index];
      // A scope that began later may have ended inside one that is still open.
      if (scope !== undefined && scope.end > at && scope.entity !== except) return scope.entity;
    }
    return NONE;
  }

  #close(at: number): void {
    for (let top = this.#open.at(-1); top !== undefined && top.end <= at; top = this.#open.at(-1)) {
      this.#open.pop();
    }
  }
}
