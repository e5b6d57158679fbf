import { isBuiltin } from 'node:module';
import type ts from 'typescript';
import { CoverageCount, type UnknownReason } from './coverage.ts';
import { isAssignmentPattern, unwrapped } from './declared.ts';
import { type EdgeKind, EdgeTable, type Site } from './edge-table.ts';
import { externalNode } from './externals.ts';
import type { DeclaredSymbol, FileDeclarations } from './file-declarations.ts';
import { membersByKey, membersHandedOn } from './handed-on.ts';
import { inheritedMembers, superclass } from './inheritance.ts';
import { declaredName } from './names.ts';
import type { Positions } from './positions.ts';
import type { Reading } from './reading.ts';
import { declaredTarget, externalTarget, type Side, type Target, targetsOf } from './targets.ts';
import { type Use, useOf } from './uses.ts';

/** The symbol that a place in the text belongs to. */
interface Scope {
  readonly symbol: DeclaredSymbol;
  /**
   * The module, where the text is run when that is loaded: what is called
   * there is called whether or not the symbol is used.
   */
  readonly loader?: DeclaredSymbol | undefined;
}

/**
 * Where an import leads: specifier, how it is resolved, and the
 * source inside the repository, empty for others.
 */
export type ImportRecord = readonly [specifier: string, mode: number, file: string];

/**
 * Reads what one file's declarations refer to. The text is walked over
 * once, outer expressions before inner ones.
 */
export class FileReader {
  readonly edges: EdgeTable = new EdgeTable();
  readonly coverage: CoverageCount = new CoverageCount();
  readonly externals: Map<string, ReturnType<typeof externalNode>> = new Map();
  readonly #reading: Reading;
  readonly #source: ts.SourceFile;
  readonly #declarations: FileDeclarations;
  readonly #positions: Positions;
  readonly #imports = new Map<string, ImportRecord>();
  readonly #isScript: boolean;
  /** What something is declared in; found when it is first asked for. */
  #holders: ReadonlySet<DeclaredSymbol | undefined> | undefined;

  constructor(reading: Reading, source: ts.SourceFile, declarations: FileDeclarations, positions: Positions) {
    this.#reading = reading;
    this.#source = source;
    this.#declarations = declarations;
    this.#positions = positions;
    this.#isScript = (source.flags & reading.compiler.NodeFlags.JavaScriptFile) !== 0;
  }

  read(): void {
    const scope = { symbol: this.#declarations.module };
    for (const statement of this.#source.statements) this.#visit(statement, scope, false);
  }

  get imports(): readonly ImportRecord[] {
    return [...this.#imports.values()];
  }

  #visit(node: ts.Node, around: Scope, inType: boolean): void {
    const { compiler } = this.#reading;
    const { SyntaxKind } = compiler;
    if (this.#isScript) this.#visitComments(node, around);
    switch (node.kind) {
      case SyntaxKind.ImportDeclaration:
        this.#importDeclaration(node as ts.ImportDeclaration);
        return;
      case SyntaxKind.ExportDeclaration:
        this.#exportDeclaration(node as ts.ExportDeclaration);
        return;
      case SyntaxKind.ExportAssignment:
        if (this.#exportsName(node as ts.ExportAssignment)) return;
        break;
      case SyntaxKind.ExternalModuleReference:
        this.#importModule((node as ts.ExternalModuleReference).expression, {});
        return;
      case SyntaxKind.ImportType:
        this.#importModule(literalOf(compiler, (node as ts.ImportTypeNode).argument), { isType: true });
        break;
      case SyntaxKind.NewExpression:
      case SyntaxKind.ThisKeyword:
        this.#instance(node as ts.Expression, around);
        break;
      case SyntaxKind.Identifier:
      case SyntaxKind.PrivateIdentifier:
        this.#name(node as ts.Identifier, around, inType);
        return;
      case SyntaxKind.CallExpression:
        this.#call(node as ts.CallExpression, around);
        break;
      case SyntaxKind.ElementAccessExpression:
        this.#element(node as ts.ElementAccessExpression, around);
        break;
      case SyntaxKind.IndexedAccessType:
        this.#indexedType(node as ts.IndexedAccessTypeNode, around);
        break;
      case SyntaxKind.ObjectLiteralExpression:
        this.#objectLiteral(node as ts.ObjectLiteralExpression);
        break;
      case SyntaxKind.PropertyAssignment:
        this.#nestedLiteral(node as ts.PropertyAssignment);
        break;
      case SyntaxKind.JsxAttributes:
        this.#jsxAttributes(node as ts.JsxAttributes, around);
        break;
      case SyntaxKind.ThrowStatement:
        this.#throw(node as ts.ThrowStatement, around);
        break;
      case SyntaxKind.LabeledStatement:
        this.#visit((node as ts.LabeledStatement).statement, around, false);
        return;
      case SyntaxKind.BreakStatement:
      case SyntaxKind.ContinueStatement:
      case SyntaxKind.MetaProperty:
        return;
      case SyntaxKind.ClassExpression:
        this.#classExpression(node as ts.ClassExpression, around);
        break;
      case SyntaxKind.ClassDeclaration:
      case SyntaxKind.InterfaceDeclaration:
        this.#inheritance(node as ts.ClassLikeDeclaration);
        break;
    }
    const scope = this.#scopeOf(node, around);
    const isType = inType || (compiler.isTypeNode(node) && !compiler.isExpressionWithTypeArguments(node));
    compiler.forEachChild(node, (child) => this.#visit(child, scope, isType));
  }

  /** A property in whose value more is declared: what makes the object makes that too. */
  #nestedLiteral(node: ts.PropertyAssignment): void {
    const own = this.#declarations.of(node);
    if (own?.kind !== 'Variable' || own.parent === undefined) return;
    this.#holders ??= new Set(this.#declarations.symbols.map(({ parent }) => parent));
    if (this.#holders.has(own)) this.edges.add(own.parent.id, own.id, 'WRITES', { line: this.#lineOf(node) });
  }

  /** Types that JavaScript names in its comments. */
  #visitComments(node: ts.Node, around: Scope): void {
    const { jsDoc = [] } = node as { readonly jsDoc?: readonly ts.Node[] };
    for (const comment of jsDoc)
      this.#reading.compiler.forEachChild(comment, (child) => this.#visit(child, around, true));
  }

  #scopeOf(node: ts.Node, around: Scope): Scope {
    const { compiler } = this.#reading;
    const isFunction = compiler.isFunctionLike(node);
    const own = this.#declarations.of(node);
    if (own === undefined) return isFunction ? { symbol: around.symbol } : around;
    if (own.kind === 'Parameter' || own.subkind === 'local' || own.subkind === 'enum-member') return around;
    if (own.kind !== 'Variable') return { symbol: own };
    if (own.subkind === 'variable') return { symbol: own, loader: this.#declarations.module };
    return compiler.isPropertyDeclaration(node) || compiler.isPropertySignature(node)
      ? { symbol: own }
      : around;
  }

  #name(node: ts.Identifier, around: Scope, inType: boolean): void {
    const { compiler, checker } = this.#reading;
    const { parent } = node;
    if (compiler.isBindingElement(parent) && parent.name === node) {
      this.#boundProperty(parent, around);
      return;
    }
    if (compiler.isShorthandPropertyAssignment(parent) && parent.name === node) {
      const value = checker.getShorthandAssignmentValueSymbol(parent);
      this.#use(node, node, value, useOf(compiler, node), around, false);
      return;
    }
    if (isNameOfDeclaration(compiler, node)) return;
    if (!inType) this.#instance(node, around);
    const isMember =
      (compiler.isPropertyAccessExpression(parent) && parent.name === node) ||
      (compiler.isQualifiedName(parent) && parent.right === node);
    const whole = isMember ? parent : node;
    this.#use(node, whole, checker.getSymbolAtLocation(node), useOf(compiler, whole), around, inType);
  }

  /** One use of a name. @param whole the access that the name ends, or the name itself */
  #use(
    node: ts.Node,
    whole: ts.Node,
    symbol: ts.Symbol | undefined,
    use: Use,
    around: Scope,
    inType: boolean,
  ): void {
    const isCounted = !inType && use.heritage === undefined && (use.call !== undefined || whole !== node);
    const side: Side = this.#sideOf(node, use, inType);
    let targets = symbol === undefined ? [] : targetsOf(this.#reading, symbol, side);
    if (targets.length === 0) targets = this.#missing(node, whole, symbol);
    if (isCounted) this.#count(whole, symbol, use, targets);
    for (const target of targets) this.#link(target, node, use, around, inType);
  }

  #sideOf(node: ts.Node, use: Use, inType: boolean): Side {
    const { compiler } = this.#reading;
    if (use.heritage === 'IMPLEMENTS') return 'type';
    if (use.heritage === 'EXTENDS')
      return compiler.isInterfaceDeclaration(node.parent.parent.parent) ? 'type' : 'value';
    if (use.isWritten) return use.isRead ? 'value' : 'written';
    let outer = node.parent;
    while (compiler.isQualifiedName(outer)) outer = outer.parent;
    return inType && !compiler.isTypeQueryNode(outer) ? 'type' : 'value';
  }

  #link(target: Target, node: ts.Node, use: Use, around: Scope, inType: boolean): void {
    const line = this.#lineOf(node);
    if (use.heritage !== undefined) {
      this.#edge(around.symbol, target, use.heritage, { line });
      return;
    }
    if (inType) {
      this.#edge(around.symbol, target, 'READS', { line, isType: true });
      return;
    }
    if (use.call !== undefined) {
      const attributes = { callKind: use.call, ...(target.isHolder && { viaValue: 'true' }) };
      this.#edge(around.symbol, target, 'CALLS', { line, attributes });
      if (around.loader !== undefined) this.#edge(around.loader, target, 'CALLS', { line, attributes });
      if (use.call === 'new') this.#construct(target, around, line, 'new');
      return;
    }
    if (use.isRead) {
      const asValue = target.isCallable;
      this.#edge(around.symbol, target, 'READS', { line, asValue });
      if (asValue && around.loader !== undefined)
        this.#edge(around.loader, target, 'READS', { line, asValue });
    }
    if (use.isWritten) this.#edge(around.symbol, target, 'WRITES', { line });
  }

  /** The constructor that making an object of a class runs: its own, else the nearest inherited one. */
  #construct(target: Target, around: Scope, line: number, callKind: 'new' | 'super'): void {
    const { compiler } = this.#reading;
    const seen = new Set<DeclaredSymbol>();
    let declared = target.declared;
    while (declared !== undefined && !seen.has(declared)) {
      seen.add(declared);
      const classes: ts.ClassLikeDeclaration[] = [...declared.declarations, declared.value].filter(
        (node): node is ts.ClassLikeDeclaration => node !== undefined && compiler.isClassLike(node),
      );
      for (const { members } of classes) {
        for (const member of members) {
          const own = compiler.isConstructorDeclaration(member)
            ? this.#reading.declaredBy(member)
            : undefined;
          if (own === undefined) continue;
          const constructed = declaredTarget(this.#reading, own);
          for (const from of [around.symbol, around.loader])
            if (from !== undefined)
              this.#edge(from, constructed, 'CALLS', { line, attributes: { callKind } });
          return;
        }
      }
      const base = classes
        .map((node) => superclass(this.#reading, node))
        .find((found) => found !== undefined);
      declared = base && targetsOf(this.#reading, base, 'value')[0]?.declared;
    }
  }

  #edge(source: DeclaredSymbol, target: Target, kind: EdgeKind, site: Site): void {
    if (source.id === target.id && kind !== 'CALLS') return;
    if (target.external !== undefined && !this.externals.has(target.id))
      this.externals.set(target.id, externalNode(target.external));
    this.edges.add(source.id, target.id, kind, site);
  }

  #lineOf(node: ts.Node): number {
    return this.#positions.line(node.getStart(this.#source));
  }

  #count(whole: ts.Node, symbol: ts.Symbol | undefined, use: Use, targets: readonly Target[]): void {
    const isParameter = use.call !== undefined && targets[0]?.declared?.kind === 'Parameter';
    if (isParameter) {
      this.coverage.unknown('parameter');
      return;
    }
    const isMissing = targets[0]?.external?.kind === 'Unknown';
    if (isMissing) {
      this.coverage.unknown('missing types');
      return;
    }
    if (targets.length > 0 || symbol?.declarations !== undefined) {
      this.coverage.known();
      return;
    }
    this.coverage.unknown(this.#reasonOf(whole));
  }

  #reasonOf(whole: ts.Node): UnknownReason {
    const { compiler, checker } = this.#reading;
    let root = whole;
    while (
      compiler.isPropertyAccessExpression(root) ||
      compiler.isElementAccessExpression(root) ||
      compiler.isCallExpression(root)
    )
      root = root.expression;
    if (compiler.isIdentifier(root)) {
      const symbol = checker.getSymbolAtLocation(root);
      if (symbol === undefined || this.#reading.followed(symbol).declarations === undefined)
        return 'missing types';
    }
    const before = compiler.isPropertyAccessExpression(whole) ? whole.expression : whole;
    const { flags } = checker.getTypeAtLocation(before);
    return (flags & compiler.TypeFlags.Any) !== 0 ? 'any' : 'expression';
  }

  /** What an import of a module that was not found names: the name is known, if nothing else. */
  #missing(node: ts.Node, whole: ts.Node, symbol: ts.Symbol | undefined): readonly Target[] {
    const { compiler, checker, externals } = this.#reading;
    const isMemberOf = compiler.isPropertyAccessExpression(whole) && compiler.isIdentifier(whole.expression);
    const alias = isMemberOf ? checker.getSymbolAtLocation(whole.expression) : symbol;
    const declaration = alias?.declarations?.[0];
    if (alias === undefined || declaration === undefined) return [];
    if ((alias.flags & compiler.SymbolFlags.Alias) === 0) return [];
    if (checker.getAliasedSymbol(alias).declarations !== undefined) return [];
    const imported = importedName(compiler, declaration);
    if (imported === undefined || imported.specifier.startsWith('.')) return [];
    if (isMemberOf && !compiler.isNamespaceImport(declaration)) return [];
    const name = isMemberOf ? (node as ts.Identifier).text : imported.name;
    if (name === '*') return [externalTarget(externals.ofModule(imported.specifier))];
    return [externalTarget(externals.ofMissing(imported.specifier, name))];
  }

  #boundProperty(element: ts.BindingElement, around: Scope): void {
    const { compiler, checker } = this.#reading;
    const isOfObject = compiler.isObjectBindingPattern(element.parent) && element.propertyName === undefined;
    const name = declaredName(compiler, element.name);
    if (!isOfObject || element.dotDotDotToken !== undefined || name === undefined) return;
    const type = checker.getTypeAtLocation(element.parent);
    const property = checker.getPropertyOfType(checker.getApparentType(type), name);
    if (property === undefined) return;
    for (const target of targetsOf(this.#reading, property, 'value'))
      this.#link(target, element.name, { isRead: true, isWritten: false }, around, false);
  }

  #call(node: ts.CallExpression, around: Scope): void {
    const { compiler } = this.#reading;
    const { SyntaxKind } = compiler;
    const callee = unwrapped(compiler, node.expression);
    const [first] = node.arguments;
    if (callee.kind === SyntaxKind.ImportKeyword) {
      if (first === undefined || !compiler.isStringLiteralLike(first)) this.coverage.unknown('computed');
      else this.#importModule(first, { attributes: { dynamic: 'true' } });
      return;
    }
    if (callee.kind === SyntaxKind.SuperKeyword) {
      this.#superCall(node, around);
      return;
    }
    if (compiler.isIdentifier(callee)) {
      const isRequire = callee.text === 'require' && node.arguments.length === 1 && this.#isScript;
      if (isRequire && first !== undefined && compiler.isStringLiteralLike(first))
        this.#importModule(first, {});
      return;
    }
    if (compiler.isPropertyAccessExpression(callee) || compiler.isFunctionExpression(callee)) return;
    if (compiler.isArrowFunction(callee)) return;
    const isLiteralAccess =
      compiler.isElementAccessExpression(callee) && compiler.isStringLiteralLike(callee.argumentExpression);
    if (isLiteralAccess) return;
    this.coverage.unknown(compiler.isElementAccessExpression(callee) ? 'computed' : 'expression');
  }

  #superCall(node: ts.CallExpression, around: Scope): void {
    const { compiler } = this.#reading;
    let outer: ts.Node = node;
    while (outer !== undefined && !compiler.isClassLike(outer)) outer = outer.parent;
    const base = outer === undefined ? undefined : superclass(this.#reading, outer);
    if (base === undefined) {
      this.coverage.unknown('expression');
      return;
    }
    this.coverage.known();
    const line = this.#lineOf(node);
    for (const target of targetsOf(this.#reading, base, 'value')) {
      this.#edge(around.symbol, target, 'CALLS', { line, attributes: { callKind: 'super' } });
      this.#construct(target, around, line, 'super');
    }
  }

  #element(node: ts.ElementAccessExpression, around: Scope): void {
    const { compiler, checker } = this.#reading;
    const { argumentExpression: name } = node;
    const use = useOf(compiler, node);
    if (compiler.isStringLiteralLike(name))
      this.#use(name, node, checker.getSymbolAtLocation(name), use, around, false);
    else
      for (const property of membersByKey(this.#reading, node))
        for (const target of targetsOf(this.#reading, property, this.#sideOf(name, use, false)))
          this.#link(target, name, use, around, false);
  }

  #indexedType(node: ts.IndexedAccessTypeNode, around: Scope): void {
    const { compiler, checker } = this.#reading;
    const { indexType } = node;
    if (!compiler.isLiteralTypeNode(indexType) || !compiler.isStringLiteral(indexType.literal)) return;
    const symbol = checker.getSymbolAtLocation(indexType.literal);
    if (symbol === undefined) return;
    for (const target of targetsOf(this.#reading, symbol, 'value'))
      this.#link(target, indexType, { isRead: true, isWritten: false }, around, true);
  }

  /** Members of an object whose type comes from where it stands are what that type's members ask for. */
  #objectLiteral(node: ts.ObjectLiteralExpression): void {
    const { compiler, checker } = this.#reading;
    if (node.properties.length === 0 || isAssignmentPattern(compiler, node)) return;
    const context = checker.getContextualType(node);
    if (context === undefined) return;
    for (const member of node.properties) {
      const own = this.#declarations.of(member);
      if (own === undefined) continue;
      this.#structural(own, member, propertiesOf(this.#reading, context, own.name));
    }
  }

  /** What is handed on in the shape of something else is read as that. */
  #instance(node: ts.Expression, around: Scope): void {
    const line = this.#lineOf(node);
    for (const member of membersHandedOn(this.#reading, node)) {
      for (const target of targetsOf(this.#reading, member, 'all')) {
        if (target.declared === undefined) continue;
        this.#edge(around.symbol, target, 'READS', { line, attributes: { structural: 'true' } });
      }
    }
  }

  #structural(own: DeclaredSymbol, member: ts.Node, properties: readonly ts.Symbol[]): void {
    const line = this.#lineOf(member);
    for (const property of properties) {
      for (const target of targetsOf(this.#reading, property, 'all')) {
        if (target.external !== undefined && own.kind === 'Variable') continue;
        this.#edge(own, target, 'IMPLEMENTS', { line, attributes: { structural: 'true' } });
      }
    }
  }

  #jsxAttributes(node: ts.JsxAttributes, around: Scope): void {
    const { compiler, checker } = this.#reading;
    const context = node.properties.length === 0 ? undefined : checker.getContextualType(node);
    if (context === undefined) return;
    for (const attribute of node.properties) {
      if (!compiler.isJsxAttribute(attribute) || !compiler.isIdentifier(attribute.name)) continue;
      for (const property of propertiesOf(this.#reading, context, attribute.name.text)) {
        for (const target of targetsOf(this.#reading, property, 'all'))
          if (target.declared !== undefined)
            this.#edge(around.symbol, target, 'WRITES', { line: this.#lineOf(attribute) });
      }
    }
  }

  #throw(node: ts.ThrowStatement, around: Scope): void {
    const { compiler, checker } = this.#reading;
    const thrown = unwrapped(compiler, node.expression);
    if (!compiler.isNewExpression(thrown)) return;
    const { expression } = thrown;
    const name = compiler.isPropertyAccessExpression(expression) ? expression.name : expression;
    const symbol = checker.getSymbolAtLocation(name);
    if (symbol === undefined) return;
    for (const target of targetsOf(this.#reading, symbol, 'value'))
      this.#edge(around.symbol, target, 'RAISES', { line: this.#lineOf(node) });
  }

  /** What members of a class or interface take over from those it inherits from. */
  /** A class that is no variable's value is handed on by what makes it. */
  #classExpression(node: ts.ClassExpression, around: Scope): void {
    this.#inheritance(node);
    const own = this.#declarations.of(node);
    if (own === undefined || own === around.symbol) return;
    this.#edge(around.symbol, declaredTarget(this.#reading, own), 'READS', {
      line: this.#lineOf(node),
      asValue: true,
    });
  }

  #inheritance(node: ts.ClassLikeDeclaration | ts.InterfaceDeclaration): void {
    for (const { member, inherited, via } of inheritedMembers(this.#reading, node)) {
      const own = this.#declarations.of(member);
      if (own === undefined) continue;
      for (const target of targetsOf(
        this.#reading,
        inherited,
        own.subkind === 'setter' ? 'written' : 'value',
      )) {
        const attributes = { override: 'true', via };
        this.#edge(own, target, 'IMPLEMENTS', { line: this.#lineOf(member), attributes });
      }
    }
  }

  #importDeclaration(node: ts.ImportDeclaration): void {
    const { compiler } = this.#reading;
    const clause = node.importClause;
    const isType = clause?.isTypeOnly ?? false;
    this.#importModule(node.moduleSpecifier, { isType });
    if (clause?.name !== undefined) this.#importSymbol(clause.name, isType);
    const bindings = clause?.namedBindings;
    if (bindings === undefined || !compiler.isNamedImports(bindings)) return;
    for (const element of bindings.elements) this.#importSymbol(element.name, isType || element.isTypeOnly);
  }

  #importSymbol(name: ts.Identifier, isType: boolean): void {
    const symbol = this.#reading.checker.getSymbolAtLocation(name);
    if (symbol === undefined) return;
    const found = targetsOf(this.#reading, symbol, 'all');
    const targets = found.length > 0 ? found : this.#missing(name, name, symbol);
    for (const target of targets)
      this.#edge(this.#declarations.module, target, 'IMPORTS', { line: this.#lineOf(name), isType });
  }

  #exportDeclaration(node: ts.ExportDeclaration): void {
    const { compiler, checker } = this.#reading;
    const { exportClause, moduleSpecifier } = node;
    const isAll = exportClause === undefined || compiler.isNamespaceExport(exportClause);
    if (moduleSpecifier !== undefined)
      this.#importModule(moduleSpecifier, {
        isType: node.isTypeOnly,
        ...(isAll && { attributes: { reexport: '*' } }),
      });
    if (exportClause === undefined || !compiler.isNamedExports(exportClause)) return;
    for (const element of exportClause.elements) {
      const symbol = checker.getExportSpecifierLocalTargetSymbol(element);
      if (symbol === undefined) continue;
      const isHandedOn = moduleSpecifier !== undefined || (symbol.flags & compiler.SymbolFlags.Alias) !== 0;
      if (isHandedOn) this.#reexport(symbol, element, node.isTypeOnly || element.isTypeOnly);
    }
  }

  #reexport(symbol: ts.Symbol, node: ts.Node, isType: boolean): void {
    for (const target of targetsOf(this.#reading, symbol, 'all')) {
      const site = { line: this.#lineOf(node), isType, attributes: { reexport: 'true' } };
      this.#edge(this.#declarations.module, target, 'IMPORTS', site);
    }
  }

  /** `export default name`: nothing is used; what was imported is handed on. */
  #exportsName(node: ts.ExportAssignment): boolean {
    const { compiler, checker } = this.#reading;
    const name = unwrapped(compiler, node.expression);
    if (!compiler.isIdentifier(name)) return false;
    const symbol = checker.getSymbolAtLocation(name);
    if (symbol !== undefined && (symbol.flags & compiler.SymbolFlags.Alias) !== 0)
      this.#reexport(symbol, node, false);
    return true;
  }

  #importModule(specifier: ts.Node | undefined, site: Omit<Site, 'line'>): void {
    const { compiler, project } = this.#reading;
    if (specifier === undefined || !compiler.isStringLiteralLike(specifier)) return;
    const mode = compiler.getModeForUsageLocation(this.#source, specifier, project.options);
    const { resolvedModule } = project.resolver.resolve(specifier.text, this.#source.fileName, mode);
    const source = resolvedModule && this.#reading.program.getSourceFile(resolvedModule.resolvedFileName);
    const file = source && this.#reading.fileOf(source);
    this.#imports.set(`${specifier.text} ${mode ?? 0}`, [specifier.text, mode ?? 0, file ?? '']);
    const target = this.#moduleTarget(specifier.text, source, file);
    if (target !== undefined)
      this.#edge(this.#declarations.module, target, 'IMPORTS', { ...site, line: this.#lineOf(specifier) });
  }

  #moduleTarget(
    specifier: string,
    source: ts.SourceFile | undefined,
    file: string | undefined,
  ): Target | undefined {
    const { externals } = this.#reading;
    if (source !== undefined && file !== undefined)
      return declaredTarget(this.#reading, this.#reading.declarationsOf(source, file).module);
    const isRelative = specifier.startsWith('.') || specifier.startsWith('/');
    if (!isRelative) {
      const name = isBuiltin(specifier) && !specifier.startsWith('node:') ? `node:${specifier}` : specifier;
      return externalTarget(externals.ofModule(name));
    }
    const external = source && externals.of(source);
    return external && externalTarget(external);
  }
}

function isNameOfDeclaration(compiler: Reading['compiler'], node: ts.Identifier): boolean {
  const { parent } = node;
  if (compiler.isPropertyAccessExpression(parent)) return false;
  if (compiler.isPropertyAssignment(parent))
    return parent.name === node && !isAssignmentPattern(compiler, parent.parent);
  if (compiler.isExportAssignment(parent)) return false;
  if (compiler.isJsxAttribute(parent) || compiler.isNamedTupleMember(parent)) return parent.name === node;
  return 'name' in parent && parent.name === node;
}

function literalOf(compiler: Reading['compiler'], argument: ts.TypeNode): ts.Node | undefined {
  return compiler.isLiteralTypeNode(argument) ? argument.literal : undefined;
}

function propertiesOf({ checker }: Reading, type: ts.Type, name: string): ts.Symbol[] {
  const types = type.isUnion() ? type.types : [type];
  const found = types.map((each) => checker.getPropertyOfType(each, name));
  return [...new Set(found.filter((property) => property !== undefined))];
}

function importedName(
  compiler: Reading['compiler'],
  declaration: ts.Node,
): { readonly specifier: string; readonly name: string } | undefined {
  let outer: ts.Node = declaration;
  while (outer !== undefined && !compiler.isImportDeclaration(outer)) outer = outer.parent;
  if (outer === undefined || !compiler.isStringLiteral(outer.moduleSpecifier)) return undefined;
  const { text: specifier } = outer.moduleSpecifier;
  if (compiler.isImportSpecifier(declaration))
    return { specifier, name: (declaration.propertyName ?? declaration.name).text };
  if (compiler.isNamespaceImport(declaration)) return { specifier, name: '*' };
  return compiler.isImportClause(declaration) ? { specifier, name: 'default' } : undefined;
}
