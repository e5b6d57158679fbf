import { posix } from 'node:path';
import type ts from 'typescript';
import type { Manifest } from './manifests.ts';
import type { ModuleResolver } from './module-resolver.ts';

/** What holds for everything in a file. */
export interface FileFacts {
  readonly language: 'typescript' | 'javascript';
  readonly isTest: boolean;
  readonly isGenerated: boolean;
  /** Why something outside the code begins here. */
  readonly entry?: 'manifest' | 'script' | 'test' | 'config' | undefined;
}

const TEST = /(?:^|\/)(?:tests?|__tests__|specs?|e2e|cypress)\/|\.(?:test|spec|e2e|cy)\.[cm]?[jt]sx?$/;
const TEST_MODULE = /\.(?:test|spec|e2e|cy)\.[cm]?[jt]sx?$|(?:^|\/)__tests__\//;
const CONFIG_NAME = /(?:^|\/)(?:[^/]+\.config|\.[^/]+rc|gulpfile|gruntfile|jakefile)\.[cm]?[jt]s$/i;
const GENERATED_NAME = /[.-](?:generated|gen|g|pb)\.[^/]*$|(?:^|\/)(?:__generated__|generated)\//;
const GENERATED_HEADER = /@generated\b|\bDO NOT EDIT\b|\bauto-?generated\b|\bautomatically generated\b/i;
/** Characters at the beginning of a file in which a generator says that it made it. */
const HEADER_LENGTH = 400;

/** The facts of a file, from its path, its first lines and what the manifests say. */
export function fileFacts(source: ts.SourceFile, file: string, entries: EntryFiles): FileFacts {
  const head = source.text.slice(0, HEADER_LENGTH);
  return {
    language: /\.[cm]?jsx?$/.test(file) ? 'javascript' : 'typescript',
    isTest: TEST.test(file),
    isGenerated: GENERATED_NAME.test(file) || GENERATED_HEADER.test(commentsOf(head)),
    entry: entryOf(file, head, entries),
  };
}

function entryOf(file: string, head: string, { manifest, scripts }: EntryFiles): FileFacts['entry'] {
  if (manifest.has(file)) return 'manifest';
  if (scripts.has(file) || head.startsWith('#!')) return 'script';
  if (TEST_MODULE.test(file)) return 'test';
  return CONFIG_NAME.test(file) ? 'config' : undefined;
}

/** The comments with which a text begins. */
function commentsOf(head: string): string {
  return /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))*/.exec(head)?.[0] ?? '';
}

/** Where something outside the code begins, by the manifests. */
export interface EntryFiles {
  /** What `exports`, `main` and `bin` lead to. */
  readonly manifest: ReadonlySet<string>;
  /** What a script of a manifest runs. */
  readonly scripts: ReadonlySet<string>;
}

/** The sources that the manifests' entries and scripts lead to; a pattern leads to every source that fits. */
export function entryFiles(
  manifests: readonly Manifest[],
  sources: readonly string[],
  resolver: ModuleResolver,
): EntryFiles {
  const manifest = new Set<string>();
  const scripts = new Set<string>();
  const add = (to: Set<string>, source: string | undefined): void =>
    void (source !== undefined && to.add(source));
  for (const { folder, entries, isClosed, programs, scripts: commands } of manifests) {
    for (const [subpath, targets] of entries) {
      // Without `exports` any file can be imported, but none but the main one is meant to be.
      if (subpath !== '.' && !isClosed) continue;
      for (const target of targets) {
        if (target.includes('*')) {
          const fits = patternOf(posix.join(folder, target), resolver);
          for (const source of sources) if (fits(source)) manifest.add(source);
        } else add(manifest, resolver.sourceOf(posix.join(folder, target)));
      }
    }
    for (const program of programs) add(manifest, resolver.sourceOf(posix.join(folder, program)));
    for (const command of commands)
      for (const [word] of command.matchAll(/[\w@./-]+\.[cm]?[jt]sx?\b/g))
        add(scripts, resolver.sourceOf(posix.join(folder, word)));
  }
  return { manifest, scripts };
}

/** Finds the sources that a pattern of outputs is made of: `dist/locales/*.js` of `src/locales/*.ts`. */
function patternOf(pattern: string, resolver: ModuleResolver): (source: string) => boolean {
  const [before = '', after = ''] = pattern.split('*');
  return (source) => {
    const parts = source.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '').split('/');
    return parts.some(
      (_, from) => resolver.sourceOf(`${before}${parts.slice(from).join('/')}${after}`) === source,
    );
  };
}
