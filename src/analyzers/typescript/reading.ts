import type ts from 'typescript';
import { unwrapped } from './declared.ts';
import { Externals } from './externals.ts';
import { type DeclaredSymbol, FileDeclarations } from './file-declarations.ts';
import type { Project } from './project.ts';
import type { TypeScript } from './typescript.ts';

/** A compiled project while its files are read: what each declares is found when it is first asked for. */
export class Reading {
  readonly project: Project;
  readonly compiler: TypeScript;
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  readonly externals: Externals;
  readonly #sources: ReadonlySet<string>;
  readonly #files = new Map<ts.SourceFile, string | undefined>();
  readonly #declarations = new Map<ts.SourceFile, FileDeclarations>();
  readonly #callable = new Map<DeclaredSymbol, boolean>();

  constructor(project: Project, program: ts.Program) {
    this.project = project;
    this.compiler = project.compiler;
    this.program = program;
    this.checker = program.getTypeChecker();
    this.externals = new Externals(project.compiler, project.folder);
    this.#sources = new Set(project.sources);
  }

  /** The path inside the repository of a source that is analysed. */
  fileOf(source: ts.SourceFile): string | undefined {
    if (this.#files.has(source)) return this.#files.get(source);
    const prefix = `${this.project.folder}/`;
    const inside = source.fileName.startsWith(prefix) ? source.fileName.slice(prefix.length) : undefined;
    const file = inside !== undefined && this.#sources.has(inside) ? inside : undefined;
    this.#files.set(source, file);
    return file;
  }

  declarationsOf(source: ts.SourceFile, file: string): FileDeclarations {
    let found = this.#declarations.get(source);
    if (found === undefined) {
      found = new FileDeclarations(this.compiler, this.checker, source, file);
      this.#declarations.set(source, found);
    }
    return found;
  }

  sourceOf(file: string): ts.SourceFile | undefined {
    return this.program.getSourceFile(`${this.project.folder}/${file}`);
  }

  /** The symbol that a declaration in an analysed source makes. */
  declaredBy(declaration: ts.Node, asProperty = false): DeclaredSymbol | undefined {
    const source = declaration.getSourceFile();
    const file = this.fileOf(source);
    if (file === undefined) return undefined;
    const declarations = this.declarationsOf(source, file);
    return (asProperty ? declarations.propertyOf(declaration) : undefined) ?? declarations.of(declaration);
  }

  /** An alias followed to what it stands for. */
  followed(symbol: ts.Symbol): ts.Symbol {
    return (symbol.flags & this.compiler.SymbolFlags.Alias) !== 0
      ? this.checker.getAliasedSymbol(symbol)
      : symbol;
  }

  /**
   * A variable of a module whose value a call makes, and can be called itself, is a function as good as any.
   */
  isCallableVariable(symbol: DeclaredSymbol): boolean {
    if (symbol.kind !== 'Variable' || symbol.subkind !== 'variable') return false;
    let callable = this.#callable.get(symbol);
    if (callable === undefined) {
      callable = symbol.declarations.some((declaration) => this.#isMadeCallable(declaration));
      this.#callable.set(symbol, callable);
    }
    return callable;
  }

  #isMadeCallable(declaration: ts.Node): boolean {
    const { compiler, checker } = this;
    if (!compiler.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
    const made = unwrapped(compiler, declaration.initializer);
    const isMade =
      compiler.isCallExpression(made) ||
      compiler.isIdentifier(made) ||
      compiler.isPropertyAccessExpression(made);
    return isMade && checker.getTypeAtLocation(declaration.name).getCallSignatures().length > 0;
  }
}
