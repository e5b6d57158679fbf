import { posix } from 'node:path';
import ts from 'typescript';

/** For each file the names it hands on from another: `name` as it is called there, `*` for all it exports. */
export type Exports = Readonly<Record<string, readonly Reexport[]>>;

export type Reexport = { readonly name: string; readonly file: string; readonly nameThere: string };

export function reexportsOf(sources: readonly ts.SourceFile[], files: ReadonlySet<string>): Exports {
  return Object.fromEntries(sources.map((source) => [source.fileName, reexports(source, files)]));
}

function reexports(source: ts.SourceFile, files: ReadonlySet<string>): Reexport[] {
  return source.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) return [];
    const file = resolveModule(source.fileName, statement.moduleSpecifier, files);
    if (file === undefined) return [];
    const { exportClause } = statement;
    if (exportClause === undefined) return [{ name: '*', file, nameThere: '*' }];
    if (!ts.isNamedExports(exportClause)) return [];
    return exportClause.elements.map(({ name, propertyName }) => ({
      name: name.text,
      file,
      nameThere: (propertyName ?? name).text,
    }));
  });
}

/** The file that a relative import names; `undefined` for packages and for files that are not there. */
export function resolveModule(
  from: string,
  specifier: ts.Expression,
  files: ReadonlySet<string>,
): string | undefined {
  if (!ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return undefined;
  const path = posix.join(posix.dirname(from), specifier.text);
  const candidates = [path, `${path}.ts`, path.replace(/\.js$/, '.ts'), `${path}/index.ts`];
  return candidates.find((candidate) => files.has(candidate));
}

/** The file in which a name is declared that another file exports. */
export function declaringFile(
  file: string,
  name: string,
  exports: Exports,
  seen: ReadonlySet<string> = new Set(),
): readonly [file: string, name: string] {
  const handedOn = exports[file]?.find((reexport) => reexport.name === name);
  if (handedOn === undefined || seen.has(file)) return [file, name];
  return declaringFile(handedOn.file, handedOn.nameThere, exports, new Set([...seen, file]));
}
