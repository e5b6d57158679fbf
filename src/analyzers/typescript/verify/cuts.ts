import type ts from 'typescript';
import { groupBy } from '../../../graph/index.ts';
import type { TypeScript } from '../typescript.ts';

/** How a declaration is taken out of the text around it. */
export type Cut =
  /** The node's own text goes; `;` keeps what stands before and after it apart. */
  | { readonly kind: 'alone'; readonly node: ts.Node; readonly filler: ';' | '' }
  /** An element of a list with commas; where none is left, `whole` goes. */
  | {
      readonly kind: 'element';
      readonly node: ts.Node;
      readonly list: ts.NodeArray<ts.Node>;
      readonly whole?: ts.Node;
    };

/** How a declaration is cut out, or why that cannot be expressed. */
export function cutOf(compiler: TypeScript, node: ts.Node): Cut | string {
  const { parent } = node;
  if (compiler.isVariableDeclaration(node)) return variableCut(compiler, node);
  if (compiler.isBinaryExpression(node) || compiler.isPropertyAccessExpression(node))
    return compiler.isExpressionStatement(parent)
      ? statementCut(compiler, parent)
      : 'it is declared within an expression';
  if (compiler.isParameter(node)) return 'it is a parameter';
  if (compiler.isBindingElement(node)) return 'it is taken out of a pattern';
  if (compiler.isEnumMember(node)) return { kind: 'element', node, list: node.parent.members };
  if (compiler.isObjectLiteralExpression(parent)) return { kind: 'element', node, list: parent.properties };
  if (compiler.isClassElement(node)) return { kind: 'alone', node, filler: ';' };
  if (compiler.isTypeElement(node)) return { kind: 'alone', node, filler: '' };
  if (isStatement(compiler, node)) return statementCut(compiler, node);
  return 'it is declared within an expression';
}

/** How a name that an import or export gives to something is cut out; `undefined` for other forms. */
export function aliasCut(compiler: TypeScript, node: ts.Node): Cut | undefined {
  if (compiler.isImportSpecifier(node) || compiler.isExportSpecifier(node))
    return { kind: 'element', node, list: node.parent.elements };
  if (compiler.isExportAssignment(node)) return { kind: 'alone', node, filler: ';' };
  const isAlone = compiler.isImportClause(node) && node.namedBindings === undefined;
  return isAlone ? { kind: 'alone', node: node.parent, filler: ';' } : undefined;
}

/**
 * A text without what is cut out of it. Blanks stand in its place, so
 * every position and line stays what it was.
 * @param cuts none of which lies in another
 */
export function cutText(source: ts.SourceFile, cuts: readonly Cut[]): string {
  const characters = source.text.split('');
  for (const cut of cuts)
    if (cut.kind !== 'element') blank(characters, cut.node.getStart(source), cut.node.end, cut.filler);
  const ofLists = cuts.filter((cut) => cut.kind === 'element');
  for (const [list, elements] of groupBy(ofLists, (cut) => cut.list))
    cutElements(source, characters, list, elements);
  return characters.join('');
}

function cutElements(
  source: ts.SourceFile,
  characters: string[],
  list: ts.NodeArray<ts.Node>,
  cuts: readonly Extract<Cut, { kind: 'element' }>[],
): void {
  const gone = new Set(cuts.map(({ node }) => node));
  const kept = list.filter((element) => !gone.has(element));
  const whole = cuts[0]?.whole;
  if (kept.length === 0 && whole !== undefined) {
    blank(characters, whole.getStart(source), whole.end, ';');
    return;
  }
  let end = list.pos;
  let before = -1;
  for (const element of kept) {
    const index = list.indexOf(element);
    // A comma stays between what is kept.
    if (index !== before + 1) blank(characters, end, element.getStart(source), before < 0 ? '' : ',');
    end = element.end;
    before = index;
  }
  if (before !== list.length - 1) blank(characters, end, list.end, '');
}

/** Lines stay lines. @param filler stands for the first character that ends no line */
function blank(characters: string[], start: number, end: number, filler: string): void {
  let left = filler;
  for (let at = start; at < end; at++) {
    if (/[\r\n\u2028\u2029]/.test(characters[at] ?? '')) continue;
    characters[at] = left || ' ';
    left = '';
  }
}

function variableCut(compiler: TypeScript, node: ts.VariableDeclaration): Cut | string {
  const { parent: list } = node;
  if (!compiler.isVariableDeclarationList(list)) return 'it is the variable of a catch clause';
  const statement = list.parent;
  if (!compiler.isVariableStatement(statement)) return 'it is the variable of a loop';
  const whole = statementCut(compiler, statement);
  if (typeof whole === 'string') return whole;
  return { kind: 'element', node, list: list.declarations, whole: statement };
}

function statementCut(compiler: TypeScript, node: ts.Statement): Cut | string {
  const { parent } = node;
  const isInList =
    compiler.isSourceFile(parent) ||
    compiler.isBlock(parent) ||
    compiler.isModuleBlock(parent) ||
    compiler.isCaseOrDefaultClause(parent);
  return isInList ? { kind: 'alone', node, filler: ';' } : 'it is all that a statement consists of';
}

function isStatement(compiler: TypeScript, node: ts.Node): node is ts.Statement {
  return (
    compiler.isFunctionDeclaration(node) ||
    compiler.isClassDeclaration(node) ||
    compiler.isInterfaceDeclaration(node) ||
    compiler.isTypeAliasDeclaration(node) ||
    compiler.isEnumDeclaration(node) ||
    compiler.isModuleDeclaration(node) ||
    compiler.isExportAssignment(node)
  );
}
