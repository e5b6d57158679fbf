import ts from 'typescript';
import { edgeKey, type SerializableEdge, type SerializableNode } from '../../src/index.ts';
import { declaringFile, resolveModule } from './modules.ts';
import type { Repository } from './typescript-analyzer.ts';

/** Reads one file: first what it declares, then what its declarations refer to. */
export class FileReader {
  readonly nodes: SerializableNode[] = [];
  readonly #source: ts.SourceFile;
  readonly #repository: Repository;
  readonly #ids = new Map<ts.Node, string>();
  readonly #declared = new Set<string>();
  /** Names of the file's own top level and of its imports, with the ids of what they mean. */
  readonly #names = new Map<string, string>();
  readonly #edges = new Map<string, SerializableEdge>();

  constructor(source: ts.SourceFile, repository: Repository) {
    this.#source = source;
    this.#repository = repository;
    this.#addNode(source, source.fileName, source.fileName, 'Module', {});
    this.#declare(source, source.fileName);
    this.#import();
  }

  edges(): Iterable<SerializableEdge> {
    this.#refer(this.#source, this.#source.fileName, undefined);
    return this.#edges.values();
  }

  #declare(node: ts.Node, parent: string): void {
    ts.forEachChild(node, (child) => {
      const declared = declaration(child);
      if (declared === undefined) return this.#declare(child, parent);
      const { name, kind, subkind } = declared;
      const isTopLevel = parent === this.#source.fileName;
      const id = isTopLevel ? `${parent}#${name}` : `${parent}.${name}`;
      const attributes = {
        parent,
        ...(subkind !== undefined && { subkind }),
        ...(isExported(child) && { exported: 'true' }),
      };
      // A second declaration of the name, such as an overload, is the same symbol.
      if (!this.#declared.has(id)) this.#addNode(child, id, name, kind, attributes);
      this.#ids.set(child, id);
      if (isTopLevel) this.#names.set(name, id);
      this.#declare(child, id);
    });
  }

  #import(): void {
    for (const statement of this.#source.statements) {
      const specifier =
        ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)
          ? statement.moduleSpecifier
          : undefined;
      if (specifier === undefined) continue;
      const file = resolveModule(this.#source.fileName, specifier, this.#repository.files);
      if (file === undefined) continue;
      this.#addEdge(this.#source.fileName, file, 'IMPORTS', statement);
      const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
      if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
      for (const { name, propertyName } of bindings.elements) {
        const declared = declaringFile(file, (propertyName ?? name).text, this.#repository.reexports);
        this.#names.set(name.text, declared.join('#'));
      }
    }
  }

  #refer(node: ts.Node, from: string, ownClass: string | undefined): void {
    ts.forEachChild(node, (child) => {
      if (ts.isImportDeclaration(child) || ts.isExportDeclaration(child)) return;
      const id = this.#ids.get(child);
      const classId = id !== undefined && ts.isClassDeclaration(child) ? id : ownClass;
      this.#reference(child, from, ownClass);
      this.#refer(child, id ?? from, classId);
    });
  }

  #reference(node: ts.Node, from: string, ownClass: string | undefined): void {
    if (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword) {
      const member = `${ownClass}.${node.name.text}`;
      if (this.#declared.has(member)) this.#addEdge(from, member, useOf(node), node);
    } else if (ts.isIdentifier(node) && !isNameOnly(node)) {
      const target = this.#names.get(node.text);
      if (target !== undefined && target !== from) this.#addEdge(from, target, useOf(node), node);
    }
  }

  #addNode(node: ts.Node, id: string, name: string, kind: string, attributes: Record<string, string>): void {
    const start = this.#source.getLineAndCharacterOfPosition(node.getStart(this.#source));
    const end = this.#source.getLineAndCharacterOfPosition(node.getEnd());
    this.#declared.add(id);
    this.nodes.push({
      id,
      name,
      kind,
      file: this.#source.fileName,
      span: {
        startByte: this.#bytesBefore(node.getStart(this.#source)),
        endByte: this.#bytesBefore(node.getEnd()),
        startLine: start.line + 1,
        endLine: end.line + 1,
        startColumn: start.character,
        endColumn: end.character,
      },
      attributes: { language: 'typescript', ...attributes },
    });
  }

  #bytesBefore(position: number): number {
    return Buffer.byteLength(this.#source.text.slice(0, position));
  }

  #addEdge(source: string, target: string, kind: string, at: ts.Node): void {
    const { line } = this.#source.getLineAndCharacterOfPosition(at.getStart(this.#source));
    const edge = { source, target, kind, attributes: { line: String(line + 1) } };
    const key = edgeKey(edge);
    if (!this.#edges.has(key)) this.#edges.set(key, edge);
  }
}

interface Declared {
  readonly name: string;
  readonly kind: string;
  readonly subkind?: string;
}

function declaration(node: ts.Node): Declared | undefined {
  if (ts.isFunctionDeclaration(node) && node.name) return { name: node.name.text, kind: 'Function' };
  if (ts.isClassDeclaration(node) && node.name) return { name: node.name.text, kind: 'Class' };
  if (ts.isInterfaceDeclaration(node)) return { name: node.name.text, kind: 'Class', subkind: 'interface' };
  if (ts.isTypeAliasDeclaration(node)) return { name: node.name.text, kind: 'Class', subkind: 'type' };
  if (ts.isConstructorDeclaration(node))
    return { name: 'constructor', kind: 'Method', subkind: 'constructor' };
  if (ts.isMethodDeclaration(node) || ts.isAccessor(node))
    return ts.isClassDeclaration(node.parent) ? { name: node.name.getText(), kind: 'Method' } : undefined;
  return ts.isVariableDeclaration(node) ? variable(node) : undefined;
}

/** Functions wherever they are named, other variables at the top level alone. */
function variable({ name, initializer, parent }: ts.VariableDeclaration): Declared | undefined {
  if (!ts.isIdentifier(name)) return undefined;
  if (initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)))
    return { name: name.text, kind: 'Function', subkind: 'const-function' };
  return ts.isSourceFile(parent.parent.parent) ? { name: name.text, kind: 'Variable' } : undefined;
}

function isExported(node: ts.Node): boolean {
  const holder = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  return (
    ts.canHaveModifiers(holder) &&
    (ts.getModifiers(holder) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

/** What using a name here means: a call, inheritance, or a mere use. */
function useOf(node: ts.Expression): string {
  const { parent } = node;
  if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === node)
    return 'CALLS';
  if (ts.isTaggedTemplateExpression(parent) && parent.tag === node) return 'CALLS';
  if (!ts.isExpressionWithTypeArguments(parent) || !ts.isHeritageClause(parent.parent)) return 'READS';
  return parent.parent.token === ts.SyntaxKind.ExtendsKeyword ? 'EXTENDS' : 'IMPLEMENTS';
}

/** Whether an identifier names something here, rather than refers to it. */
function isNameOnly(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  return 'name' in parent && parent.name === node;
}
