import type ts from 'typescript';
import { isAssignmentPattern } from './declared.ts';
import type { TypeScript } from './typescript.ts';

/** What a place in the text does with the value that stands there. */
export interface Use {
  readonly call?: 'call' | 'new' | 'tagged' | 'jsx' | 'decorator';
  readonly isWritten: boolean;
  readonly isRead: boolean;
  readonly heritage?: 'EXTENDS' | 'IMPLEMENTS';
}

const READ: Use = { isRead: true, isWritten: false };
const WRITTEN: Use = { isRead: false, isWritten: true };
const BOTH: Use = { isRead: true, isWritten: true };

/** What is done with an expression: the name itself, or the whole access whose last part it is. */
export function useOf(compiler: TypeScript, expression: ts.Node): Use {
  let inner = expression;
  let outer = inner.parent;
  while (
    compiler.isParenthesizedExpression(outer) ||
    compiler.isNonNullExpression(outer) ||
    compiler.isAsExpression(outer) ||
    compiler.isSatisfiesExpression(outer) ||
    compiler.isTypeAssertionExpression(outer) ||
    (compiler.isExpressionWithTypeArguments(outer) && !compiler.isHeritageClause(outer.parent))
  ) {
    inner = outer;
    outer = inner.parent;
  }
  const call = callKind(compiler, inner, outer);
  if (call !== undefined) return { call, isRead: false, isWritten: false };
  if (compiler.isExpressionWithTypeArguments(outer) && compiler.isHeritageClause(outer.parent)) {
    const isExtends = outer.parent.token === compiler.SyntaxKind.ExtendsKeyword;
    return { heritage: isExtends ? 'EXTENDS' : 'IMPLEMENTS', isRead: false, isWritten: false };
  }
  return writes(compiler, inner, outer) ?? READ;
}

function callKind(compiler: TypeScript, inner: ts.Node, outer: ts.Node): Use['call'] {
  if (compiler.isCallExpression(outer) && outer.expression === inner)
    return compiler.isDecorator(outer.parent) ? 'decorator' : 'call';
  if (compiler.isNewExpression(outer) && outer.expression === inner) return 'new';
  if (compiler.isTaggedTemplateExpression(outer) && outer.tag === inner) return 'tagged';
  if (compiler.isDecorator(outer)) return 'decorator';
  const isJsx = compiler.isJsxOpeningElement(outer) || compiler.isJsxSelfClosingElement(outer);
  return isJsx && outer.tagName === inner ? 'jsx' : undefined;
}

function writes(compiler: TypeScript, inner: ts.Node, outer: ts.Node): Use | undefined {
  const { SyntaxKind } = compiler;
  if (compiler.isBinaryExpression(outer) && outer.left === inner) {
    const operator = outer.operatorToken.kind;
    if (operator === SyntaxKind.EqualsToken) return WRITTEN;
    const isCompound = operator >= SyntaxKind.FirstAssignment && operator <= SyntaxKind.LastAssignment;
    return isCompound ? BOTH : undefined;
  }
  if (compiler.isPrefixUnaryExpression(outer) || compiler.isPostfixUnaryExpression(outer)) {
    const { operator } = outer;
    return operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken
      ? BOTH
      : undefined;
  }
  if (compiler.isDeleteExpression(outer)) return WRITTEN;
  if (compiler.isForOfStatement(outer) || compiler.isForInStatement(outer))
    return outer.initializer === inner ? WRITTEN : undefined;
  const isElement =
    compiler.isArrayLiteralExpression(outer) ||
    compiler.isSpreadElement(outer) ||
    compiler.isSpreadAssignment(outer) ||
    (compiler.isPropertyAssignment(outer) && outer.initializer === inner) ||
    (compiler.isShorthandPropertyAssignment(outer) && outer.name === inner);
  return isElement && isAssignmentPattern(compiler, inner) ? WRITTEN : undefined;
}
