import { posix } from 'node:path';
import type ts from 'typescript';
import { type Config, configFor } from './configs.ts';
import { entryFiles, type Manifest } from './manifests.ts';
import type { TypeScript } from './typescript.ts';

const SOURCE_ENDINGS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.d.ts'];
const SOURCE_FOLDERS = ['src', 'source', 'lib', ''];

/** What decides where the imports of a folder's files lead. */
export interface ResolverInput {
  readonly compiler: TypeScript;
  /** Absolute. */
  readonly folder: string;
  readonly sources: ReadonlySet<string>;
  readonly manifests: readonly Manifest[];
  readonly configs: readonly Config[];
  readonly options: ts.CompilerOptions;
  readonly host: ts.ModuleResolutionHost;
}

/**
 * Finds the file that an import means. An import of a package of the same repository leads to its source, by
 * name or through `exports`, where its manifest names what a compiler would make of it; everything else is
 * found as the compiler finds it, with the options of the importing file's own configuration.
 */
export class ModuleResolver {
  readonly #input: ResolverInput;
  readonly #configFor: (file: string) => Config | undefined;
  readonly #caches = new Map<Config | undefined, ts.ModuleResolutionCache>();
  readonly #packages: ReadonlyMap<string, Manifest>;

  constructor(input: ResolverInput) {
    this.#input = input;
    this.#configFor = configFor(input.configs);
    const named = input.manifests.flatMap((manifest) =>
      manifest.name === undefined ? [] : [[manifest.name, manifest] as const],
    );
    // The outermost of a name is the package; manifests come in this order.
    this.#packages = new Map(named.toReversed());
  }

  /** @param from absolute path of the importing file */
  resolve(
    specifier: string,
    from: string,
    mode: ts.ResolutionMode,
    redirected?: ts.ResolvedProjectReference,
  ): ts.ResolvedModuleWithFailedLookupLocations {
    const source = this.#sourceOfPackage(specifier);
    if (source !== undefined) return found(this.#module(source));
    const { compiler, host } = this.#input;
    const config = this.#configFor(this.#inside(from) ?? '');
    const options = this.#optionsOf(config);
    const cache = this.#cacheOf(config, options);
    const answer = compiler.resolveModuleName(specifier, from, options, host, cache, redirected, mode);
    const path = answer.resolvedModule?.resolvedFileName;
    const inside = path === undefined ? undefined : this.#inside(path);
    if (inside === undefined || this.#input.sources.has(inside) || inside.includes('node_modules/'))
      return answer;
    const mapped = this.#sourceOf(inside);
    return mapped === undefined ? answer : found(this.#module(mapped));
  }

  /** The source that a file of a package was made of, or is. @param file inside the repository */
  sourceOf(file: string): string | undefined {
    return this.#input.sources.has(file) ? file : this.#sourceOf(file);
  }

  #sourceOfPackage(specifier: string): string | undefined {
    if (specifier.startsWith('.') || specifier.startsWith('/') || specifier.startsWith('#')) return undefined;
    const parts = specifier.split('/');
    const name = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
    const manifest = this.#packages.get(name);
    if (manifest === undefined) return undefined;
    const subpath = `.${specifier.slice(name.length)}`;
    for (const target of entryFiles(manifest, subpath)) {
      const source = this.sourceOf(posix.join(manifest.folder, target));
      if (source !== undefined) return source;
    }
    return undefined;
  }

  #sourceOf(file: string): string | undefined {
    const stem = file.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
    for (const candidate of this.#sourceStems(stem)) {
      for (const ending of SOURCE_ENDINGS) {
        if (this.#input.sources.has(`${candidate}${ending}`)) return `${candidate}${ending}`;
      }
    }
    return undefined;
  }

  /**
   * Where the source of an output may lie: as `outDir` and `rootDir` say, else in
   * a folder for sources instead of the first ones.
   */
  *#sourceStems(stem: string): Generator<string> {
    yield stem;
    yield `${stem}/index`;
    const { folder, configs, manifests } = this.#input;
    for (const config of configs) {
      for (const out of [config.options.outDir, config.options.declarationDir]) {
        if (out === undefined) continue;
        const outFolder = posix.relative(folder, out);
        if (!stem.startsWith(`${outFolder}/`)) continue;
        const rest = stem.slice(outFolder.length + 1);
        const { rootDir } = config.options;
        if (rootDir !== undefined) yield posix.join(posix.relative(folder, rootDir), rest);
        for (const sources of SOURCE_FOLDERS) yield posix.join(config.folder, sources, rest);
      }
    }
    const home = manifests
      .map((manifest) => manifest.folder)
      .filter((inside) => inside === '' || stem.startsWith(`${inside}/`))
      .reduce((longest, inside) => (inside.length > longest.length ? inside : longest), '');
    const parts = stem.slice(home === '' ? 0 : home.length + 1).split('/');
    for (let dropped = 0; dropped < Math.min(parts.length, 4); dropped++) {
      for (const sources of SOURCE_FOLDERS) yield posix.join(home, sources, ...parts.slice(dropped));
    }
  }

  #optionsOf(config: Config | undefined): ts.CompilerOptions {
    const { options } = this.#input;
    if (config === undefined) return options;
    const { baseUrl, paths, pathsBasePath, moduleResolution, customConditions, rootDirs } = config.options;
    const own = {
      baseUrl,
      paths,
      pathsBasePath,
      moduleResolution,
      customConditions,
      rootDirs,
      module: config.options.module,
    };
    const given = Object.entries(own).filter(([, value]) => value !== undefined);
    return { ...options, ...(Object.fromEntries(given) as ts.CompilerOptions) };
  }

  #cacheOf(config: Config | undefined, options: ts.CompilerOptions): ts.ModuleResolutionCache {
    const { compiler, folder } = this.#input;
    const known = this.#caches.get(config);
    if (known !== undefined) return known;
    const cache = compiler.createModuleResolutionCache(folder, (path) => path, options);
    this.#caches.set(config, cache);
    return cache;
  }

  #inside(path: string): string | undefined {
    const prefix = `${this.#input.folder}/`;
    return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
  }

  #module(source: string): ts.ResolvedModuleFull {
    return {
      resolvedFileName: `${this.#input.folder}/${source}`,
      extension: SOURCE_ENDINGS.find((ending) => source.endsWith(ending)) ?? '.ts',
      isExternalLibraryImport: false,
    };
  }
}

function found(resolvedModule: ts.ResolvedModuleFull): ts.ResolvedModuleWithFailedLookupLocations {
  return { resolvedModule } as ts.ResolvedModuleWithFailedLookupLocations;
}
