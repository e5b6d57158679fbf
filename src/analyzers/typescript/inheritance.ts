import type ts from 'typescript';
import { unwrapped } from './declared.ts';
import type { Reading } from './reading.ts';

/** A member, and what it takes the place of or fulfils in what its class or interface inherits from. */
export interface InheritedMember {
  readonly member: ts.Node;
  readonly inherited: ts.Symbol;
  readonly via: 'extends' | 'implements';
}

/**
 * The members of a class or interface that its direct bases have
 * too, each with the nearest declaration there.
 */
export function* inheritedMembers(
  { compiler, checker }: Reading,
  node: ts.ClassLikeDeclaration | ts.InterfaceDeclaration,
): Generator<InheritedMember> {
  for (const clause of node.heritageClauses ?? []) {
    const via = clause.token === compiler.SyntaxKind.ExtendsKeyword ? 'extends' : 'implements';
    for (const base of clause.types) {
      const type = checker.getTypeAtLocation(base);
      const statics =
        compiler.isClassLike(node) && via === 'extends'
          ? checker.getTypeAtLocation(base.expression)
          : undefined;
      for (const member of node.members) {
        if (member.name === undefined || compiler.isPrivateIdentifier(member.name)) continue;
        const symbol = checker.getSymbolAtLocation(member.name);
        const holder = isStatic(compiler, member) ? statics : type;
        const inherited = symbol && holder && checker.getPropertyOfType(holder, symbol.name);
        if (inherited !== undefined) yield { member, inherited, via };
      }
    }
  }
}

/** The symbol that a class extends, where a name says so. */
export function superclass(
  { compiler, checker }: Reading,
  node: ts.ClassLikeDeclaration,
): ts.Symbol | undefined {
  const clause = node.heritageClauses?.find(({ token }) => token === compiler.SyntaxKind.ExtendsKeyword);
  const expression = clause?.types[0]?.expression;
  if (expression === undefined) return undefined;
  const base = unwrapped(compiler, expression);
  if (compiler.isIdentifier(base)) return checker.getSymbolAtLocation(base);
  return compiler.isPropertyAccessExpression(base) ? checker.getSymbolAtLocation(base.name) : undefined;
}

/** All that a class or interface extends and implements, directly or not. */
export function ancestorsOf({ compiler, checker }: Reading, symbol: ts.Symbol): ReadonlySet<ts.Symbol> {
  const found = new Set<ts.Symbol>();
  const add = ({ declarations = [] }: ts.Symbol): void => {
    for (const node of declarations) {
      if (!compiler.isClassLike(node) && !compiler.isInterfaceDeclaration(node)) continue;
      for (const { types } of node.heritageClauses ?? []) {
        for (const base of types) {
          const { symbol: above } = checker.getTypeAtLocation(base);
          if (above !== undefined) found.add(above);
        }
      }
    }
  };
  add(symbol);
  // A set that grows while it is walked is walked to its new end.
  for (const above of found) add(above);
  return found;
}

function isStatic(compiler: Reading['compiler'], member: ts.Node): boolean {
  return (
    compiler.canHaveModifiers(member) &&
    (compiler.getModifiers(member) ?? []).some(({ kind }) => kind === compiler.SyntaxKind.StaticKeyword)
  );
}
