import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import type { Entry } from './entries.ts';
import { isExported } from './exported.ts';

/** A place where a name is declared. */
interface Declared {
  readonly path: string;
  readonly name: string;
}

const printer = ts.createPrinter({ removeComments: true });

/**
 * The names that users can import and their declarations, as text: under the entry that gives them first, and
 * by name. It follows from the sources alone, for these declare the types of all they export.
 */
export function surfaceOf(root: string, entries: readonly Entry[]): string {
  const sources = new Sources(root);
  const shown = new Map<string, string>();
  const parts = entries.map(({ name: entry, path }) => {
    const texts = [...sources.exportsOf(path)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, declared]) => {
        const key = `${declared.path} ${declared.name}`;
        const first = shown.get(key);
        if (first !== undefined) return `${name}: as in ${first}\n`;
        shown.set(key, entry);
        return sources.declarationOf(declared);
      });
    return `## ${entry}\n\n${texts.join('')}`;
  });
  return parts.join('\n');
}

class Sources {
  readonly #root: string;
  readonly #declarations = new Map<string, ts.SourceFile>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Each exported name of a file, and where it is declared. */
  exportsOf(path: string): Map<string, Declared> {
    const found = new Map<string, Declared>();
    for (const statement of this.#declared(path).statements) {
      if (ts.isExportDeclaration(statement)) {
        for (const [name, declared] of this.#passedOn(path, statement)) found.set(name, declared);
      } else if (isExported(statement)) {
        for (const name of namesOf(statement)) found.set(name, { path, name });
      }
    }
    return found;
  }

  /** The declaration as a caller sees it: without comments and bodies. */
  declarationOf({ path, name }: Declared): string {
    const file = this.#declared(path);
    return file.statements
      .filter((statement) => namesOf(statement).includes(name))
      .map((statement) => `${printer.printNode(ts.EmitHint.Unspecified, statement, file)}\n`)
      .join('');
  }

  #passedOn(path: string, statement: ts.ExportDeclaration): Map<string, Declared> {
    const { moduleSpecifier, exportClause } = statement;
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return new Map();
    const from = posix.join(posix.dirname(path), moduleSpecifier.text);
    const there = this.exportsOf(from);
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) return there;
    return new Map(
      exportClause.elements.map(({ name, propertyName }) => {
        const source = (propertyName ?? name).text;
        const declared = there.get(source);
        if (declared === undefined) throw new Error(`${from} exports no ${source}.`);
        return [name.text, declared];
      }),
    );
  }

  #declared(path: string): ts.SourceFile {
    const known = this.#declarations.get(path);
    if (known !== undefined) return known;
    const text = readFileSync(join(this.#root, path), 'utf8');
    const { outputText } = ts.transpileDeclaration(text, { compilerOptions: { isolatedDeclarations: true } });
    const file = ts.createSourceFile(path, outputText, ts.ScriptTarget.Latest);
    this.#declarations.set(path, file);
    return file;
  }
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name.text] : [],
    );
  }
  const { name } = statement as { readonly name?: ts.Node };
  return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
}
