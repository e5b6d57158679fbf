import type ts from 'typescript';
import { ancestorsOf } from './inheritance.ts';
import type { Reading } from './reading.ts';

/**
 * The members of an object that a place takes by its shape: an instance of a class of the repository where
 * something is expected that the class does not say it is. Whoever gets it may call them.
 */
export function membersHandedOn(reading: Reading, expression: ts.Expression): readonly ts.Symbol[] {
  const { compiler, checker } = reading;
  if (!isNewInstance(reading, expression)) return [];
  const contexts = [checker.getContextualType(expression), boundOf(reading, expression)];
  const expected = contexts.flatMap((type) => (type?.isUnion() ? type.types : (type ?? [])));
  if (expected.length === 0) return [];
  const type = checker.getApparentType(checker.getTypeAtLocation(expression));
  const declaration = type.symbol?.valueDeclaration;
  if (declaration === undefined || !compiler.isClassLike(declaration)) return [];
  if (reading.fileOf(declaration.getSourceFile()) === undefined) return [];
  const own = new Set([type.symbol, ...ancestorsOf(reading, type.symbol)]);
  const shapes = expected.filter(({ symbol }) => !own.has(symbol));
  return checker
    .getPropertiesOfType(type)
    .filter(({ name }) => shapes.some((shape) => checker.getPropertyOfType(shape, name) !== undefined));
}

/**
 * The members of an object that a key may mean whose type says so:
 * `store[name]` where `name` is `'get' | 'set'`.
 */
export function membersByKey(
  { checker }: Reading,
  { expression, argumentExpression }: ts.ElementAccessExpression,
): readonly ts.Symbol[] {
  const key = checker.getTypeAtLocation(argumentExpression);
  const keys = (key.isUnion() ? key.types : [key]).filter((type) => type.isStringLiteral());
  if (keys.length === 0) return [];
  const type = checker.getApparentType(checker.getTypeAtLocation(expression));
  return keys
    .map(({ value }) => checker.getPropertyOfType(type, value))
    .filter((member) => member !== undefined);
}

/** What a generic parameter asks of the argument for it. */
function boundOf({ compiler, checker }: Reading, argument: ts.Expression): ts.Type | undefined {
  const { parent } = argument;
  if (!compiler.isCallOrNewExpression(parent)) return undefined;
  const index = parent.arguments?.indexOf(argument) ?? -1;
  const parameter =
    index < 0 ? undefined : checker.getResolvedSignature(parent)?.declaration?.parameters[index];
  const type = parameter === undefined ? undefined : checker.getTypeAtLocation(parameter);
  return type?.isTypeParameter() ? checker.getBaseConstraintOfType(type) : undefined;
}

/** `new Thing()`, `this`, or the name of a variable that holds the former, as an argument. */
function isNewInstance({ compiler, checker }: Reading, expression: ts.Expression): boolean {
  if (compiler.isNewExpression(expression)) return true;
  const { parent } = expression;
  const isArgument = compiler.isCallOrNewExpression(parent) && parent.expression !== expression;
  if (!isArgument) return false;
  if (expression.kind === compiler.SyntaxKind.ThisKeyword) return true;
  const declaration =
    compiler.isIdentifier(expression) && checker.getSymbolAtLocation(expression)?.valueDeclaration;
  return (
    declaration !== undefined &&
    declaration !== false &&
    compiler.isVariableDeclaration(declaration) &&
    declaration.initializer !== undefined &&
    compiler.isNewExpression(declaration.initializer)
  );
}
