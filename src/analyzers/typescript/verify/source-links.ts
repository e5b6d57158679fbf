import type ts from 'typescript';
import type { Reading } from '../reading.ts';
import { aliasCut, type Cut } from './cuts.ts';

/** A name that an import or export gives to what is declared elsewhere. */
export interface AliasName {
  readonly source: ts.SourceFile;
  readonly cut: Cut;
  /** All declarations of what it stands for. */
  readonly declarations: readonly ts.Node[];
  /** Whether other files see it. */
  readonly isExport: boolean;
}

/** How the sources of a project hang together: who imports whom, and under which names. */
export class SourceLinks {
  readonly aliases: readonly AliasName[];
  readonly #importers = new Map<ts.SourceFile, Set<ts.SourceFile>>();

  constructor(reading: Reading, sources: readonly ts.SourceFile[]) {
    this.aliases = sources.flatMap((source) => [...aliasNames(reading, source)]);
    for (const source of sources) {
      for (const imported of importsOf(reading, source)) {
        const importers = this.#importers.get(imported);
        if (importers === undefined) this.#importers.set(imported, new Set([source]));
        else importers.add(source);
      }
    }
  }

  /** Files, and all that import one of them, directly or not. */
  withImporters(files: Iterable<ts.SourceFile>): Set<ts.SourceFile> {
    const found = new Set(files);
    // A set that grows while it is walked is walked to its new end.
    for (const file of found) for (const importer of this.#importers.get(file) ?? []) found.add(importer);
    return found;
  }
}

function* importsOf({ checker }: Reading, source: ts.SourceFile): Generator<ts.SourceFile> {
  for (const literal of importLiterals(source)) {
    for (const declaration of checker.getSymbolAtLocation(literal)?.declarations ?? [])
      yield declaration.getSourceFile();
  }
}

/** Every module that the file names, as the compiler has collected them; its types do not show it. */
function importLiterals(source: ts.SourceFile): readonly ts.Node[] {
  return (source as { readonly imports?: readonly ts.Node[] }).imports ?? [];
}

function* aliasNames(reading: Reading, source: ts.SourceFile): Generator<AliasName> {
  const { compiler } = reading;
  const named = (node: ts.Node, name: ts.Node, isExport: boolean): AliasName[] => {
    const cut = aliasCut(compiler, node);
    const symbol = aliased(reading, name);
    const declarations = symbol?.declarations ?? [];
    return cut === undefined || declarations.length === 0 ? [] : [{ source, cut, declarations, isExport }];
  };
  for (const statement of source.statements) {
    if (compiler.isImportDeclaration(statement)) {
      const { importClause: clause } = statement;
      if (clause?.name !== undefined) yield* named(clause, clause.name, false);
      const bindings = clause?.namedBindings;
      if (bindings !== undefined && compiler.isNamedImports(bindings))
        for (const specifier of bindings.elements) yield* named(specifier, specifier.name, false);
    } else if (compiler.isExportDeclaration(statement)) {
      const clause = statement.exportClause;
      if (clause !== undefined && compiler.isNamedExports(clause))
        for (const specifier of clause.elements) yield* named(specifier, specifier.name, true);
    } else if (compiler.isExportAssignment(statement) && compiler.isIdentifier(statement.expression)) {
      yield* named(statement, statement.expression, true);
    }
  }
}

/** What a name in an import or export stands for in the end. */
function aliased({ checker, compiler }: Reading, name: ts.Node): ts.Symbol | undefined {
  const { parent } = name;
  const symbol = compiler.isExportSpecifier(parent)
    ? (checker.getExportSpecifierLocalTargetSymbol(parent) ?? checker.getSymbolAtLocation(name))
    : checker.getSymbolAtLocation(name);
  const isAlias = symbol !== undefined && (symbol.flags & compiler.SymbolFlags.Alias) !== 0;
  return isAlias ? checker.getAliasedSymbol(symbol) : symbol;
}
