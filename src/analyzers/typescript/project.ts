import { readFileSync } from 'node:fs';
import type ts from 'typescript';
import { commonOptions, readConfigs } from './configs.ts';
import { type Manifest, readManifests } from './manifests.ts';
import { ModuleResolver } from './module-resolver.ts';
import { type SkippedFile, selectSources } from './source-files.ts';
import type { TypeScript } from './typescript.ts';

/** Something of the project that could not be read as it should be. */
export interface Problem {
  readonly file: string;
  readonly problem: string;
}

/** A folder's TypeScript and JavaScript, before it is compiled. */
export interface Project {
  readonly compiler: TypeScript;
  /** Absolute, with `/`. */
  readonly folder: string;
  readonly sources: readonly string[];
  readonly skipped: readonly SkippedFile[];
  readonly problems: Problem[];
  readonly manifests: readonly Manifest[];
  readonly options: ts.CompilerOptions;
  readonly resolver: ModuleResolver;
  /** Sources that begin with a byte order mark, which the compiler leaves out. Filled as files are read. */
  readonly marked: Set<string>;
  readonly host: ts.CompilerHost;
}

/** Reads how a folder's files belong together; nothing of it is run. @param files inside the folder */
export function readProject(compiler: TypeScript, folder: string, files: readonly string[]): Project {
  const home = folder.replaceAll('\\', '/');
  const problems: Problem[] = [];
  const report = (file: string, problem: string): void => void problems.push({ file, problem });
  const manifests = readManifests(home, files, report);
  const configs = readConfigs(compiler, home, files, report);
  const { sources, skipped } = selectSources(home, files, manifests, configs);
  const options = commonOptions(compiler, home, configs);
  const marked = new Set<string>();
  const host = compilerHost(compiler, home, options, marked);
  const resolver = new ModuleResolver({
    compiler,
    folder: home,
    sources: new Set(sources),
    manifests,
    configs,
    options,
    host,
  });
  host.resolveModuleNameLiterals = (literals, from, redirected, compilerOptions, source) =>
    literals.map((literal) => {
      const mode = compiler.getModeForUsageLocation(source, literal, compilerOptions);
      return resolver.resolve(literal.text, from, mode, redirected);
    });
  return { compiler, folder: home, sources, skipped, problems, manifests, options, resolver, marked, host };
}

/** Compiles some of a project's sources, with all they import. */
export function compileSources(
  { compiler, folder, options, host }: Project,
  sources: readonly string[],
  oldProgram?: ts.Program,
): ts.Program {
  const rootNames = sources.map((file) => `${folder}/${file}`);
  return compiler.createProgram({
    rootNames,
    options,
    host,
    ...(oldProgram !== undefined && { oldProgram }),
  });
}

function compilerHost(
  compiler: TypeScript,
  folder: string,
  options: ts.CompilerOptions,
  marked: Set<string>,
): ts.CompilerHost {
  const host = compiler.createCompilerHost(options);
  host.getCurrentDirectory = () => folder;
  host.readFile = (path) => {
    try {
      const bytes = readFileSync(path);
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
        marked.add(path);
        return bytes.toString('utf8', 3);
      }
      return bytes.toString('utf8');
    } catch {
      return undefined;
    }
  };
  return host;
}
