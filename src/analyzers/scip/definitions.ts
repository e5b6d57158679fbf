import { declarationExtent, type Extent, functionValue } from './extents.ts';
import { isCallable, kindOfDescriptor, kindOfNumber, LOCAL, LOCAL_FUNCTION, type NodeKind } from './kinds.ts';
import { type Family, familyOf } from './lexical.ts';
import { ROLE, type ScipDocument, type ScipOccurrence, type ScipRange, type ScipSymbol } from './messages.ts';
import { endOf, position, type Scope, startOf } from './scopes.ts';
import type { DocumentSetting } from './state.ts';
import { isLocalSymbol, parseSymbol, type SymbolName } from './symbol-name.ts';

/** One declared thing of a document, with all its declarations in it. */
export interface Definition {
  readonly symbol: string;
  /** `undefined` for a local. */
  readonly name: SymbolName | undefined;
  readonly info: ScipSymbol | undefined;
  readonly kind: NodeKind;
  /** What the node is called. */
  readonly label: string;
  /** The name, where it is first declared. */
  readonly range: ScipRange;
  /** The names of all its declarations, the first included. */
  readonly names: readonly ScipRange[];
  /** The widest of its declarations; the name alone where nothing more is known. */
  readonly whole: ScipRange;
  readonly declarations: number;
  /** Where its code stands: nothing for what holds none. */
  readonly bodies: readonly Omit<Scope, 'entity'>[];
  /** The spans that the indexer gave. */
  readonly given: readonly ScipRange[];
}

/**
 * The definitions of a document in the order of the text, outer ones first, and the rest of its occurrences.
 */
export interface SortedDocument {
  readonly file: ScipOccurrence | undefined;
  readonly definitions: readonly Definition[];
  /** In the order of the text. */
  readonly references: readonly ScipOccurrence[];
  /** Callables and types whose span was guessed from text or order. */
  readonly guessed: number;
}

/** Sorts what a document holds into definitions and the rest, in the order of the text. */
export function sortDocument(document: ScipDocument, setting: DocumentSetting): SortedDocument {
  return new DefinitionReader(document, setting).read();
}

/** The first symbol that stands at the very beginning as a module: the file itself. */
function fileOccurrence(
  { occurrences }: ScipDocument,
  { profile }: DocumentSetting,
): ScipOccurrence | undefined {
  if (profile.fileSymbol === 'none') return undefined;
  return occurrences.find(({ range, roles, symbol }) => {
    if ((roles & ROLE.definition) === 0 || range.startLine > 0 || range.startColumn > 0) return false;
    const last = parseSymbol(symbol)?.descriptors.at(-1);
    return last?.kind === 'namespace' || (last?.kind === 'meta' && last.name === '__init__');
  });
}

class DefinitionReader {
  readonly #setting: DocumentSetting;
  readonly #document: ScipDocument;
  readonly #family: Family;
  readonly #infos = new Map<string, ScipSymbol>();
  readonly #names = new Map<string, SymbolName>();
  #guessed = 0;

  constructor(document: ScipDocument, setting: DocumentSetting) {
    this.#document = document;
    this.#setting = setting;
    this.#family = familyOf(setting.language);
    for (const info of document.symbols) {
      if (!this.#infos.has(info.symbol)) this.#infos.set(info.symbol, info);
    }
  }

  read(): SortedDocument {
    const file = fileOccurrence(this.#document, this.#setting);
    const sites: ScipOccurrence[] = [];
    const references: ScipOccurrence[] = [];
    for (const occurrence of this.#document.occurrences) {
      if (occurrence.symbol === file?.symbol && (occurrence.roles & ROLE.definition) !== 0) continue;
      if (this.#isDefinition(occurrence)) sites.push(occurrence);
      else references.push(occurrence);
    }
    const groups = this.#groups(sites, references);
    const classNames = new Set<number>();
    for (const [first] of groups) {
      if (first?.symbol.endsWith('#')) classNames.add(startOf(first.range));
    }
    const definitions = groups.flatMap((group) => this.#definition(group, classNames) ?? []);
    return {
      file,
      definitions: this.#closedByOrder(definitions).toSorted(
        (a, b) => startOf(a.whole) - startOf(b.whole) || endOf(b.whole) - endOf(a.whole),
      ),
      references: references.sort((a, b) => startOf(a.range) - startOf(b.range)),
      guessed: this.#guessed,
    };
  }

  #isDefinition({ roles, symbol, range }: ScipOccurrence): boolean {
    if ((roles & ROLE.definition) !== 0) {
      if ((roles & ROLE.import) !== 0) return false;
      return !isLocalSymbol(symbol) || this.#isPlainName(range);
    }
    return this.#setting.profile.redefinitionsAreReferences === true && this.#isBehindKeyword(symbol, range);
  }

  /** Some indexers make locals of what is no name, such as `self.x` or a key. */
  #isPlainName(range: ScipRange): boolean {
    const text = this.#textOf(range);
    return text === undefined || /^[\p{L}\p{N}_$#]+$/u.test(text);
  }

  #isBehindKeyword(symbol: string, range: ScipRange): boolean {
    const { source } = this.#setting;
    const start = symbol.endsWith(').') ? source?.offset(range.startLine, range.startColumn) : undefined;
    if (source === undefined || start === undefined) return false;
    return /\bdef[ \t]+$/.test(source.text.slice(Math.max(0, start - 20), start));
  }

  #textOf(range: ScipRange): string | undefined {
    const { source } = this.#setting;
    const offsets = source?.offsets(range);
    return offsets === undefined ? undefined : source?.text.slice(...offsets);
  }

  /**
   * The sites of one thing together; what is declared again without
   * being one thing is a mention of the first.
   */
  #groups(sites: readonly ScipOccurrence[], references: ScipOccurrence[]): ScipOccurrence[][] {
    const bySymbol = new Map<string, ScipOccurrence[]>();
    const groups: ScipOccurrence[][] = [];
    for (const site of [...sites].sort((a, b) => startOf(a.range) - startOf(b.range))) {
      const known = bySymbol.get(site.symbol);
      if (known === undefined) {
        const group = [site];
        bySymbol.set(site.symbol, group);
        groups.push(group);
      } else if (known.some(({ range }) => startOf(range) === startOf(site.range))) {
        // The same once more.
      } else if (this.#setting.profile.definitions === 'apart' && !isLocalSymbol(site.symbol)) {
        groups.push([site]);
      } else if (this.#kindOf(site).kind === 'Variable') {
        references.push({ ...site, roles: site.roles | ROLE.write });
      } else known.push(site);
    }
    return groups;
  }

  #nameOf(symbol: string): SymbolName | undefined {
    const known = this.#names.get(symbol);
    if (known !== undefined) return known;
    const name = parseSymbol(symbol);
    if (name !== undefined) this.#names.set(symbol, name);
    return name;
  }

  #kindOf({ symbol }: ScipOccurrence): NodeKind {
    const { profile } = this.#setting;
    const info = this.#infos.get(symbol);
    const name = this.#nameOf(symbol);
    const known = info === undefined ? undefined : (profile.kindOf?.(info, name) ?? kindOfNumber(info.kind));
    if (name !== undefined) return known === undefined ? kindOfDescriptor(name) : accessorOr(known, name);
    if (known === undefined || known.subkind === 'variable') return LOCAL;
    return known.kind === 'Function' ? LOCAL_FUNCTION : known;
  }

  #definition(group: readonly ScipOccurrence[], classNames: ReadonlySet<number>): Definition | undefined {
    const [first] = group;
    if (first === undefined) return undefined;
    const name = this.#nameOf(first.symbol);
    const info = this.#infos.get(first.symbol);
    let kind = this.#kindOf(first);
    const bodies: { start: number; end: number }[] = [];
    let whole = first.range;
    for (const site of group) {
      const found = this.#extentOf(site, kind, classNames);
      if (found === undefined) continue;
      kind = found.kind;
      if (found.body !== undefined) bodies.push({ start: startOf(found.body), end: endOf(found.body) });
      if (lengthOf(found.whole) > lengthOf(whole)) whole = found.whole;
    }
    // A name that stands for a function declared elsewhere.
    const isBinding = kind === LOCAL_FUNCTION && bodies.length === 0 && this.#setting.source !== undefined;
    if (isBinding) kind = LOCAL;
    return {
      symbol: first.symbol,
      name,
      info,
      kind,
      label: this.#labelOf(first, name, info),
      range: first.range,
      names: group.map(({ range }) => range),
      whole,
      declarations: kind.kind === 'Parameter' ? 1 : group.length,
      bodies,
      given: group.flatMap(({ enclosing }) => enclosing ?? []),
    };
  }

  /** How far a declaration reaches, what it is once its value is seen, and where its code stands. */
  #extentOf(site: ScipOccurrence, kind: NodeKind, classNames: ReadonlySet<number>): Reach | undefined {
    const isNamespace = kind.kind === 'Module' && this.#setting.profile.fileSymbol === 'own';
    const holdsCode = isCallable(kind) || kind.kind === 'Class' || isNamespace;
    const value = kind.kind === 'Variable' ? this.#functionValue(site, kind) : undefined;
    if (value !== undefined) return value;
    const whole = site.enclosing === undefined ? undefined : around(site.range, site.enclosing);
    if (whole !== undefined) return { kind, whole, body: holdsCode ? site.enclosing : undefined };
    if (!holdsCode) return undefined;
    // An implicit constructor stands where its class does.
    if (kind.kind !== 'Class' && classNames.has(startOf(site.range))) return undefined;
    const guessed = this.#guess(site.range);
    return guessed === undefined ? undefined : { kind, whole: guessed, body: guessed };
  }

  /** A variable or property whose value is a function is that function. */
  #functionValue(site: ScipOccurrence, kind: NodeKind): Reach | undefined {
    const { source, profile } = this.#setting;
    const offsets = source?.offsets(site.range);
    const head = source?.text.slice(source.lineStart(site.range.startLine), offsets?.[0]) ?? '';
    if (profile.valuesHaveSpans === true && site.enclosing !== undefined) {
      const whole = around(site.range, site.enclosing);
      return { kind: functionKind(kind, this.#nameOf(site.symbol), head), whole, body: whole };
    }
    if (source === undefined || offsets === undefined) return undefined;
    const isMember = this.#nameOf(site.symbol)?.descriptors.at(-1)?.kind === 'meta';
    const extent = { start: offsets[0], end: offsets[1] };
    const value = functionValue(source.text, extent, this.#family, isMember);
    if (value === undefined) return undefined;
    const whole = this.#rangeOf(value);
    return { kind: functionKind(kind, this.#nameOf(site.symbol), head), whole, body: whole };
  }

  #guess(range: ScipRange): ScipRange | undefined {
    const { source } = this.#setting;
    const offsets = source?.offsets(range);
    if (source === undefined || offsets === undefined) return undefined;
    const extent = declarationExtent(source.text, { start: offsets[0], end: offsets[1] }, this.#family);
    if (extent === undefined) return undefined;
    this.#guessed++;
    return this.#rangeOf(extent);
  }

  #rangeOf({ start, end }: Extent): ScipRange {
    const { source } = this.#setting;
    const startLine = source?.lineOf(start) ?? 0;
    const endLine = source?.lineOf(end) ?? 0;
    return {
      startLine,
      startColumn: start - (source?.lineStart(startLine) ?? 0),
      endLine,
      endColumn: end - (source?.lineStart(endLine) ?? 0),
    };
  }

  #labelOf(site: ScipOccurrence, name: SymbolName | undefined, info: ScipSymbol | undefined): string {
    const own = name?.descriptors.at(-1);
    if (own !== undefined && own.kind !== 'meta')
      return own.name.replace(/^<constructor>$/, 'constructor').replace(/^<[gs]et>/, '');
    const text = this.#textOf(site.range);
    if (text !== undefined && text !== '') return text;
    const hover =
      /^```\w*\n(?:\([\w ]+\) )?(?:(?:var|let|const|function|class|interface|type|enum|namespace|get|set) )?([^\s:(<?=]+)/;
    return info?.displayName || own?.name || hover.exec(info?.documentation ?? '')?.[1] || site.symbol;
  }

  /** Without text and spans a declaration is taken to reach up to the next one beside it. */
  #closedByOrder(definitions: readonly Definition[]): readonly Definition[] {
    if (this.#setting.source !== undefined) return definitions;
    const holders = definitions
      .filter(({ kind, name }) => name !== undefined && (isCallable(kind) || kind.kind === 'Class'))
      .sort((a, b) => startOf(a.range) - startOf(b.range) || a.symbol.length - b.symbol.length);
    const bodies = new Map<Definition, Omit<Scope, 'entity'>>();
    for (const [index, holder] of holders.entries()) {
      const before = holders[index - 1];
      // An implicit constructor stands where its class does, and holds nothing.
      const isImplicit = before !== undefined && startOf(before.range) === startOf(holder.range);
      if (holder.bodies.length === 0 && !isImplicit) bodies.set(holder, bodyByOrder(holders, index));
    }
    this.#guessed += bodies.size;
    return definitions.map((definition) => {
      const body = bodies.get(definition);
      return body === undefined ? definition : { ...definition, bodies: [body] };
    });
  }
}

/**
 * From the line of a declaration, or its name where the line has another, up to the next that is not in it.
 */
function bodyByOrder(holders: readonly Definition[], index: number): Omit<Scope, 'entity'> {
  const holder = holders[index];
  if (holder === undefined) return { start: 0, end: 0 };
  const { startLine } = holder.range;
  const next = holders.find(({ symbol }, at) => at > index && !symbol.startsWith(holder.symbol));
  const isFirstOfLine = holders[index - 1]?.range.startLine !== startLine;
  const start = isFirstOfLine ? position(startLine, 0) : startOf(holder.range);
  if (next === undefined) return { start, end: Number.MAX_SAFE_INTEGER };
  const isSameLine = next.range.startLine === startLine;
  return { start, end: isSameLine ? startOf(next.range) : position(next.range.startLine, 0) };
}

/** A method that is called a property is got by its name. */
function accessorOr(kind: NodeKind, { descriptors }: SymbolName): NodeKind {
  const isAccessor = kind.kind === 'Variable' && descriptors.at(-1)?.kind === 'method';
  return isAccessor ? { kind: 'Method', subkind: 'getter' } : kind;
}

interface Reach {
  readonly kind: NodeKind;
  readonly whole: ScipRange;
  readonly body: ScipRange | undefined;
}

function functionKind({ subkind }: NodeKind, name: SymbolName | undefined, head: string): NodeKind {
  const isMember = name?.descriptors.at(-2)?.kind === 'type';
  if (subkind === 'property') return { kind: isMember ? 'Method' : 'Function', subkind: 'property-fn' };
  if (subkind === 'local') return LOCAL_FUNCTION;
  return { kind: 'Function', subkind: /\b(?:let|var)\b/.test(head) ? 'variable-fn' : 'const-function' };
}

function around(a: ScipRange, b: ScipRange): ScipRange {
  const first = startOf(a) <= startOf(b) ? a : b;
  const last = endOf(a) >= endOf(b) ? a : b;
  return {
    startLine: first.startLine,
    startColumn: first.startColumn,
    endLine: last.endLine,
    endColumn: last.endColumn,
  };
}

function lengthOf(range: ScipRange): number {
  return endOf(range) - startOf(range);
}
