import { createHash } from 'node:crypto';
import type ts from 'typescript';
import { unwrapped } from './declared.ts';
import type { TypeScript } from './typescript.ts';

/** What other files can notice of a file. */
export interface Shape {
  /** A hash of the text without what only the file itself can see. */
  readonly hash: string;
  /**
   * Whether it changes what other files see without being imported: a
   * script, or one that adds to other modules.
   */
  readonly isGlobal: boolean;
}

const COMMONJS = /\bmodule\.exports\b|\bexports\.|\brequire\(/;

/**
 * The shape of a file, from its text alone, whatever its spaces and comments. What an
 * annotation gives the type of is left out, for no type elsewhere can follow from it: bodies
 * of functions that say what they return, values of variables that say what they are. What a
 * type is inferred from counts, as does all of JavaScript.
 */
export function shapeOf(compiler: TypeScript, file: string, text: string): Shape {
  const parse = (given: string): ts.SourceFile =>
    compiler.createSourceFile(file, given, compiler.ScriptTarget.Latest, true);
  const source = parse(text);
  const isScript = /\.[cm]?jsx?$/.test(file);
  const seen = isScript ? source : parse(withoutHidden(compiler, source));
  const printer = compiler.createPrinter({ removeComments: true });
  const hash = createHash('sha256').update(printer.printFile(seen)).digest('base64').slice(0, 16);
  const isModule = compiler.isExternalModule(source) || (isScript && COMMONJS.test(text));
  return { hash, isGlobal: !isModule || source.statements.some((node) => addsElsewhere(compiler, node)) };
}

/** The text with a mark in place of what is hidden. */
function withoutHidden(compiler: TypeScript, source: ts.SourceFile): string {
  const parts: string[] = [];
  let from = 0;
  const visit = (node: ts.Node): void => {
    if (!isHidden(compiler, node)) {
      compiler.forEachChild(node, visit);
      return;
    }
    // What kind of value it is decides whether others call it or what it holds.
    const mark = compiler.isBlock(node) ? '{}' : `k${unwrapped(compiler, node as ts.Expression).kind}`;
    parts.push(source.text.slice(from, node.pos), ` ${mark}`);
    from = node.end;
  };
  visit(source);
  return parts.join('') + source.text.slice(from);
}

/** Whether a node is the body or the value of what an annotation gives the type of. */
function isHidden(compiler: TypeScript, node: ts.Node): boolean {
  const { parent } = node;
  if (parent === undefined) return false;
  if (compiler.isVariableDeclaration(parent) || compiler.isPropertyDeclaration(parent))
    return parent.initializer === node && parent.type !== undefined;
  if (!compiler.isBlock(node)) return false;
  if (compiler.isSetAccessor(parent)) return parent.body === node;
  return (
    (compiler.isFunctionDeclaration(parent) ||
      compiler.isMethodDeclaration(parent) ||
      compiler.isGetAccessor(parent) ||
      compiler.isFunctionExpression(parent) ||
      compiler.isArrowFunction(parent)) &&
    parent.type !== undefined &&
    parent.body === node
  );
}

/** `declare global` and `declare module 'name'`. */
function addsElsewhere(compiler: TypeScript, node: ts.Statement): boolean {
  return (
    compiler.isModuleDeclaration(node) && (compiler.isStringLiteral(node.name) || node.name.text === 'global')
  );
}
