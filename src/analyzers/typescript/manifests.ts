import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/**
 * What a package's manifest says, as far as it is of use here. Whatever it says wrongly is taken for absent.
 */
export interface Manifest {
  /** The package's folder inside the repository; empty for the root. */
  readonly folder: string;
  readonly name: string | undefined;
  /** Subpath (`.`, `./mini`, `./locales/*`) to the files it may lead to, the likeliest first. */
  readonly entries: ReadonlyMap<string, readonly string[]>;
  /** Whether it has `exports`, which say all that may be imported. */
  readonly isClosed: boolean;
  /** Whether it is never published. */
  readonly isPrivate: boolean;
  /** Files that are run as programs. */
  readonly programs: readonly string[];
  /** The commands of its scripts. */
  readonly scripts: readonly string[];
}

/** Folders whose packages are material of a test, and so no part of the project's own packages. */
const MATERIAL = /(?:^|\/)(?:__)?(?:fixtures?|testdata|templates?)(?:__)?\//;

/**
 * The manifests among a folder's files, the outermost first: of the root and of every folder that names its
 * package, for others only say how the files around them are to be loaded.
 * @param problems takes what could not be read
 */
export function readManifests(
  folder: string,
  files: readonly string[],
  problems: (file: string, problem: string) => void,
): Manifest[] {
  const paths = files.filter((file) => posix.basename(file) === 'package.json' && !MATERIAL.test(file));
  return paths
    .toSorted((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))
    .flatMap((path) => {
      try {
        const text = readFileSync(join(folder, path), 'utf8').replace(/^\uFEFF/, '');
        const manifest = manifestOf(JSON.parse(text), path === 'package.json' ? '' : posix.dirname(path));
        return manifest.folder === '' || manifest.name !== undefined ? [manifest] : [];
      } catch (error) {
        problems(path, `is no manifest that can be read: ${error instanceof Error ? error.message : error}`);
        return [];
      }
    });
}

/** The package that a file belongs to: of those around it the nearest. */
export function manifestFor(manifests: readonly Manifest[], file: string): Manifest | undefined {
  return manifests
    .filter(({ folder }) => folder === '' || file.startsWith(`${folder}/`))
    .reduce<Manifest | undefined>(
      (nearest, manifest) =>
        nearest === undefined || manifest.folder.length > nearest.folder.length ? manifest : nearest,
      undefined,
    );
}

/** The files that an import of the package by a subpath may mean, a `*` filled in. */
export function entryFiles({ entries }: Manifest, subpath: string): readonly string[] {
  const exact = entries.get(subpath);
  if (exact !== undefined) return exact;
  for (const [pattern, targets] of entries) {
    const [before = '', after] = pattern.split('*');
    const fits = after !== undefined && subpath.startsWith(before) && subpath.endsWith(after);
    if (!fits || subpath.length < before.length + after.length) continue;
    const middle = subpath.slice(before.length, subpath.length - after.length);
    return targets.map((target) => target.replaceAll('*', middle));
  }
  return [];
}

type Json = unknown;

function manifestOf(json: Json, folder: string): Manifest {
  const fields = recordOf(json);
  const entries = exportEntries(fields.exports);
  const main = ['source', 'types', 'typings', 'module', 'main', 'browser'].flatMap((field) =>
    leaves(fields[field]),
  );
  entries.set('.', [
    ...(entries.get('.') ?? []),
    ...main,
    ...(fields.exports === undefined ? ['./index.js'] : []),
  ]);
  if (fields.exports === undefined) entries.set('./*', ['./*', './*/index.js', './src/*']);
  return {
    folder,
    name: typeof fields.name === 'string' && fields.name !== '' ? fields.name : undefined,
    entries,
    isClosed: fields.exports !== undefined,
    isPrivate: fields.private === true,
    programs: leaves(fields.bin),
    scripts: leaves(fields.scripts),
  };
}

function exportEntries(exports: Json): Map<string, string[]> {
  const isBySubpath = Object.keys(recordOf(exports)).some((key) => key.startsWith('.'));
  if (!isBySubpath) return new Map(exports === undefined ? [] : [['.', leaves(exports)]]);
  return new Map(Object.entries(recordOf(exports)).map(([subpath, value]) => [subpath, leaves(value)]));
}

/** Every text in a value, whatever conditions lead to it, in the order in which they are written. */
function leaves(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

function recordOf(value: Json): Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, Json>) : {};
}
