import { readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Config } from './configs.ts';
import type { Manifest } from './manifests.ts';

/** A file that is not analysed, and why. */
export interface SkippedFile {
  readonly file: string;
  readonly reason: 'compiled' | 'minified' | 'too large' | 'unreadable';
}

/** The largest file that is analysed, in bytes: what is larger was hardly written by hand. */
export const LARGEST_FILE: number = 2 * 1024 * 1024;
const CODE = /\.[cm]?[jt]sx?$/;
const OUTPUT = /(?:\.[cm]?jsx?|\.d\.[cm]?ts)$/;
const OUTPUT_FOLDERS =
  /^(?:dist|build|out|output|lib|libs|esm|es|cjs|umd|module|commonjs|types|typings|dts|bundles?)$/;
const SURE_OUTPUT_FOLDERS = /^(?:dist|build|out|output)$/;
const MINIFIED_NAME = /[.-]min\.[cm]?js$/;
const MINIFIED_SIZE = 20_000;
const MINIFIED_LINE = 400;

/** Whether a file is TypeScript or JavaScript, by its name. */
export function isCode(file: string): boolean {
  return CODE.test(file);
}

/** Which of a folder's files are source: not what a compiler or a minifier made of others. */
export function selectSources(
  folder: string,
  files: readonly string[],
  manifests: readonly Manifest[],
  configs: readonly Config[],
): { readonly sources: string[]; readonly skipped: SkippedFile[] } {
  const code = files.filter(isCode);
  const isCompiled = compiledFiles(folder, code, manifests, configs);
  const sources: string[] = [];
  const skipped: SkippedFile[] = [];
  for (const file of code) {
    const reason = isCompiled(file) ? 'compiled' : problemOf(join(folder, file), file);
    if (reason === undefined) sources.push(file);
    else skipped.push({ file, reason });
  }
  return { sources, skipped };
}

function problemOf(path: string, file: string): SkippedFile['reason'] | undefined {
  try {
    const { size } = statSync(path);
    if (MINIFIED_NAME.test(file)) return 'minified';
    if (size > LARGEST_FILE) return 'too large';
    if (size < MINIFIED_SIZE || !/\.[cm]?js$/.test(file)) return undefined;
    const text = readFileSync(path, 'latin1');
    let lines = 1;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
    return size / lines > MINIFIED_LINE ? 'minified' : undefined;
  } catch {
    return 'unreadable';
  }
}

/**
 * Recognises what a compiler made: what lies in a configuration's `outDir`, what lies in a folder for output
 * beside TypeScript, and what has both its JavaScript and its declarations where a source of the name is.
 */
function compiledFiles(
  folder: string,
  code: readonly string[],
  manifests: readonly Manifest[],
  configs: readonly Config[],
): (file: string) => boolean {
  const present = new Set(code);
  const outFolders = configs
    .flatMap(({ options: { outDir, declarationDir } }) => [outDir, declarationDir])
    .filter((path) => path !== undefined)
    .map((path) => posix.relative(folder, path))
    .filter((path) => path !== '' && !path.startsWith('..'));
  const packageFolders = manifests.map((manifest) => manifest.folder).toSorted((a, b) => b.length - a.length);
  const packageOf = (file: string): string =>
    packageFolders.find((inside) => inside === '' || file.startsWith(`${inside}/`)) ?? '';
  const stems = new Set<string>();
  for (const file of code)
    if (!OUTPUT.test(file)) for (const stem of sourceStems(packageOf(file), file)) stems.add(stem);
  return (file) => {
    if (!OUTPUT.test(file)) return false;
    if (outFolders.some((inside) => file.startsWith(`${inside}/`))) return true;
    const home = packageOf(file);
    const parts = stemOf(file.slice(home === '' ? 0 : home.length + 1)).split('/');
    const [first = ''] = parts;
    if (parts.length > 1 && SURE_OUTPUT_FOLDERS.test(first) && stems.has(`${home}:`)) return true;
    const outputs = parts.findIndex((part) => !OUTPUT_FOLDERS.test(part));
    for (let dropped = 1; dropped <= outputs; dropped++)
      if (stems.has(`${home}:${parts.slice(dropped).join('/')}`)) return true;
    return stems.has(`${home}:${parts.join('/')}`) && hasBoth(file, present);
  };
}

/**
 * A source's path without its ending, and without its first folder, each
 * after its package; and the package itself.
 */
function sourceStems(home: string, file: string): string[] {
  const stem = stemOf(file.slice(home === '' ? 0 : home.length + 1));
  const slash = stem.indexOf('/');
  return [`${home}:`, `${home}:${stem}`, ...(slash < 0 ? [] : [`${home}:${stem.slice(slash + 1)}`])];
}

function hasBoth(file: string, present: ReadonlySet<string>): boolean {
  const stem = stemOf(file);
  const has = (endings: readonly string[]): boolean =>
    endings.some((ending) => present.has(`${stem}${ending}`));
  return has(['.js', '.mjs', '.cjs']) && has(['.d.ts', '.d.mts', '.d.cts']);
}

function stemOf(file: string): string {
  return file.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
}
