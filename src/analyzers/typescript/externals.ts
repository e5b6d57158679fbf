import { existsSync, readFileSync } from 'node:fs';
import type ts from 'typescript';
import type { SerializableNode } from '../../graph/index.ts';
import { declaredBy } from './declared.ts';
import { declaredName, idPart } from './names.ts';
import type { TypeScript } from './typescript.ts';

/** What is known of a symbol outside the repository. */
export interface External {
  readonly id: string;
  readonly name: string;
  readonly kind: SerializableNode['kind'];
  readonly subkind: string;
  readonly package: string;
}

const NOWHERE = { startByte: 0, endByte: 0, startLine: 0, endLine: 0, startColumn: 0, endColumn: 0 };

/** The node of an external symbol. */
export function externalNode({ id, name, kind, subkind, package: from }: External): SerializableNode {
  const attributes = {
    external: 'true',
    ...(from !== '' && { package: from }),
    ...(subkind !== '' && { subkind }),
  };
  return { id, name, kind, file: '', span: NOWHERE, attributes };
}

/**
 * The symbols of other packages that a repository refers to: `npm:typescript#Array.map` of the language's own
 * library, `npm:zod#ZodType.parse` of an installed package, `npm:zod` for the package itself.
 */
export class Externals {
  readonly #compiler: TypeScript;
  readonly #folder: string;
  readonly #byDeclaration = new Map<ts.Node, External | undefined>();
  readonly #packageOfFile = new Map<string, string>();

  constructor(compiler: TypeScript, folder: string) {
    this.#compiler = compiler;
    this.#folder = folder;
  }

  /**
   * The symbol that a declaration outside the repository's sources makes; `undefined` for what has no name.
   */
  of(declaration: ts.Node): External | undefined {
    if (this.#byDeclaration.has(declaration)) return this.#byDeclaration.get(declaration);
    const external = this.#describe(declaration);
    this.#byDeclaration.set(declaration, external);
    return external;
  }

  /** A package, or a module that the runtime brings: `npm:react`, `node:fs`. */
  ofModule(specifier: string): External {
    const isBuiltin = specifier.startsWith('node:');
    const name = isBuiltin ? specifier : packageName(specifier);
    const id = isBuiltin ? name : `npm:${name}`;
    return { id, name, kind: 'Module', subkind: '', package: isBuiltin ? 'node' : name };
  }

  /** What an import names in a module that could not be found. */
  ofMissing(specifier: string, name: string): External {
    const module = this.ofModule(specifier);
    return { ...module, id: `${module.id}#${idPart(name)}`, name, kind: 'Unknown' };
  }

  /** The package that a file belongs to; empty for one of the repository itself. */
  packageOf(file: string): string {
    const known = this.#packageOfFile.get(file);
    if (known !== undefined) return known;
    const name = this.#findPackage(file);
    this.#packageOfFile.set(file, name);
    return name;
  }

  #findPackage(file: string): string {
    const at = file.lastIndexOf('/node_modules/');
    if (at >= 0) return packageName(file.slice(at + '/node_modules/'.length));
    if (/\/lib\.[^/]*\.d\.ts$/.test(file) && file.includes('typescript')) return 'typescript';
    if (file.startsWith(`${this.#folder}/`)) return '';
    return packageAround(file);
  }

  #describe(declaration: ts.Node): External | undefined {
    const compiler = this.#compiler;
    const file = declaration.getSourceFile().fileName;
    const from = this.packageOf(file);
    const home = from === '' ? file.slice(this.#folder.length + 1) : `npm:${from}`;
    if (compiler.isSourceFile(declaration)) {
      const name = from === '' ? home.slice(home.lastIndexOf('/') + 1) : from;
      return { id: home, name, kind: 'Module', subkind: '', package: from };
    }
    const declared = declaredBy(compiler, declaration, { isLocal: false });
    if (declared === undefined) return undefined;
    const path = pathOf(compiler, declaration, declared.name);
    const { name, kind, subkind } = declared;
    return { id: `${home}#${path.map(idPart).join('.')}`, name, kind, subkind, package: from };
  }
}

/** The names from a declaration's module down to itself. */
function pathOf(compiler: TypeScript, declaration: ts.Node, name: string): string[] {
  const path = [name];
  for (let node: ts.Node = declaration.parent; node !== undefined; node = node.parent) {
    const isNamed =
      compiler.isModuleDeclaration(node) ||
      compiler.isClassLike(node) ||
      compiler.isInterfaceDeclaration(node) ||
      compiler.isTypeAliasDeclaration(node) ||
      compiler.isEnumDeclaration(node) ||
      compiler.isVariableDeclaration(node) ||
      compiler.isFunctionDeclaration(node) ||
      compiler.isPropertySignature(node) ||
      compiler.isPropertyDeclaration(node);
    const outer = isNamed ? declaredName(compiler, (node as ts.NamedDeclaration).name) : undefined;
    if (outer !== undefined && outer !== 'global') path.unshift(outer);
  }
  return path;
}

/** `zod` of `zod/v4`, `@types/node` of `@types/node/fs.d.ts`. */
function packageName(path: string): string {
  const [first = path, second] = path.split('/');
  return first.startsWith('@') && second !== undefined ? `${first}/${second}` : first;
}

function packageAround(file: string): string {
  for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
    const manifest = `${file.slice(0, end)}/package.json`;
    if (!existsSync(manifest)) continue;
    try {
      const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly name?: string };
      if (name !== undefined) return name;
    } catch {
      break;
    }
  }
  return 'unknown';
}
