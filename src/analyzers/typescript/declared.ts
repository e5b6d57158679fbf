import type ts from 'typescript';
import { declaredName } from './names.ts';
import type { TypeScript } from './typescript.ts';

/** What a declaration becomes in the graph. */
export interface Declared {
  readonly name: string;
  readonly kind: 'Module' | 'Class' | 'Function' | 'Method' | 'Parameter' | 'Variable';
  readonly subkind: string;
  /** The function or class that is the value of what is declared, and so the same symbol. */
  readonly value?: ts.Node | undefined;
}

/** Where a declaration stands, as far as that decides what it is. */
export interface Place {
  /** Inside a function's body or a block, where names are local. */
  readonly isLocal: boolean;
}

/** What a node declares; `undefined` where it declares nothing that the graph shows. */
export function declaredBy(compiler: TypeScript, node: ts.Node, place: Place): Declared | undefined {
  const { SyntaxKind } = compiler;
  switch (node.kind) {
    case SyntaxKind.FunctionDeclaration:
      return functionDeclared(compiler, node as ts.FunctionDeclaration, place);
    case SyntaxKind.ClassDeclaration:
    case SyntaxKind.ClassExpression:
      return classDeclared(compiler, node as ts.ClassLikeDeclaration);
    case SyntaxKind.InterfaceDeclaration:
      return named(compiler, (node as ts.InterfaceDeclaration).name, 'Class', 'interface');
    case SyntaxKind.TypeAliasDeclaration:
      return named(compiler, (node as ts.TypeAliasDeclaration).name, 'Class', 'type');
    case SyntaxKind.EnumDeclaration:
      return named(compiler, (node as ts.EnumDeclaration).name, 'Class', 'enum');
    case SyntaxKind.EnumMember:
      return named(compiler, (node as ts.EnumMember).name, 'Variable', 'enum-member');
    case SyntaxKind.ModuleDeclaration:
      return named(compiler, (node as ts.ModuleDeclaration).name, 'Module', 'module');
    case SyntaxKind.MethodDeclaration:
    case SyntaxKind.MethodSignature:
      return named(compiler, (node as ts.MethodDeclaration).name, 'Method', 'method');
    case SyntaxKind.Constructor:
      return { name: 'constructor', kind: 'Method', subkind: 'constructor' };
    case SyntaxKind.GetAccessor:
      return named(compiler, (node as ts.AccessorDeclaration).name, 'Method', 'getter');
    case SyntaxKind.SetAccessor:
      return named(compiler, (node as ts.AccessorDeclaration).name, 'Method', 'setter');
    case SyntaxKind.PropertyDeclaration:
    case SyntaxKind.PropertySignature:
      return memberDeclared(compiler, node as ts.PropertyDeclaration);
    case SyntaxKind.PropertyAssignment:
      return propertyDeclared(compiler, node as ts.PropertyAssignment);
    case SyntaxKind.ShorthandPropertyAssignment:
      return isAssignmentPattern(compiler, node.parent)
        ? undefined
        : named(compiler, (node as ts.ShorthandPropertyAssignment).name, 'Variable', 'property');
    case SyntaxKind.Parameter:
      return parameterDeclared(compiler, node as ts.ParameterDeclaration);
    case SyntaxKind.VariableDeclaration:
      return variableDeclared(compiler, node as ts.VariableDeclaration, place);
    case SyntaxKind.BindingElement:
      return bindingDeclared(compiler, node as ts.BindingElement, place);
    case SyntaxKind.ExportAssignment:
      return exportDeclared(compiler, node as ts.ExportAssignment);
    default:
      return undefined;
  }
}

/** An expression without what only types, groups or asserts it. */
export function unwrapped(compiler: TypeScript, expression: ts.Expression): ts.Expression {
  let inner = expression;
  while (
    compiler.isParenthesizedExpression(inner) ||
    compiler.isAsExpression(inner) ||
    compiler.isSatisfiesExpression(inner) ||
    compiler.isNonNullExpression(inner) ||
    compiler.isTypeAssertionExpression(inner)
  ) {
    inner = inner.expression;
  }
  return inner;
}

/** Whether an object or array literal is what is assigned to, as in `({ a } = b)`. */
export function isAssignmentPattern(compiler: TypeScript, node: ts.Node): boolean {
  let inner = node;
  for (let outer = inner.parent; outer !== undefined; inner = outer, outer = outer.parent) {
    if (compiler.isBinaryExpression(outer))
      return outer.operatorToken.kind === compiler.SyntaxKind.EqualsToken && outer.left === inner
        ? true
        : outer.left === inner && isAssignmentPattern(compiler, outer);
    if (compiler.isForOfStatement(outer) || compiler.isForInStatement(outer))
      return outer.initializer === inner;
    const isPart =
      compiler.isParenthesizedExpression(outer) ||
      compiler.isArrayLiteralExpression(outer) ||
      compiler.isObjectLiteralExpression(outer) ||
      compiler.isSpreadElement(outer) ||
      compiler.isSpreadAssignment(outer) ||
      (compiler.isPropertyAssignment(outer) && outer.initializer === inner);
    if (!isPart) return false;
  }
  return false;
}

function named(
  compiler: TypeScript,
  node: ts.Node,
  kind: Declared['kind'],
  subkind: string,
  value?: ts.Node,
): Declared | undefined {
  const name = declaredName(compiler, node);
  return name === undefined || name === '' ? undefined : { name, kind, subkind, value };
}

function functionDeclared(compiler: TypeScript, node: ts.FunctionDeclaration, { isLocal }: Place): Declared {
  const name = declaredName(compiler, node.name) ?? 'default';
  return { name, kind: 'Function', subkind: isLocal ? 'local-fn' : 'function' };
}

function classDeclared(compiler: TypeScript, node: ts.ClassLikeDeclaration): Declared {
  const unnamed = compiler.isClassDeclaration(node) ? 'default' : 'class';
  return { name: declaredName(compiler, node.name) || unnamed, kind: 'Class', subkind: 'class' };
}

/** The function or class that an initialiser is, if it is one. */
function functionOrClass(compiler: TypeScript, initializer: ts.Expression | undefined) {
  if (initializer === undefined) return undefined;
  const inner = unwrapped(compiler, initializer);
  if (compiler.isFunctionExpression(inner) || compiler.isArrowFunction(inner))
    return { value: inner, isClass: false };
  return compiler.isClassExpression(inner) ? { value: inner, isClass: true } : undefined;
}

function memberDeclared(compiler: TypeScript, node: ts.PropertyDeclaration): Declared | undefined {
  return propertyWithValue(compiler, node, 'Method');
}

function propertyDeclared(compiler: TypeScript, node: ts.PropertyAssignment): Declared | undefined {
  if (isAssignmentPattern(compiler, node.parent)) return undefined;
  return propertyWithValue(compiler, node, 'Function');
}

/** @param callable the kind of a property whose value is a function */
function propertyWithValue(
  compiler: TypeScript,
  { name, initializer }: ts.PropertyDeclaration | ts.PropertyAssignment,
  callable: 'Method' | 'Function',
): Declared | undefined {
  const found = functionOrClass(compiler, initializer);
  if (found === undefined) return named(compiler, name, 'Variable', 'property');
  return found.isClass
    ? named(compiler, name, 'Class', 'class', found.value)
    : named(compiler, name, callable, 'property-fn', found.value);
}

/** Parameters of what has a body; those of a signature are part of its type. */
function parameterDeclared(compiler: TypeScript, node: ts.ParameterDeclaration): Declared | undefined {
  const hasBody = 'body' in node.parent && node.parent.body !== undefined;
  if (!hasBody || !compiler.isIdentifier(node.name) || node.name.text === 'this') return undefined;
  return named(compiler, node.name, 'Parameter', 'parameter');
}

function variableDeclared(
  compiler: TypeScript,
  node: ts.VariableDeclaration,
  { isLocal }: Place,
): Declared | undefined {
  if (!compiler.isIdentifier(node.name)) return undefined;
  const found = functionOrClass(compiler, node.initializer);
  if (found?.isClass) return named(compiler, node.name, 'Class', 'class', found.value);
  if (found === undefined) return named(compiler, node.name, 'Variable', isLocal ? 'local' : 'variable');
  const isConst = (node.parent.flags & compiler.NodeFlags.Const) !== 0;
  const subkind = isLocal ? 'local-fn' : isConst ? 'const-function' : 'variable-fn';
  return named(compiler, node.name, 'Function', subkind, found.value);
}

function bindingDeclared(
  compiler: TypeScript,
  node: ts.BindingElement,
  { isLocal }: Place,
): Declared | undefined {
  if (!compiler.isIdentifier(node.name)) return undefined;
  let root: ts.Node = node;
  while (
    compiler.isBindingElement(root) ||
    compiler.isObjectBindingPattern(root) ||
    compiler.isArrayBindingPattern(root)
  )
    root = root.parent;
  if (compiler.isParameter(root)) {
    const hasBody = 'body' in root.parent && root.parent.body !== undefined;
    return hasBody ? named(compiler, node.name, 'Parameter', 'parameter') : undefined;
  }
  return named(compiler, node.name, 'Variable', isLocal ? 'local' : 'variable');
}

/** `export default 1`; where it names something, that is what is exported, and nothing new is declared. */
function exportDeclared(compiler: TypeScript, node: ts.ExportAssignment): Declared | undefined {
  const inner = unwrapped(compiler, node.expression);
  if (compiler.isIdentifier(inner) || compiler.isPropertyAccessExpression(inner)) return undefined;
  const found = functionOrClass(compiler, node.expression);
  const name = 'default';
  if (found === undefined) return { name, kind: 'Variable', subkind: 'variable' };
  const { value, isClass } = found;
  return isClass
    ? { name, kind: 'Class', subkind: 'class', value }
    : { name, kind: 'Function', subkind: 'const-function', value };
}

/** The symbol that the binder leaves on whatever declares one; the compiler's types do not show it. */
export function symbolOf(node: ts.Node): ts.Symbol | undefined {
  return (node as { readonly symbol?: ts.Symbol }).symbol;
}
