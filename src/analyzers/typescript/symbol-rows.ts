import type ts from 'typescript';
import type { SerializableNode } from '../../graph/index.ts';
import type { DeclaredSymbol, FileDeclarations } from './file-declarations.ts';
import type { FileFacts } from './file-facts.ts';
import { manifestFor } from './manifests.ts';
import type { Positions } from './positions.ts';
import { visibilityOf } from './public-symbols.ts';
import type { Reading } from './reading.ts';

/**
 * The nodes of what a file declares, with their facts.
 * @param isPublic whether users of the package can reach a symbol
 */
export function* symbolRows(
  reading: Reading,
  source: ts.SourceFile,
  declarations: FileDeclarations,
  positions: Positions,
  facts: FileFacts,
  isPublic: (symbol: DeclaredSymbol) => boolean,
): Generator<SerializableNode> {
  const exported = exportedSymbols(reading, source, declarations);
  const { id: file } = declarations.module;
  const manifest = manifestFor(reading.project.manifests, file);
  // Then no file of the package can be imported but its entries.
  const isClosed = manifest !== undefined && (manifest.isClosed || manifest.isPrivate);
  for (const symbol of declarations.symbols) {
    const isFunction = reading.isCallableVariable(symbol);
    yield {
      id: symbol.id,
      name: symbol.name.toWellFormed(),
      kind: isFunction ? 'Function' : symbol.kind,
      file,
      span: spanOf(source, symbol, positions),
      attributes: {
        ...(symbol.subkind !== '' && { subkind: isFunction ? 'variable-fn' : symbol.subkind }),
        ...(symbol.parent !== undefined && { parent: symbol.parent.id }),
        ...factsOf(reading, symbol, facts, exported),
        ...(isPublic(symbol) ? { api: 'true' } : isClosed && { api: 'false' }),
      },
    };
  }
}

function factsOf(
  reading: Reading,
  symbol: DeclaredSymbol,
  facts: FileFacts,
  exported: ReadonlySet<DeclaredSymbol>,
): Record<string, string> {
  const { compiler } = reading;
  const isOfModule = symbol.parent?.kind === 'Module' && !symbol.isLocal;
  const visibility = visibilityOf(compiler, symbol);
  const isSeenMember = visibility !== undefined && visibility !== 'private';
  const isExported = exported.has(isSeenMember ? (symbol.parent ?? symbol) : symbol);
  const decorators = decoratorsOf(compiler, symbol);
  const isModule = symbol.parent === undefined;
  return {
    language: facts.language,
    ...(symbol.declarations.length > 1 && { declarations: `${symbol.declarations.length}` }),
    ...((isOfModule || isSeenMember) && { exported: `${isExported}` }),
    ...(visibility !== undefined && { visibility }),
    ...(decorators !== '' && { decorators }),
    ...(isModule && facts.entry !== undefined && { entry: facts.entry }),
    ...(facts.isTest && { test: 'true' }),
    ...(facts.isGenerated && { generated: 'true' }),
    ...(isTypeOnly(compiler, symbol) && { 'type-only': 'true' }),
  };
}

/**
 * What other files can name: exports by keyword or list; in a file that is no module, all of its top level.
 */
function exportedSymbols(
  reading: Reading,
  source: ts.SourceFile,
  declarations: FileDeclarations,
): ReadonlySet<DeclaredSymbol> {
  const { compiler, checker } = reading;
  const module = checker.getSymbolAtLocation(source);
  if (module === undefined)
    return new Set(declarations.symbols.filter(({ parent }) => parent?.kind === 'Module'));
  const found = new Set<DeclaredSymbol>();
  const add = (exports: Iterable<ts.Symbol>): void => {
    for (const exported of exports) {
      const symbol = reading.followed(exported);
      for (const declaration of symbol.declarations ?? []) {
        const declared = declaration.getSourceFile() === source ? declarations.of(declaration) : undefined;
        if (declared !== undefined) found.add(declared);
        const isNamespace = declared !== undefined && compiler.isModuleDeclaration(declaration);
        if (isNamespace) add(symbol.exports?.values() ?? []);
      }
    }
  };
  add(module.exports?.values() ?? []);
  return found;
}

/** From the declaration with a body, if there is one: the others only say more about it. */
function spanOf(source: ts.SourceFile, { declarations, parent }: DeclaredSymbol, positions: Positions) {
  if (parent === undefined) return positions.span(0, source.text.length);
  const main =
    declarations.find((node) => 'body' in node && node.body !== undefined) ?? declarations[0] ?? source;
  return positions.span(main.getStart(source), main.getEnd());
}

function decoratorsOf(compiler: Reading['compiler'], { declarations }: DeclaredSymbol): string {
  const decorators = declarations.flatMap((node) =>
    compiler.canHaveDecorators(node) ? (compiler.getDecorators(node) ?? []) : [],
  );
  return decorators.map(({ expression }) => nameOf(compiler, expression)).join(',');
}

function nameOf(compiler: Reading['compiler'], expression: ts.Expression): string {
  const name = compiler.isCallExpression(expression) ? expression.expression : expression;
  return name.getText().toWellFormed();
}

function isTypeOnly(compiler: Reading['compiler'], { declarations, subkind, kind }: DeclaredSymbol): boolean {
  if (subkind === 'interface' || subkind === 'type') return true;
  if (kind === 'Parameter') return false;
  const isType = (node: ts.Node): boolean => isSignature(compiler, node) || isAmbient(compiler, node);
  return kind !== 'Module' && declarations.every(isType);
}

/** Whether a declaration only says what is elsewhere. */
function isAmbient(compiler: Reading['compiler'], declaration: ts.Node): boolean {
  if (declaration.getSourceFile().isDeclarationFile) return true;
  const { DeclareKeyword } = compiler.SyntaxKind;
  for (let node = declaration; !compiler.isSourceFile(node); node = node.parent) {
    const modifiers = compiler.canHaveModifiers(node) ? compiler.getModifiers(node) : undefined;
    if (modifiers?.some(({ kind }) => kind === DeclareKeyword)) return true;
  }
  return false;
}

function isSignature(compiler: Reading['compiler'], { parent }: ts.Node): boolean {
  return compiler.isInterfaceDeclaration(parent) || compiler.isTypeLiteralNode(parent);
}
