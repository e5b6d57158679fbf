import { NONE } from './entities.ts';
import type { Extent } from './extents.ts';
import { type HeritageClause, heritageClauses, implTarget, isEmbedded } from './heritage.ts';
import { type Family, familyOf, isNamePart } from './lexical.ts';
import { ROLE, type ScipOccurrence } from './messages.ts';
import type { Placed, PlacedDocument } from './placed.ts';
import { typeOfSelf } from './rust-impls.ts';
import { ScopeSweep, startOf } from './scopes.ts';
import { isRaised, useAt } from './sites.ts';
import type { SourceText } from './source-text.ts';
import type { DocumentSetting, IndexState } from './state.ts';
import { type ImportStatement, importStatements } from './statements.ts';
import { isLocalSymbol } from './symbol-name.ts';
import { chooseTargets } from './targets.ts';
import { DocumentUses, USE, type Use } from './uses.ts';

/** What the mentions of a document say about its own declarations. */
export interface Found {
  /** Names of decorators by what they decorate. */
  readonly decorations: ReadonlyMap<number, readonly string[]>;
  /** What is exported by a list, or by default, and not by a word before it. */
  readonly exported: ReadonlySet<number>;
}

/** Adds the mentions of a document to the state as uses, and reports what they say about its declarations. */
export function readReferences(state: IndexState, setting: DocumentSetting, document: PlacedDocument): Found {
  return new DocumentReferences(state, setting, document).read();
}

/** A declaration of a definition. */
interface Declared {
  readonly placed: Placed;
  /** Where its name begins. */
  readonly start: number;
}

/** Mentions that stand at one place: declarations that are merged, or the many types of one expression. */
interface Site {
  readonly at: ScipOccurrence;
  readonly symbols: readonly string[];
  /** Where the text has it. */
  readonly name: Extent | undefined;
  readonly roles: number;
}

class DocumentReferences {
  readonly #state: IndexState;
  readonly #setting: DocumentSetting;
  readonly #document: PlacedDocument;
  readonly #family: Family;
  readonly #uses = new DocumentUses();
  readonly #decorations = new Map<number, string[]>();
  readonly #exported = new Set<number>();
  readonly #statements: readonly ImportStatement[];
  /** Every declaration by the start of its name. */
  readonly #byName: readonly Declared[];
  readonly #hasStar: boolean;
  readonly #clauses: readonly HeritageClause[];
  readonly #ownPackage: string;
  #nextStatement = 0;
  #nextClause = 0;

  constructor(state: IndexState, setting: DocumentSetting, document: PlacedDocument) {
    this.#state = state;
    this.#setting = setting;
    this.#document = document;
    this.#family = familyOf(setting.language);
    this.#statements =
      setting.source === undefined ? [] : importStatements(setting.source.text, this.#family);
    this.#clauses =
      setting.source === undefined ? [] : heritageClauses(setting.source, document.placed, this.#family);
    const { file, definitions } = document.sorted;
    const own = file?.symbol ?? definitions.find(({ name }) => name !== undefined)?.symbol;
    this.#ownPackage = own?.split(' ', 3).join(' ').concat(' ') ?? ' ';
    this.#byName = document.placed
      .flatMap((placed) => placed.definition.names.map((range) => ({ placed, start: startOf(range) })))
      .sort((a, b) => a.start - b.start);
    this.#hasStar =
      this.#family === 'python' && /^\s*from\s+\S+\s+import\s+\*/m.test(setting.source?.text ?? '');
  }

  read(): Found {
    const { source } = this.#setting;
    const sweep = new ScopeSweep(this.#document.scopes);
    const imported = source === undefined ? this.#importedWithoutText() : undefined;
    for (const site of this.#sites()) {
      const at = startOf(site.at.range);
      if (source === undefined) {
        const scope = sweep.innermost(at);
        const isImport = imported?.has(site.at) ?? false;
        this.#add(site, scope, isImport ? USE.import : useOfRoles(site.roles));
      } else if (site.name !== undefined) this.#readSite(site, site.name, source, sweep);
    }
    let last = NONE;
    for (const row of this.#uses.rows()) {
      if (row.source !== last) this.#state.noteSource(row.source);
      last = row.source;
      this.#state.uses.push(row);
    }
    return { decorations: this.#decorations, exported: this.#exported };
  }

  *#sites(): Generator<Site> {
    const { references } = this.#document.sorted;
    const { source } = this.#setting;
    for (let index = 0; index < references.length; ) {
      const at = references[index];
      if (at === undefined) return;
      const symbols = [at.symbol];
      let { roles } = at;
      let next = index + 1;
      for (
        let other = references[next];
        other !== undefined && isSamePlace(at, other);
        other = references[++next]
      ) {
        if (!symbols.includes(other.symbol)) symbols.push(other.symbol);
        roles |= other.roles;
      }
      const offsets = source?.offsets(at.range);
      yield {
        at,
        symbols,
        roles,
        name: offsets === undefined ? undefined : { start: offsets[0], end: offsets[1] },
      };
      index = next;
    }
  }

  #readSite(site: Site, name: Extent, source: SourceText, sweep: ScopeSweep): void {
    const { text } = source;
    const at = startOf(site.at.range);
    const statement = this.#statementAround(name.start);
    if (statement !== undefined) {
      this.#readImport(site, statement, text.slice(name.start, name.end));
      return;
    }
    if (
      this.#setting.profile.hasOperators &&
      !isNamePart(text.charAt(name.start)) &&
      text[name.start] !== '"'
    ) {
      if (text.slice(name.start, name.end).trim() !== '') this.#add(site, sweep.innermost(at), USE.operator);
      return;
    }
    const use = this.#useAt(site, name, text);
    if (use === undefined) return;
    if (use === USE.decorator) {
      this.#readDecorator(site, name, text, sweep);
      return;
    }
    const scope = sweep.innermost(at);
    const clause = this.#clauseAround(name.start);
    if (clause !== undefined && text[name.end] !== '.') {
      this.#add(site, clause.entity, clause.use);
      for (const target of this.#targets(site, clause.use))
        if (!this.#state.isAlias(target)) this.#state.relations.addType(clause.entity, target);
      return;
    }
    if (this.#readHeritage(site, name, source, scope)) return;
    this.#add(site, scope, this.#isInType(site, scope, use) ? USE.type : use);
    if (isRaised(text, name, this.#family)) this.#add(site, scope, USE.raise);
    if (this.#family === 'javascript') this.#noteExport(site, name, text);
  }

  /** What stands in a type that is declared, or in the fields of a struct, is a type. */
  #isInType({ at }: Site, scope: number, use: Use): boolean {
    const kind = this.#state.entities.kind(scope);
    if (kind === undefined || !at.symbol.endsWith('#')) return false;
    if (use === USE.plain) return kind.subkind === 'type' || kind.subkind === 'interface';
    return use === USE.call && kind.kind === 'Class' && this.#family === 'rust';
  }

  #clauseAround(offset: number): HeritageClause | undefined {
    let clause = this.#clauses[this.#nextClause];
    while (clause !== undefined && clause.end <= offset) clause = this.#clauses[++this.#nextClause];
    return clause !== undefined && clause.start <= offset ? clause : undefined;
  }

  /** What a class takes over where no clause of its own says so: a trait's `impl`, a type that Go embeds. */
  #readHeritage(site: Site, name: Extent, source: SourceText, scope: number): boolean {
    if (!site.at.symbol.endsWith('#')) return false;
    if (this.#family === 'go') {
      if (this.#state.entities.kind(scope)?.kind !== 'Class' || !isEmbedded(source, name)) return false;
      this.#add(site, scope, USE.extends);
      return true;
    }
    const behindFor = this.#family === 'rust' ? implTarget(source.text, name) : undefined;
    if (behindFor === undefined) return false;
    const type = this.#document.sorted.references.find(({ range, symbol }) => {
      const start = source.offset(range.startLine, range.startColumn);
      return start !== undefined && start >= behindFor && symbol.endsWith('#');
    });
    const heir = type === undefined ? NONE : this.#state.entities.ofSymbol(type.symbol);
    if (heir === NONE) return false;
    this.#add(site, heir, USE.implements);
    return true;
  }

  #useAt(site: Site, name: Extent, text: string): Use | undefined {
    const first = text.charAt(name.start);
    const isQuoted = first === '"' || first === "'" || first === '`';
    if (isQuoted && site.at.symbol.endsWith('/')) return USE.import;
    const isElement = isQuoted && text[name.start - 1] === '[' && text[name.end] === ']';
    const part = isElement ? { start: name.start - 1, end: name.end + 1 } : name;
    const use = useAt(text, part, this.#family);
    const isRead = use === USE.plain || use === USE.type;
    return isRead && (site.roles & ROLE.write) !== 0
      ? (site.roles & ROLE.read) !== 0
        ? USE.update
        : USE.write
      : use;
  }

  #statementAround(offset: number): ImportStatement | undefined {
    let statement = this.#statements[this.#nextStatement];
    while (statement !== undefined && statement.end <= offset)
      statement = this.#statements[++this.#nextStatement];
    return statement !== undefined && statement.start <= offset ? statement : undefined;
  }

  #readImport(site: Site, { kind }: ImportStatement, text: string): void {
    const isModule = /^["'`]/.test(text);
    const use =
      kind === 'reexport-all' ? USE.reexportAll : kind === 'import' || isModule ? USE.import : USE.reexport;
    for (const named of this.#targets(site, USE.import)) {
      const target = this.#relative(named, site, text);
      const isOwn = this.#document.placed.some(({ entity }) => entity === target);
      if (kind === 'local' && isOwn) this.#exported.add(target);
      else this.#push(this.#document.module, target, use, site);
    }
  }

  /** A decorator runs where what it decorates is declared. */
  #readDecorator(site: Site, name: Extent, text: string, sweep: ScopeSweep): void {
    const at = startOf(site.at.range);
    const next = this.#byName.find(({ start }) => start > at)?.placed;
    const isDecorated =
      next !== undefined && next.definition.kind.kind !== 'Parameter' && next.definition.name !== undefined;
    if (isDecorated) {
      const names = this.#decorations.get(next.entity) ?? [];
      const path = /^[\w$.]+/.exec(text.slice(name.start, name.start + 200))?.[0] ?? '';
      if (!names.includes(path)) names.push(path);
      this.#decorations.set(next.entity, names);
    }
    this.#add(site, sweep.innermost(at, isDecorated ? next.entity : NONE), USE.decorator);
  }

  #noteExport(site: Site, name: Extent, text: string): void {
    const before = text.slice(Math.max(0, name.start - 40), name.start);
    if (!/\b(?:export\s+default|export\s*=|module\.exports\s*=|exports\.[\w$]+\s*=)\s*$/.test(before)) return;
    for (const target of this.#targets(site, USE.plain)) this.#exported.add(target);
  }

  #add(site: Site, scope: number, use: Use): void {
    const source = scope === NONE || use === USE.import ? this.#document.module : scope;
    // What looks like a call of a type in Go is a conversion.
    const isConversion = this.#family === 'go' && use === USE.call && site.at.symbol.endsWith('#');
    for (const target of this.#targets(site, use))
      this.#push(source, target, isConversion ? USE.type : use, site);
  }

  #push(source: number, target: number, use: Use, site: Site): void {
    if (target !== this.#document.module || use !== USE.plain) {
      this.#uses.add(source, target, use, site.at.range.startLine + 1);
    }
  }

  #targets(site: Site, use: Use): readonly number[] {
    const globals = chooseTargets(site.symbols, use, this.#ownPackage);
    const targets: number[] = [];
    for (const given of globals) {
      const symbol = this.#family === 'rust' ? this.#typeOfSelf(given, site) : given;
      if (this.#setting.profile.packagesAreNotDefined === true && symbol.endsWith('/')) continue;
      const here = this.#document.bySymbol.get(symbol);
      const target =
        this.#byStar(symbol, site) ??
        (here === undefined ? this.#elsewhere(symbol) : this.#here(here, site, symbol));
      if (target !== NONE) targets.push(target);
      else if (isLocalSymbol(symbol)) this.#state.findings.undefinedLocals++;
    }
    return targets;
  }

  /** The file that a relative import of Python means, whatever module of that name the index has. */
  #relative(target: number, site: Site, text: string): number {
    if (this.#family !== 'python' || !site.at.symbol.endsWith('/__init__:')) return target;
    const { source, path } = this.#setting;
    const line = source?.text.slice(source.lineStart(site.at.range.startLine), site.name?.end) ?? '';
    const [, dots, module = ''] = /^\s*from\s+(\.+)([\w.]*)/.exec(line) ?? [];
    if (dots === undefined) return target;
    const folders = path.split('/').slice(0, -dots.length);
    const parts = module.split('.').filter((part) => part !== '');
    const name = [...folders, ...parts, ...(text.startsWith('.') ? [] : [text])].join('/');
    return this.#state.alias({ paths: [`${name}.py`, `${name}/__init__.py`], fallback: target });
  }

  /**
   * A name that came by `import *` is given as its module, so the
   * module's own name of that spelling is meant.
   */
  #byStar(symbol: string, site: Site): number | undefined {
    if (!this.#hasStar || !symbol.endsWith('/__init__:')) return undefined;
    const text = site.name && this.#setting.source?.text.slice(site.name.start, site.name.end);
    if (text === undefined || !/^\w+$/.test(text)) return undefined;
    const module = symbol.slice(0, -'__init__:'.length);
    if (module.replace(/`?\/$/, '').endsWith(text)) return undefined;
    const symbols = ['().', '#', '.'].map((sign) => `${module}${text}${sign}`);
    return this.#state.alias({ symbols, fallback: this.#state.entities.ofSymbol(symbol) });
  }

  #typeOfSelf(symbol: string, site: Site): string {
    return typeOfSelf(symbol, this.#document.sorted.references, startOf(site.at.range));
  }

  #elsewhere(symbol: string): number {
    const { file } = this.#document.sorted;
    return symbol === file?.symbol ? this.#document.module : this.#state.entities.ofSymbol(symbol);
  }

  /**
   * Which of several definitions of a symbol is meant: the one whose span
   * the mention carries, else the nearest before.
   */
  #here(here: readonly Placed[], site: Site, symbol: string): number {
    const { enclosing } = site.at;
    if (this.#setting.profile.referencesCarrySpans === true && !isLocalSymbol(symbol)) {
      if (enclosing === undefined) return this.#state.entities.ofSymbol(symbol);
      const start = startOf(enclosing);
      const carried = here.find(({ definition }) =>
        definition.given.some((given) => startOf(given) === start),
      );
      if (carried !== undefined) return carried.entity;
    }
    const at = startOf(site.at.range);
    return (here.findLast(({ definition }) => startOf(definition.range) <= at) ?? here[0])?.entity ?? NONE;
  }

  /**
   * The mentions that belong to import statements, recognised by the order alone: at the top level, without a
   * declaration between, names and the file they come from.
   */
  #importedWithoutText(): ReadonlySet<ScipOccurrence> {
    const imported = new Set<ScipOccurrence>();
    const sweep = new ScopeSweep(this.#document.scopes);
    const starts = this.#byName.map(({ start }) => start);
    let waiting: ScipOccurrence[] = [];
    let next = 0;
    let line = -1;
    for (const site of this.#sites()) {
      const at = startOf(site.at.range);
      while ((starts[next] ?? Number.POSITIVE_INFINITY) < at) {
        next++;
        waiting = [];
      }
      if (sweep.innermost(at) !== NONE) continue;
      const isFile = site.symbols.some((symbol) => isFileSymbol(symbol));
      if (isFile) {
        for (const each of [...waiting, site.at]) imported.add(each);
        waiting = [];
        line = site.at.range.startLine;
      } else if (site.at.range.startLine === line) imported.add(site.at);
      else waiting.push(site.at);
    }
    return imported;
  }
}

function isFileSymbol(symbol: string): boolean {
  return /`[^`]*\.\w+`\/$|\/__init__:$|\/$/.test(symbol);
}

function isSamePlace(a: ScipOccurrence, b: ScipOccurrence): boolean {
  return (
    a.range.startLine === b.range.startLine &&
    a.range.startColumn === b.range.startColumn &&
    a.range.endColumn === b.range.endColumn
  );
}

function useOfRoles(roles: number): Use {
  if ((roles & ROLE.import) !== 0) return USE.import;
  if ((roles & ROLE.write) === 0) return USE.unknown;
  return (roles & ROLE.read) !== 0 ? USE.update : USE.write;
}
