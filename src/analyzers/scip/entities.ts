import type { NodeKind } from './kinds.ts';
import { isLocalSymbol, parseSymbol, type SymbolName } from './symbol-name.ts';

/** Stands for no entity. */
export const NONE = -1;

/**
 * All that may become a node, by number: symbols as they are first mentioned, and the locals and namesakes of
 * each document. It grows with the symbols of a project, not with their uses.
 */
export class Entities {
  readonly #bySymbol = new Map<string, number>();
  readonly #symbols: (string | undefined)[] = [];
  readonly #ids: (string | undefined)[] = [];
  readonly #kinds: (NodeKind | undefined)[] = [];
  readonly #alternatives = new Map<number, number[]>();

  /** The entity of a global symbol; {@link NONE} for a local one, or what is no symbol. */
  ofSymbol(symbol: string): number {
    const known = this.#bySymbol.get(symbol);
    if (known !== undefined) return known;
    if (isLocalSymbol(symbol)) return NONE;
    if (parseSymbol(symbol) === undefined) return NONE;
    const entity = this.#add(symbol);
    this.#bySymbol.set(symbol, entity);
    return entity;
  }

  /** The same, where the symbol was mentioned. */
  known(symbol: string): number {
    return this.#bySymbol.get(symbol) ?? NONE;
  }

  /** An entity of a document alone. */
  add(): number {
    return this.#add(undefined);
  }

  /** Says what an entity is and by which id it is stored: from then on it is defined. */
  define(entity: number, id: string, kind: NodeKind): void {
    this.#ids[entity] = id;
    this.#kinds[entity] = kind;
  }

  /** Says that a symbol means another entity in one file. */
  addAlternative(symbolEntity: number, entity: number): void {
    const known = this.#alternatives.get(symbolEntity);
    if (known === undefined) this.#alternatives.set(symbolEntity, [entity]);
    else known.push(entity);
  }

  isDefined(entity: number): boolean {
    return this.#ids[entity] !== undefined;
  }

  symbol(entity: number): string | undefined {
    return this.#symbols[entity];
  }

  /** The symbol's parts, taken apart anew: kept, they would be most of the memory. */
  name(entity: number): SymbolName | undefined {
    const symbol = this.#symbols[entity];
    return symbol === undefined ? undefined : parseSymbol(symbol);
  }

  id(entity: number): string | undefined {
    return this.#ids[entity];
  }

  /** `undefined` where it is not defined. */
  kind(entity: number): NodeKind | undefined {
    return this.#kinds[entity];
  }

  /**
   * What a mention of a symbol in another file means: what is defined by
   * it, else the first that only its file means.
   */
  resolve(entity: number): number {
    if (this.isDefined(entity)) return entity;
    return this.#alternatives.get(entity)?.[0] ?? entity;
  }

  #add(symbol: string | undefined): number {
    this.#symbols.push(symbol);
    this.#kinds.push(undefined);
    return this.#ids.push(undefined) - 1;
  }
}
