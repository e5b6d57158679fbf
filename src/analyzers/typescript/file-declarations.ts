import type ts from 'typescript';
import { assignmentDeclared } from './assignments.ts';
import { type Declared, declaredBy, symbolOf } from './declared.ts';
import { declaredName, idPart } from './names.ts';
import type { TypeScript } from './typescript.ts';

/** One node of the graph: a symbol as far as one file declares it. */
export interface DeclaredSymbol extends Declared {
  readonly id: string;
  /** The symbol it is declared in; the module has none. */
  readonly parent: DeclaredSymbol | undefined;
  readonly isLocal: boolean;
  /**
   * Every declaration of it in this file, in source order: overloads,
   * merged interfaces, a namespace beside its class.
   */
  readonly declarations: ts.Node[];
}

/**
 * What shares a name shares a node only within its meaning: a type
 * beside a value of its name is one of its own.
 */
type Meaning = 'value' | 'type' | 'set';

/**
 * The symbols that one file declares, by walking over it once. Ids are made of the names on the way from the
 * module, so they do not depend on positions; equal names in one place are counted in source order.
 */
export class FileDeclarations {
  readonly symbols: DeclaredSymbol[] = [];
  readonly module: DeclaredSymbol;
  readonly #compiler: TypeScript;
  readonly #checker: ts.TypeChecker;
  readonly #bySymbol = new Map<ts.Symbol, Map<Meaning, DeclaredSymbol>>();
  readonly #byNode = new Map<ts.Node, DeclaredSymbol>();
  /** The property that a constructor's parameter declares beside itself. */
  readonly #parameterProperties = new Map<ts.Node, DeclaredSymbol>();
  readonly #ids = new Set<string>();
  readonly #isScript: boolean;

  constructor(compiler: TypeScript, checker: ts.TypeChecker, source: ts.SourceFile, file: string) {
    this.#compiler = compiler;
    this.#checker = checker;
    this.#isScript = (source.flags & compiler.NodeFlags.JavaScriptFile) !== 0;
    const name = file.slice(file.lastIndexOf('/') + 1);
    this.module = {
      id: file,
      name,
      kind: 'Module',
      subkind: '',
      parent: undefined,
      isLocal: false,
      declarations: [source],
    };
    this.#keep(this.module, source);
    this.#declareChildren(source, this.module, false);
  }

  /** The symbol that a node declares, or whose value it is. */
  of(node: ts.Node): DeclaredSymbol | undefined {
    return this.#byNode.get(node);
  }

  /** The class's property that a constructor's parameter declares as well. */
  propertyOf(parameter: ts.Node): DeclaredSymbol | undefined {
    return this.#parameterProperties.get(parameter);
  }

  #declareChildren(node: ts.Node, parent: DeclaredSymbol, isLocal: boolean): void {
    this.#compiler.forEachChild(node, (child) => this.#visit(child, parent, isLocal));
  }

  #visit(node: ts.Node, parent: DeclaredSymbol, isLocal: boolean): void {
    const compiler = this.#compiler;
    // The value of a named declaration has been declared with it already.
    if (this.#byNode.has(node)) {
      const own = this.#byNode.get(node) ?? parent;
      this.#declareChildren(node, own, isLocal || compiler.isFunctionLike(node));
      return;
    }
    const isScope = compiler.isFunctionLike(node) || isInnerBlock(compiler, node);
    const assigned = assignmentDeclared(compiler, node, this.#isScript);
    if (assigned !== undefined) {
      const owner = this.#ownerOf(assigned.owner, parent);
      if (owner !== undefined) {
        const symbol = this.#add(node, assigned.declared, owner, false);
        // Some assignments declare by their left side, some as a whole.
        this.#byNode.set(assigned.left, symbol);
        this.#declareChildren(node, symbol, isLocal);
        return;
      }
    }
    const declared = declaredBy(compiler, node, { isLocal: this.#isLocalThere(node, isLocal) });
    if (declared === undefined) {
      this.#declareChildren(node, parent, isLocal || isScope);
      return;
    }
    const symbol = this.#add(node, declared, parent, this.#isLocalThere(node, isLocal));
    this.#declareParameterProperty(node, parent);
    const isFunction = compiler.isFunctionLike(node);
    this.#declareChildren(node, symbol, isLocal || isFunction);
  }

  /** Members belong to their class or object, wherever that stands. */
  #isLocalThere(node: ts.Node, isLocal: boolean): boolean {
    return isLocal && !isMember(this.#compiler, node);
  }

  #add(node: ts.Node, declared: Declared, parent: DeclaredSymbol, isLocal: boolean): DeclaredSymbol {
    const binderSymbol = symbolOf(node);
    const meaning = this.#meaningOf(node, declared, binderSymbol);
    const known = binderSymbol && this.#bySymbol.get(binderSymbol)?.get(meaning);
    if (known !== undefined && !isAnonymous(binderSymbol)) {
      known.declarations.push(node);
      this.#byNode.set(node, known);
      if (declared.value !== undefined) this.#byNode.set(declared.value, known);
      return known;
    }
    const hasValueBeside = binderSymbol !== undefined && meaning === 'type' && this.#hasValue(binderSymbol);
    const mark = hasValueBeside ? '~type' : meaning === 'set' ? '=' : '';
    const separator = parent === this.module ? '#' : '.';
    const id = this.#freeId(`${parent.id}${separator}${idPart(declared.name)}${mark}`);
    const symbol: DeclaredSymbol = { ...declared, id, parent, isLocal, declarations: [node] };
    this.#keep(symbol, node);
    if (declared.value !== undefined) this.#byNode.set(declared.value, symbol);
    if (binderSymbol !== undefined) {
      const ofSymbol = this.#bySymbol.get(binderSymbol) ?? new Map<Meaning, DeclaredSymbol>();
      this.#bySymbol.set(binderSymbol, ofSymbol.set(meaning, symbol));
    }
    return symbol;
  }

  #keep(symbol: DeclaredSymbol, node: ts.Node): void {
    this.#ids.add(symbol.id);
    this.symbols.push(symbol);
    this.#byNode.set(node, symbol);
  }

  #freeId(wanted: string): string {
    let id = wanted;
    for (let count = 2; this.#ids.has(id); count++) id = `${wanted}~${count}`;
    return id;
  }

  #meaningOf(node: ts.Node, declared: Declared, symbol: ts.Symbol | undefined): Meaning {
    const { SymbolFlags } = this.#compiler;
    if (declared.subkind === 'setter') return 'set';
    const flags = symbol?.flags ?? 0;
    if (declared.subkind === 'interface' || declared.subkind === 'type')
      return (flags & (SymbolFlags.Class | SymbolFlags.Enum)) !== 0 ? 'value' : 'type';
    if (this.#compiler.isModuleDeclaration(node) && !this.#hasValue(symbol)) {
      return (flags & (SymbolFlags.Interface | SymbolFlags.TypeAlias)) !== 0 ? 'type' : 'value';
    }
    return 'value';
  }

  /** Whether the symbol is a value by more than a namespace. */
  #hasValue(symbol: ts.Symbol | undefined): boolean {
    const { Class, Function: Fn, Enum, Variable } = this.#compiler.SymbolFlags;
    return ((symbol?.flags ?? 0) & (Class | Fn | Enum | Variable)) !== 0;
  }

  #declareParameterProperty(node: ts.Node, parent: DeclaredSymbol): void {
    const compiler = this.#compiler;
    if (!compiler.isParameter(node) || parent.parent === undefined) return;
    if (!compiler.isParameterPropertyDeclaration(node, node.parent)) return;
    const name = declaredName(compiler, node.name);
    if (name === undefined) return;
    const id = this.#freeId(`${parent.parent.id}.${idPart(name)}`);
    const property: DeclaredSymbol = {
      id,
      name,
      kind: 'Variable',
      subkind: 'property',
      parent: parent.parent,
      isLocal: false,
      declarations: [node],
    };
    this.#ids.add(id);
    this.symbols.push(property);
    this.#parameterProperties.set(node, property);
  }

  /** The symbol that `Owner.member = …` or `this.member = …` adds a member to. */
  #ownerOf(owner: ts.Node | 'module', around: DeclaredSymbol): DeclaredSymbol | undefined {
    if (owner === 'module') return this.module;
    if (owner.kind === this.#compiler.SyntaxKind.ThisKeyword) {
      return around.kind === 'Method' && around.parent?.kind === 'Class' ? around.parent : around;
    }
    const declaration = this.#checker.getSymbolAtLocation(owner)?.valueDeclaration;
    return declaration === undefined ? undefined : this.#byNode.get(declaration);
  }
}

function isAnonymous(symbol: ts.Symbol | undefined): boolean {
  return symbol === undefined || symbol.name === '__class' || symbol.name === '__function';
}

function isMember(compiler: TypeScript, node: ts.Node): boolean {
  return (
    compiler.isClassElement(node) ||
    compiler.isTypeElement(node) ||
    compiler.isEnumMember(node) ||
    compiler.isObjectLiteralElement(node)
  );
}

/** A block that holds names of its own and is no function's, class's or module's body. */
function isInnerBlock(compiler: TypeScript, node: ts.Node): boolean {
  return (
    compiler.isBlock(node) ||
    compiler.isCaseBlock(node) ||
    compiler.isForStatement(node) ||
    compiler.isForInStatement(node) ||
    compiler.isForOfStatement(node) ||
    compiler.isCatchClause(node) ||
    compiler.isClassStaticBlockDeclaration(node)
  );
}
