import type { SerializableNode, SerializableSpan } from '../../graph/index.ts';
import { decorationsOf } from './decorations.ts';
import { type Definition, type SortedDocument, sortDocument } from './definitions.ts';
import { NONE } from './entities.ts';
import { type Exposure, exposureOf, isGenerated, publicNames } from './facts.ts';
import { boundedId } from './ids.ts';
import { isTypeAlone, MODULE, type NodeKind } from './kinds.ts';
import type { ScipDocument, ScipRange } from './messages.ts';
import type { Placed, PlacedDocument } from './placed.ts';
import { type Found, readReferences } from './references.ts';
import { implAround } from './rust-impls.ts';
import { ScopeSweep, startOf } from './scopes.ts';
import type { DocumentSetting, IndexState } from './state.ts';
import { parentSymbol, withoutVersion } from './symbol-name.ts';

/** Takes a document into the state, and gives the nodes that it declares. */
export function readDocument(
  state: IndexState,
  document: ScipDocument,
  setting: DocumentSetting,
): SerializableNode[] {
  return new DocumentGraph(state, setting).read(document);
}

class DocumentGraph {
  readonly #state: IndexState;
  readonly #setting: DocumentSetting;
  readonly #ids = new Set<string>();
  /** How many ids begin with a text, so that the next one is found at once. */
  readonly #namesakes = new Map<string, number>();
  #publicNames: ReadonlySet<string> | null | undefined;

  constructor(state: IndexState, setting: DocumentSetting) {
    this.#state = state;
    this.#setting = setting;
  }

  read(document: ScipDocument): SerializableNode[] {
    const sorted = sortDocument(document, this.#setting);
    this.#state.findings.guessed += sorted.guessed;
    const module = this.#module(sorted);
    const placed = sorted.definitions.map((definition) => this.#number(definition));
    const bySymbol = new Map<string, Placed[]>();
    for (const each of placed) {
      const known = bySymbol.get(each.definition.symbol);
      if (known === undefined) bySymbol.set(each.definition.symbol, [each]);
      else known.push(each);
    }
    const scopes = placed.flatMap(({ definition, entity }) =>
      definition.bodies.map((body) => ({ ...body, entity })),
    );
    const whole: PlacedDocument = { module, sorted, placed, scopes, bySymbol };
    this.#findParents(whole);
    this.#identify(whole);
    this.#relate(whole);
    const found = readReferences(this.#state, this.#setting, whole);
    const attributes = this.#moduleAttributes();
    const nodes: SerializableNode[] = [this.#moduleNode(module, attributes)];
    for (const each of placed) if (each.isOwn) nodes.push(this.#node(each, whole, found, attributes));
    return nodes;
  }

  /** The file itself, under its own symbol if that is its alone. */
  #module({ file }: SortedDocument): number {
    const { entities, files, modulesByPath } = this.#state;
    const { profile, path } = this.#setting;
    const symbol = file?.symbol ?? '';
    const isShared = profile.isOfItsFile?.(symbol, path) ?? false;
    const known = file === undefined || isShared ? NONE : entities.ofSymbol(symbol);
    const module = known === NONE || entities.isDefined(known) ? entities.add() : known;
    const name = entities.name(module);
    const id = module === known && name !== undefined ? withoutVersion(symbol, name) : path;
    entities.define(module, boundedId(id), MODULE);
    files.add(module);
    modulesByPath.set(path, module);
    this.#ids.add(id);
    return module;
  }

  /** A number for a definition; its id follows once parents are known. */
  #number(definition: Definition): Placed {
    const { entities } = this.#state;
    const { profile, path } = this.#setting;
    const { symbol, name } = definition;
    if (name === undefined) return { definition, entity: entities.add(), isOwn: true, parent: NONE };
    const shared = entities.ofSymbol(symbol);
    const isDefined = entities.isDefined(shared);
    if (isDefined && (profile.definitions === 'together' || this.#isPackage(definition))) {
      return { definition, entity: shared, isOwn: false, parent: NONE };
    }
    const base = withoutVersion(symbol, name);
    if (!isDefined && profile.isOfItsFile?.(symbol, path) !== true) {
      this.#define(shared, base, definition.kind);
      return { definition, entity: shared, isOwn: true, parent: NONE };
    }
    const entity = entities.add();
    entities.addAlternative(shared, entity);
    this.#define(entity, `${base}@${path}`, definition.kind);
    return { definition, entity, isOwn: true, parent: NONE };
  }

  /** A package that several files say to be in. */
  #isPackage({ name }: Definition): boolean {
    return this.#setting.profile.fileSymbol === 'none' && name?.descriptors.at(-1)?.kind === 'namespace';
  }

  #define(entity: number, wanted: string, kind: NodeKind): void {
    const base = boundedId(wanted);
    let count = this.#namesakes.get(base) ?? 0;
    let id = count === 0 ? base : `${base}+${count}`;
    while (this.#ids.has(id)) id = `${base}+${++count}`;
    this.#namesakes.set(base, count + 1);
    this.#ids.add(id);
    this.#state.entities.define(entity, id, kind);
  }

  #findParents({ module, sorted, placed, scopes, bySymbol }: PlacedDocument): void {
    const sweep = new ScopeSweep(scopes);
    const byName = placed.toSorted((a, b) => startOf(a.definition.range) - startOf(b.definition.range));
    for (const each of byName) {
      const around = sweep.innermost(startOf(each.definition.range), each.entity);
      const declared = this.#declaredParent(each.definition, bySymbol) ?? this.#implParent(each, sorted);
      each.parent = declared ?? (around === NONE ? module : around);
    }
    const byEntity = new Map(placed.map((each) => [each.entity, each]));
    for (const each of placed) if (isOwnAncestor(each, byEntity)) each.parent = module;
  }

  /**
   * A member of an `impl` block belongs to the type it is for; it
   * stands in for the trait's member of its name.
   */
  #implParent({ definition, entity }: Placed, { references }: SortedDocument): number | undefined {
    const impl = implAround(definition, references);
    if (impl?.type === undefined) return undefined;
    const { entities, relations } = this.#state;
    const type = entities.ofSymbol(impl.type);
    if (impl.trait !== undefined) {
      const member = definition.symbol.slice(definition.name?.descriptors.at(-1)?.start);
      relations.addType(type, entities.ofSymbol(impl.trait));
      const to = entities.ofSymbol(`${impl.trait}${member}`);
      relations.members.push({ from: entity, to, isStructural: false });
    }
    return type;
  }

  /**
   * What the symbol itself says to contain it; `undefined` where that
   * is the file, or the place has to decide.
   */
  #declaredParent(
    { symbol, name, info }: Definition,
    bySymbol: ReadonlyMap<string, readonly Placed[]>,
  ): number | undefined {
    const parent = name === undefined ? info?.enclosingSymbol : parentSymbol(symbol, name);
    if (parent === undefined || parent === '' || name?.descriptors.at(-1)?.kind === 'meta') return undefined;
    const here = bySymbol.get(parent);
    if (here?.length === 1) {
      const [only] = here;
      return only === undefined || this.#isPackage(only.definition) ? undefined : only.entity;
    }
    const isMember = here === undefined && name?.descriptors.at(-2)?.kind === 'type';
    return isMember ? this.#state.entities.ofSymbol(parent) : undefined;
  }

  /** Locals are called by what contains them, for their numbers change with every edit. */
  #identify({ module, placed }: PlacedDocument): void {
    const { entities } = this.#state;
    const byEntity = new Map(placed.map((each) => [each.entity, each]));
    const identify = (each: Placed): void => {
      if (entities.isDefined(each.entity)) return;
      const parent = byEntity.get(each.parent);
      // A local that is its own ancestor, in an index that says so, hangs under the file.
      entities.define(each.entity, '', each.definition.kind);
      if (parent !== undefined) identify(parent);
      const outer = entities.id(each.parent) || entities.id(module);
      this.#define(each.entity, `${outer}~${each.definition.label}`, each.definition.kind);
    };
    for (const each of placed) identify(each);
  }

  #relate({ placed }: PlacedDocument): void {
    const { entities, relations } = this.#state;
    const isStructural = this.#setting.profile.isStructural === true;
    for (const { definition, entity } of placed) {
      for (const { symbol, isImplementation } of definition.info?.relationships ?? []) {
        const to = isImplementation ? entities.ofSymbol(symbol) : NONE;
        if (to === NONE || to === entity) continue;
        if (definition.kind.kind !== 'Class') relations.members.push({ from: entity, to, isStructural });
        else {
          relations.addType(entity, to);
          if (isStructural) relations.structural.add(entity);
        }
      }
    }
  }

  #moduleAttributes(): Record<string, string> {
    const { language, source } = this.#setting;
    const isMade = source !== undefined && isGenerated(source.text);
    return { language, ...(isMade && { generated: 'true' }) };
  }

  #moduleNode(module: number, attributes: Readonly<Record<string, string>>): SerializableNode {
    const { path, source } = this.#setting;
    return {
      id: this.#state.entities.id(module) ?? path,
      name: path.slice(path.lastIndexOf('/') + 1),
      kind: MODULE.kind,
      file: path,
      span: source?.span(0, source.text.length) ?? EMPTY_SPAN,
      attributes: { ...attributes },
    };
  }

  #node(
    placed: Placed,
    document: PlacedDocument,
    found: Found,
    common: Readonly<Record<string, string>>,
  ): SerializableNode {
    const { entities } = this.#state;
    const { definition, entity, parent } = placed;
    const { kind, label, declarations, name } = definition;
    const outer = entities.kind(parent)?.kind;
    const isNested = kind.subkind === 'function' && (outer === 'Function' || outer === 'Method');
    const attributes: Record<string, string> = { subkind: isNested ? 'local-fn' : kind.subkind };
    const parentId = entities.id(parent);
    if (parentId !== undefined && !this.#isPackage(definition)) attributes.parent = parentId;
    Object.assign(attributes, common);
    if (declarations > 1) attributes.declarations = String(declarations);
    // Two of three nodes are parameters and locals, of which nothing more can be said.
    if (name !== undefined && kind.kind !== 'Parameter') this.#addFacts(attributes, placed, document, found);
    return {
      id: entities.id(entity) ?? '',
      name: label,
      kind: kind.kind,
      file: this.#setting.path,
      span: this.#span(definition.whole),
      attributes,
    };
  }

  /** Who may use a declaration, and what is said of it. */
  #addFacts(
    attributes: Record<string, string>,
    { definition, entity, parent }: Placed,
    { module }: PlacedDocument,
    found: Found,
  ): void {
    const { language } = this.#setting;
    const { kind, label, info } = definition;
    const head = this.#head(definition);
    const outer = this.#state.entities.kind(parent)?.kind;
    const isTopLevel = (parent === module || outer === 'Module') && !isObjectMember(definition);
    if (!this.#isPackage(definition) && !isOfTrait(definition)) {
      const signature = info?.signature ?? '';
      const isMember = outer === 'Class';
      Object.assign(
        attributes,
        exposureOf({ kind, name: label, language, signature, head, isTopLevel, isMember }),
      );
    }
    if (isTopLevel && language === 'python') Object.assign(attributes, this.#listed(label));
    if (found.exported.has(entity)) attributes.exported = 'true';
    const decorations = decorationsOf(definition, found.decorations.get(entity), head, language);
    if (decorations.length > 0) attributes.decorators = decorations.join(',');
    if (decorations.includes('test')) attributes.test = 'true';
    if (isTypeAlone(kind) && language === 'typescript') attributes['type-only'] = 'true';
  }

  /** Where a Python module lists its public names, nothing else is public. */
  #listed(name: string): Exposure {
    const { source } = this.#setting;
    this.#publicNames ??= source === undefined ? null : publicNames(source.text);
    if (this.#publicNames === null) return {};
    return { exported: this.#publicNames.has(name) ? 'true' : 'false' };
  }

  /** The words of a declaration before its name. */
  #head({ range, given }: Definition): string | undefined {
    const { source } = this.#setting;
    const name = source?.offset(range.startLine, range.startColumn);
    if (source === undefined || name === undefined) return undefined;
    const starts = given.map((whole) => source.offset(whole.startLine, whole.startColumn) ?? name);
    const start = Math.min(source.lineStart(range.startLine), ...starts.filter((each) => each <= name));
    const head = source.text.slice(Math.max(start, name - 2_000), name);
    if (this.#setting.language === 'rust' && starts.every((each) => each >= name)) return '';
    // What stands before on the same line, but ends there, is not its own.
    return starts.some((each) => each < name)
      ? head
      : head.slice(Math.max(head.lastIndexOf(';'), head.lastIndexOf('}')) + 1);
  }

  #span(range: ScipRange): SerializableSpan {
    const offsets = this.#setting.source?.offsets(range);
    if (offsets !== undefined) return this.#setting.source?.span(...offsets) ?? EMPTY_SPAN;
    return {
      startByte: 0,
      endByte: 0,
      startLine: range.startLine + 1,
      endLine: range.endLine + 1,
      startColumn: range.startColumn,
      endColumn: range.endColumn,
    };
  }
}

/** Whether the parents of a definition lead back to it, as guessed extents may make them. */
function isOwnAncestor({ entity, parent }: Placed, byEntity: ReadonlyMap<number, Placed>): boolean {
  const seen = new Set<number>();
  let outer: number | undefined = parent;
  while (outer !== undefined && !seen.has(outer)) {
    if (outer === entity) return true;
    seen.add(outer);
    outer = byEntity.get(outer)?.parent;
  }
  return false;
}

function isObjectMember({ name }: Definition): boolean {
  return name?.descriptors.at(-1)?.kind === 'meta';
}

/** A method of a trait's `impl` is as visible as the trait. */
function isOfTrait({ name }: Definition): boolean {
  return (
    name?.descriptors.at(-2)?.kind === 'type-parameter' && name.descriptors.at(-3)?.kind === 'type-parameter'
  );
}

const EMPTY_SPAN: SerializableSpan = {
  startByte: 0,
  endByte: 0,
  startLine: 0,
  endLine: 0,
  startColumn: 0,
  endColumn: 0,
};
