import { Entities, NONE } from './entities.ts';
import { Findings } from './findings.ts';
import { boundedId } from './ids.ts';
import { kindOfDescriptor, kindOfNumber, type NodeKind } from './kinds.ts';
import type { ScipSymbol } from './messages.ts';
import type { Profile } from './profiles/index.ts';
import { Relations } from './relations.ts';
import type { SourceText } from './source-text.ts';
import { USE, type Use, UseLog } from './uses.ts';

const UNKNOWN_KIND: NodeKind = { kind: 'Variable', subkind: 'variable' };
const INTERFACES = new Set(['interface', 'trait']);

/** What a mention may mean: the first of these that is there. */
export interface Alias {
  /** Files. */
  readonly paths?: readonly string[];
  readonly symbols?: readonly string[];
  /** The entity that the index names. */
  readonly fallback: number;
}

/** What is known so far of one pass over an index. */
export class IndexState {
  readonly entities: Entities = new Entities();
  readonly uses: UseLog = new UseLog();
  readonly relations: Relations = new Relations();
  readonly findings: Findings = new Findings();
  /** What libraries' symbols are, where the index says it. */
  readonly externals: Map<string, ScipSymbol> = new Map();
  /** Modules that are files, and no namespaces in them. */
  readonly files: Set<number> = new Set();
  readonly modulesByPath: Map<string, number> = new Map();
  /** What has uses in more than one document. */
  readonly spreadSources: Set<number> = new Set();
  readonly #sources = new Set<number>();
  readonly #aliases = new Map<number, Alias>();
  readonly #aliasNumbers = new Map<string, number>();

  /** Says that a document has uses by this entity. */
  noteSource(source: number): void {
    if (this.#sources.has(source)) this.spreadSources.add(source);
    else this.#sources.add(source);
  }

  /** An entity for a mention whose symbol names the wrong thing, settled once everything has been read. */
  alias(alias: Alias): number {
    const key = JSON.stringify(alias);
    let entity = this.#aliasNumbers.get(key);
    if (entity === undefined) {
      entity = this.entities.add();
      this.#aliasNumbers.set(key, entity);
      this.#aliases.set(entity, alias);
    }
    return entity;
  }

  isAlias(entity: number): boolean {
    return this.#aliases.has(entity);
  }

  /** What a mention means, once everything has been read. */
  resolve(entity: number): number {
    const alias = this.#aliases.get(entity);
    if (alias === undefined) return this.entities.resolve(entity);
    for (const path of alias.paths ?? []) {
      const module = this.modulesByPath.get(path);
      if (module !== undefined) return module;
    }
    for (const symbol of alias.symbols ?? []) {
      const known = this.entities.known(symbol);
      if (known !== NONE && this.entities.isDefined(known)) return known;
    }
    return this.entities.resolve(alias.fallback);
  }

  /** What an entity is; of a library's symbol as far as the index says. */
  kindOf(entity: number): NodeKind {
    const known = this.entities.kind(entity);
    if (known !== undefined) return known;
    const name = this.entities.name(entity);
    if (name === undefined) return UNKNOWN_KIND;
    const info = this.externals.get(this.entities.symbol(entity) ?? '');
    return kindOfNumber(info?.kind ?? 0) ?? kindOfDescriptor(name);
  }

  isInterface(entity: number): boolean {
    return INTERFACES.has(this.kindOf(entity).subkind);
  }

  /** The id an entity has as a node; a library's symbol is its own. */
  idOf(entity: number): string {
    return this.entities.id(entity) ?? boundedId(this.entities.symbol(entity) ?? '');
  }

  /**
   * Whether a use becomes an edge: a file that is mentioned on the way to something in it is not used itself.
   */
  isShown(target: number, use: Use): boolean {
    if (use === USE.import || use === USE.reexport || use === USE.reexportAll) return true;
    if (this.files.has(target)) return false;
    return this.entities.isDefined(target) || this.kindOf(target).kind !== 'Module';
  }
}

/** The document at hand, and how to read it. Its columns count UTF-16 units where there is a text. */
export interface DocumentSetting {
  readonly profile: Profile;
  /** The path in the graph. */
  readonly path: string;
  readonly language: string;
  /** The text, where it is at hand and fits the index. */
  readonly source: SourceText | undefined;
}
