import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import type ts from 'typescript';
import type { TypeScript } from './typescript.ts';

/** The compiler's configuration of one folder. */
export interface Config {
  /** Inside the repository; empty for the root. */
  readonly folder: string;
  readonly options: ts.CompilerOptions;
}

const CONFIG_NAME = /(?:^|\/)(?:tsconfig|jsconfig)\.json$/;

/**
 * The configurations among a folder's files, with what they extend; one that only refers to others of its
 * folder takes over their options. They are data: no plugin they name is loaded.
 */
export function readConfigs(
  compiler: TypeScript,
  folder: string,
  files: readonly string[],
  problems: (file: string, problem: string) => void,
): Config[] {
  return files
    .filter((file) => CONFIG_NAME.test(file))
    .map((file) => ({
      folder: file.includes('/') ? posix.dirname(file) : '',
      options: optionsOf(compiler, join(folder, file), (problem) => problems(file, problem)),
    }));
}

/** The configuration that holds for a file: that of the nearest folder around it. */
export function configFor(configs: readonly Config[]): (file: string) => Config | undefined {
  const byFolder = new Map(configs.map((config) => [config.folder, config]));
  const known = new Map<string, Config | undefined>();
  const find = (folder: string): Config | undefined => {
    if (known.has(folder)) return known.get(folder);
    const found =
      byFolder.get(folder) ??
      (folder === '' ? undefined : find(folder.includes('/') ? posix.dirname(folder) : ''));
    known.set(folder, found);
    return found;
  };
  return (file) => find(file.includes('/') ? posix.dirname(file) : '');
}

/**
 * The options to analyse all files together with: of the outermost configuration, with every library and
 * every set of global types that any of them names, so that each file finds what its own names.
 */
export function commonOptions(
  compiler: TypeScript,
  folder: string,
  configs: readonly Config[],
): ts.CompilerOptions {
  const outermost = configs.toSorted((a, b) => a.folder.length - b.folder.length)[0]?.options ?? {};
  const every = <Value>(of: (options: ts.CompilerOptions) => readonly Value[] | undefined): Value[] => [
    ...new Set(configs.flatMap(({ options }) => of(options) ?? [])),
  ];
  const libs =
    configs.length > 0 && configs.every(({ options }) => options.lib) ? every(({ lib }) => lib) : undefined;
  const types = every((options) => options.types);
  const isTypesGiven = configs.some(({ options }) => options.types !== undefined);
  // From version 6 on global types are no longer found by themselves.
  const finds = Number(compiler.version.split('.')[0]) >= 6;
  return {
    ...forReading(compiler, outermost),
    ...(libs !== undefined && { lib: libs }),
    ...(isTypesGiven ? { types } : finds && { types: ['*'] }),
    typeRoots: [...every((options) => options.typeRoots), ...typeRoots(folder, configs)],
  };
}

function optionsOf(compiler: TypeScript, path: string, problem: (text: string) => void): ts.CompilerOptions {
  const read = (file: string): { readonly config?: unknown } => {
    const { config, error } = compiler.readConfigFile(file, compiler.sys.readFile);
    if (error !== undefined) problem(compiler.flattenDiagnosticMessageText(error.messageText, ' '));
    return { config };
  };
  const parse = (file: string): ts.ParsedCommandLine => {
    // The files are known already; a host that lists none spares a walk over the folder.
    const host = { ...compiler.sys, readDirectory: () => [] };
    return compiler.parseJsonConfigFileContent(
      read(file).config ?? {},
      host,
      posix.dirname(file),
      undefined,
      file,
    );
  };
  const parsed = parse(path);
  const NO_INPUTS = new Set([18002, 18003]);
  for (const { code, messageText } of parsed.errors) {
    if (!NO_INPUTS.has(code)) problem(compiler.flattenDiagnosticMessageText(messageText, ' '));
  }
  const referred = (parsed.projectReferences ?? [])
    .map(({ path: reference }) => compiler.resolveProjectReferencePath({ path: reference }))
    .filter((file) => posix.dirname(file) === posix.dirname(path) && existsSync(file))
    .map((file) => parse(file).options);
  return Object.assign({}, ...referred.toReversed(), parsed.options) as ts.CompilerOptions;
}

/** Without what is for writing output, and with JavaScript read as well. */
function forReading(compiler: TypeScript, options: ts.CompilerOptions): ts.CompilerOptions {
  const { jsx, jsxImportSource, jsxFactory, baseUrl, paths, pathsBasePath, customConditions, strict } =
    options;
  const { moduleResolution, module, experimentalDecorators, useDefineForClassFields } = options;
  const reading = {
    jsxImportSource,
    jsxFactory,
    baseUrl,
    paths,
    pathsBasePath,
    customConditions,
    experimentalDecorators,
    useDefineForClassFields,
    jsx: jsx ?? compiler.JsxEmit.Preserve,
    strict: strict ?? true,
    target: compiler.ScriptTarget.ESNext,
    module: module ?? compiler.ModuleKind.ESNext,
    moduleResolution:
      moduleResolution ?? (module === undefined ? compiler.ModuleResolutionKind.Bundler : undefined),
    ...(Number(compiler.version.split('.')[0]) >= 6 && { ignoreDeprecations: '6.0' }),
    allowJs: true,
    checkJs: false,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    esModuleInterop: true,
    forceConsistentCasingInFileNames: true,
  };
  return Object.fromEntries(
    Object.entries(reading).filter(([, value]) => value !== undefined),
  ) as ts.CompilerOptions;
}

function typeRoots(folder: string, configs: readonly Config[]): string[] {
  const folders = new Set(['', ...configs.map((config) => config.folder)]);
  return [...folders]
    .map((inside) => posix.join(folder, inside, 'node_modules/@types'))
    .filter((path) => existsSync(path));
}
