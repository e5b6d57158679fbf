import type ts from 'typescript';
import { type Declared, symbolOf, unwrapped } from './declared.ts';
import type { TypeScript } from './typescript.ts';

/** A member that is declared by assigning to it, and what it becomes a member of. */
export interface AssignedMember {
  readonly declared: Declared;
  /** The name or the `this` before the member's name, or the module that `exports` stands for. */
  readonly owner: ts.Node | 'module';
  readonly left: ts.Node;
}

/**
 * `exports.a = …`, `module.exports.a = …`, `F.a = …`, `F.prototype.a = …` and `this.a
 * = …`, wherever the compiler takes such an assignment for a declaration: in
 * JavaScript, and for members of functions in TypeScript.
 */
export function assignmentDeclared(
  compiler: TypeScript,
  node: ts.Node,
  isScript: boolean,
): AssignedMember | undefined {
  if (!compiler.isBinaryExpression(node) || node.operatorToken.kind !== compiler.SyntaxKind.EqualsToken)
    return undefined;
  const { left } = node;
  if (!compiler.isPropertyAccessExpression(left) || !compiler.isIdentifier(left.name)) return undefined;
  if (isModuleExports(compiler, left)) {
    return isScript && declaresWhole(compiler, node.right)
      ? {
          declared: { ...valueDeclared(compiler, 'module.exports', node.right, false) },
          owner: 'module',
          left,
        }
      : undefined;
  }
  // The binder leaves a symbol on the assignment's left side where it takes it for a declaration.
  if (symbolOf(left) === undefined && symbolOf(node) === undefined) return undefined;
  const { owner, isMember } = ownerOf(compiler, left.expression);
  if (owner === undefined) return undefined;
  const isExport = owner === 'module';
  if (isExport && compiler.isIdentifier(unwrapped(compiler, node.right))) return undefined;
  return { declared: valueDeclared(compiler, left.name.text, node.right, isMember), owner, left };
}

function ownerOf(
  compiler: TypeScript,
  expression: ts.Expression,
): { readonly owner?: ts.Node | 'module'; readonly isMember: boolean } {
  if (expression.kind === compiler.SyntaxKind.ThisKeyword) return { owner: expression, isMember: true };
  if (compiler.isIdentifier(expression))
    return expression.text === 'exports'
      ? { owner: 'module', isMember: false }
      : { owner: expression, isMember: true };
  if (isModuleExports(compiler, expression)) return { owner: 'module', isMember: false };
  const isPrototype =
    compiler.isPropertyAccessExpression(expression) &&
    expression.name.text === 'prototype' &&
    compiler.isIdentifier(expression.expression);
  return isPrototype ? { owner: expression.expression, isMember: true } : { isMember: false };
}

function isModuleExports(compiler: TypeScript, node: ts.Node): boolean {
  return (
    compiler.isPropertyAccessExpression(node) &&
    node.name.text === 'exports' &&
    compiler.isIdentifier(node.expression) &&
    node.expression.text === 'module'
  );
}

/** Whether `module.exports = …` makes something that has no name elsewhere. */
function declaresWhole(compiler: TypeScript, right: ts.Expression): boolean {
  const inner = unwrapped(compiler, right);
  return (
    compiler.isFunctionExpression(inner) ||
    compiler.isArrowFunction(inner) ||
    compiler.isClassExpression(inner) ||
    compiler.isObjectLiteralExpression(inner)
  );
}

function valueDeclared(
  compiler: TypeScript,
  name: string,
  right: ts.Expression,
  isMember: boolean,
): Declared {
  const value = unwrapped(compiler, right);
  if (compiler.isFunctionExpression(value) || compiler.isArrowFunction(value))
    return {
      name,
      kind: isMember ? 'Method' : 'Function',
      subkind: isMember ? 'property-fn' : 'variable-fn',
      value,
    };
  if (compiler.isClassExpression(value)) return { name, kind: 'Class', subkind: 'class', value };
  return { name, kind: 'Variable', subkind: isMember ? 'property' : 'variable' };
}
