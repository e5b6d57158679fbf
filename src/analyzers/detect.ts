import { readdir } from 'node:fs/promises';
import { globby } from 'globby';
import type { Analyzer } from '../repository/index.ts';

/** A language that a folder holds, and what analyses it. */
export interface DetectedLanguage {
  /** For people, such as `TypeScript and JavaScript`. */
  readonly language: string;
  readonly analyzer: Analyzer;
}

/** How a language is recognised. */
interface KnownLanguage {
  readonly language: string;
  /** Files of the folder itself that say so at once. */
  readonly signs: readonly string[];
  /** Files anywhere in it that say so. */
  readonly files: readonly string[];
  /** Loads only what this language needs. */
  analyzer(): Promise<Analyzer>;
}

const LANGUAGES: readonly KnownLanguage[] = [
  {
    language: 'TypeScript and JavaScript',
    signs: ['package.json', 'tsconfig.json', 'jsconfig.json'],
    files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
    analyzer: async () => (await import('./typescript/index.ts')).typescriptAnalyzer(),
  },
];

/** The languages that a folder holds, by its manifests, else by its files. @param folder an existing one */
export async function detectLanguages(folder: string): Promise<readonly DetectedLanguage[]> {
  const present = new Set(await readdir(folder));
  const found: DetectedLanguage[] = [];
  for (const { language, signs, files, analyzer } of LANGUAGES) {
    if (signs.some((sign) => present.has(sign)) || (await hasAny(folder, files)))
      found.push({ language, analyzer: await analyzer() });
  }
  return found;
}

async function hasAny(folder: string, files: readonly string[]): Promise<boolean> {
  const options = {
    cwd: folder,
    gitignore: true,
    ignore: ['**/node_modules/**', '**/.git/**'],
    followSymbolicLinks: false,
  };
  return (await globby([...files], options)).length > 0;
}
