import { createHash } from 'node:crypto';
import type ts from 'typescript';
import type { TypeScript } from './typescript.ts';

/** Longer names are cut, and made unique by a hash: an id has a limit, and a computed name has none. */
const LONGEST_NAME = 120;
const PLAIN_NAME = /^[#\p{ID_Start}_$][\p{ID_Continue}$]*$/u;
const COMPUTED_PLAIN = /^\[[\p{ID_Continue}$.]+\]$/u;

/**
 * The name a declaration is known by: `write`, `constructor`, `#secret`,
 * `[Symbol.iterator]`; `undefined` without one.
 */
export function declaredName(compiler: TypeScript, name: ts.Node | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (compiler.isIdentifier(name) || compiler.isPrivateIdentifier(name)) return name.text;
  if (compiler.isStringLiteralLike(name) || compiler.isNumericLiteral(name)) return name.text.toWellFormed();
  if (!compiler.isComputedPropertyName(name)) return undefined;
  const { expression } = name;
  if (compiler.isStringLiteralLike(expression) || compiler.isNumericLiteral(expression))
    return expression.text.toWellFormed();
  return shortened(`[${expression.getText()}]`.toWellFormed());
}

/** A name as part of an id: quoted where it could be taken for more than one part. */
export function idPart(name: string): string {
  const text = shortened(name);
  return PLAIN_NAME.test(text) || COMPUTED_PLAIN.test(text) ? text : JSON.stringify(text);
}

function shortened(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, LONGEST_NAME).toWellFormed()}…${hash}`;
}
