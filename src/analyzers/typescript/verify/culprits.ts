import type ts from 'typescript';
import type { DeclaredSymbol } from '../file-declarations.ts';
import type { Reading } from '../reading.ts';
import type { NewError } from './trial.ts';

/** What was cut out that an error is about. */
export interface Blame {
  /** Each of these is missed. */
  readonly sure: readonly DeclaredSymbol[];
  /** One of these is missed. */
  readonly suspects: readonly DeclaredSymbol[];
}

/** What was cut out that an error is about; nothing where it does not say. */
export function culprits(reading: Reading, error: NewError, removed: ReadonlySet<DeclaredSymbol>): Blame {
  const sure = missedAt(reading, error, removed);
  if (sure.length > 0) return { sure, suspects: [] };
  const named = nearest(reading.compiler, error, namedIn(reading.compiler, error, removed));
  const isClear = new Set(named.map(({ name }) => name)).size === named.length;
  return isClear ? { sure: named, suspects: [] } : { sure: [], suspects: named };
}

/** What the names at an error's place stood for, else what is called around it. */
function missedAt(
  reading: Reading,
  { source, diagnostic }: NewError,
  removed: ReadonlySet<DeclaredSymbol>,
): DeclaredSymbol[] {
  const { start } = diagnostic;
  const end = start + Math.max(1, diagnostic.length);
  const found = new Set<DeclaredSymbol>();
  const blame = (node: ts.Node): void => {
    for (const declaration of meantBy(reading, node)) {
      const symbol = removedAt(reading, declaration, removed);
      if (symbol !== undefined) found.add(symbol);
    }
  };
  let around: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (node.end <= start || node.getStart(source) >= end) return;
    const isAround = node.getStart(source) < start || node.end > end;
    if (!isAround) blame(node);
    else if (reading.compiler.isCallOrNewExpression(node)) around = node;
    reading.compiler.forEachChild(node, visit);
  };
  visit(source);
  // An argument may be wrong because of what is called.
  if (found.size === 0 && around !== undefined) blame(around);
  return [...found];
}

/** What a node stood for before anything was cut out: a name's declarations, and what a call calls. */
function meantBy({ compiler, checker }: Reading, node: ts.Node): readonly ts.Node[] {
  if (compiler.isIdentifier(node) || compiler.isPrivateIdentifier(node)) {
    const symbol = compiler.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node);
    const isAlias = symbol !== undefined && (symbol.flags & compiler.SymbolFlags.Alias) !== 0;
    return (isAlias ? checker.getAliasedSymbol(symbol) : symbol)?.declarations ?? [];
  }
  if (!compiler.isCallOrNewExpression(node)) return [];
  const called = checker.getResolvedSignature(node)?.declaration;
  return called === undefined ? [] : [called];
}

/** What was cut out with a declaration in it. */
function removedAt(
  reading: Reading,
  declaration: ts.Node,
  removed: ReadonlySet<DeclaredSymbol>,
): DeclaredSymbol | undefined {
  let symbol = reading.declaredBy(declaration, true);
  while (symbol !== undefined && !removed.has(symbol)) symbol = symbol.parent;
  return symbol;
}

/**
 * What the error's text names, in quotes or as a list: a member that
 * is missing stands at no place of its own.
 */
function namedIn(
  compiler: Reading['compiler'],
  { diagnostic }: NewError,
  removed: ReadonlySet<DeclaredSymbol>,
): DeclaredSymbol[] {
  const text = compiler.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
  const quoted = Array.from(text.matchAll(/'([^']+)'/g), ([, name = '']) => name);
  const listed = Array.from(text.matchAll(/: ([^:'\n]+)$/gm), ([, list = '']) => list.split(', '));
  const names = new Set([...quoted, ...listed.flat()]);
  return [...removed].filter(({ name }) => names.has(name));
}

/** Those of some symbols that stand in the smallest node around an error in which any does, else all. */
function nearest(
  compiler: Reading['compiler'],
  { source, diagnostic }: NewError,
  symbols: readonly DeclaredSymbol[],
): readonly DeclaredSymbol[] {
  let found = symbols;
  const visit = (node: ts.Node): void => {
    if (node.pos > diagnostic.start || node.end <= diagnostic.start) return;
    const inside = symbols.filter(({ declarations }) =>
      declarations.some(
        (part) => part.getSourceFile() === source && node.pos <= part.pos && part.end <= node.end,
      ),
    );
    if (inside.length > 0) found = inside;
    compiler.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
