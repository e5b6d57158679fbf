import type ts from 'typescript';
import type { DeclaredSymbol } from './file-declarations.ts';
import { ancestorsOf } from './inheritance.ts';
import type { Reading } from './reading.ts';

/**
 * What users of the packages can reach: whatever the entry modules export, followed through re-exports and
 * namespaces, and the members of it that are not private, inherited ones too.
 */
export function publicSymbols(reading: Reading, entries: Iterable<string>): Set<DeclaredSymbol> {
  const found = new Set<DeclaredSymbol>();
  const seen = new Set<ts.Symbol>();
  for (const file of entries) {
    const source = reading.sourceOf(file);
    const module = source && reading.checker.getSymbolAtLocation(source);
    if (module !== undefined) addExports(reading, module, found, seen);
  }
  return found;
}

function addExports(
  reading: Reading,
  module: ts.Symbol,
  found: Set<DeclaredSymbol>,
  seen: Set<ts.Symbol>,
): void {
  if (seen.has(module)) return;
  seen.add(module);
  for (const exported of reading.checker.getExportsOfModule(module)) {
    const symbol = reading.followed(exported);
    addDeclared(reading, symbol, found);
    const { flags } = symbol;
    const { ValueModule, NamespaceModule } = reading.compiler.SymbolFlags;
    if ((flags & (ValueModule | NamespaceModule)) !== 0) addExports(reading, symbol, found, seen);
  }
}

function addDeclared(reading: Reading, symbol: ts.Symbol, found: Set<DeclaredSymbol>): void {
  const { Property } = reading.compiler.SymbolFlags;
  for (const declaration of symbol.declarations ?? []) {
    const declared = reading.declaredBy(declaration, (symbol.flags & Property) !== 0);
    if (declared === undefined || found.has(declared)) continue;
    found.add(declared);
    addMembers(reading, symbol, found);
    for (const base of ancestorsOf(reading, symbol)) addMembers(reading, base, found);
  }
}

function addMembers(reading: Reading, { members, exports }: ts.Symbol, found: Set<DeclaredSymbol>): void {
  for (const member of [...(members?.values() ?? []), ...(exports?.values() ?? [])])
    addMember(reading, member, found);
}

function addMember(reading: Reading, member: ts.Symbol, found: Set<DeclaredSymbol>): void {
  if ((member.flags & reading.compiler.SymbolFlags.Alias) !== 0) return;
  for (const declaration of member.declarations ?? []) {
    const declared = reading.declaredBy(declaration, true);
    const isVisible = declared !== undefined && visibilityOf(reading.compiler, declared) !== 'private';
    if (isVisible) found.add(declared);
  }
}

/** Who may use a member; `undefined` for what is no member of a class. */
export function visibilityOf(
  compiler: Reading['compiler'],
  { declarations: [declaration], parent, kind, name }: DeclaredSymbol,
): 'public' | 'protected' | 'private' | undefined {
  if (declaration === undefined || parent?.kind !== 'Class' || kind === 'Class' || parent.subkind === 'enum')
    return undefined;
  if (name.startsWith('#') && compiler.isClassElement(declaration)) return 'private';
  if (!compiler.isClassElement(declaration) && !compiler.isTypeElement(declaration) && kind !== 'Variable')
    return undefined;
  const { Private, Protected } = compiler.ModifierFlags;
  const flags = compiler.getCombinedModifierFlags(declaration as ts.Declaration);
  if ((flags & Private) !== 0) return 'private';
  return (flags & Protected) !== 0 ? 'protected' : 'public';
}
