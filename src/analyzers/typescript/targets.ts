import type ts from 'typescript';
import type { External } from './externals.ts';
import type { DeclaredSymbol } from './file-declarations.ts';
import type { Reading } from './reading.ts';

/** What a use leads to: a symbol of the repository or one outside it. */
export interface Target {
  readonly id: string;
  readonly declared?: DeclaredSymbol;
  readonly external?: External;
  /** It can be called. */
  readonly isCallable: boolean;
  /** A variable, property or parameter that holds what is called. */
  readonly isHolder: boolean;
}

/** What of a symbol a place means where it has several sides. */
export type Side = 'value' | 'type' | 'written' | 'all';

/**
 * The targets that a symbol stands for, an alias followed; empty where
 * it has no declaration that the graph shows.
 */
export function targetsOf(reading: Reading, symbol: ts.Symbol, side: Side): readonly Target[] {
  const { Alias, Value } = reading.compiler.SymbolFlags;
  // A type that is imported may share its name with a value declared beside the import.
  const isOwnValue = (symbol.flags & Alias) !== 0 && (symbol.flags & Value) !== 0 && side !== 'type';
  const followed = isOwnValue ? symbol : reading.followed(symbol);
  const isProperty = (followed.flags & reading.compiler.SymbolFlags.Property) !== 0;
  const declared = new Set<DeclaredSymbol>();
  let external: External | undefined;
  for (const declaration of followed.declarations ?? []) {
    const found = reading.declaredBy(declaration, isProperty);
    if (found !== undefined) declared.add(found);
    else if (reading.fileOf(declaration.getSourceFile()) === undefined)
      external = lesser(external, reading.externals.of(declaration));
  }
  if (declared.size > 0) return ofSide([...declared], side).map((found) => declaredTarget(reading, found));
  return external === undefined ? [] : [externalTarget(external)];
}

/** Of several declarations outside, always the same is taken, in whatever order the compiler met them. */
function lesser(a: External | undefined, b: External | undefined): External | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return JSON.stringify(b) < JSON.stringify(a) ? b : a;
}

/** What an edge leads to that ends at a symbol of the project. */
export function declaredTarget(reading: Reading, declared: DeclaredSymbol): Target {
  const isCallable = isCallableKind(declared.kind, declared.subkind) || reading.isCallableVariable(declared);
  const isHolder = !isCallable && (declared.kind === 'Variable' || declared.kind === 'Parameter');
  return { id: declared.id, declared, isCallable, isHolder };
}

/** What an edge leads to that ends outside the project. */
export function externalTarget(external: External): Target {
  const isCallable = isCallableKind(external.kind, external.subkind);
  return { id: external.id, external, isCallable, isHolder: external.kind === 'Variable' };
}

function isCallableKind(kind: string, subkind: string): boolean {
  if (kind === 'Class') return subkind === 'class';
  return kind === 'Function' || (kind === 'Method' && subkind !== 'getter' && subkind !== 'setter');
}

function ofSide(all: readonly DeclaredSymbol[], side: Side): readonly DeclaredSymbol[] {
  if (all.length === 1 || side === 'all') return all;
  const isType = ({ subkind }: DeclaredSymbol): boolean => subkind === 'interface' || subkind === 'type';
  const unwanted = side === 'written' ? 'getter' : 'setter';
  const wanted = all.filter(
    (symbol) =>
      symbol.subkind !== unwanted &&
      (side === 'type' ? symbol.kind !== 'Variable' || !all.some(isType) : !isType(symbol)),
  );
  return wanted.length > 0 ? wanted : all;
}
