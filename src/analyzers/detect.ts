import { readdir } from 'node:fs/promises';
import { globby } from 'globby';
import { StorageError } from '../errors/index.ts';
import type { Analyzer } from '../repository/index.ts';
import { INDEXERS, type Indexer } from './scip/indexers/indexers.ts';

/** A language that a folder holds, and what analyses it. */
export interface DetectedLanguage {
  /** For people, such as `TypeScript and JavaScript`. */
  readonly language: string;
  readonly analyzer: Analyzer;
  /** What of the folder is run to analyse it, which a person should agree to; left out where nothing is. */
  readonly runs?: string;
  /**
   * What is missing before it can be analysed, as an error that says
   * how to get it; nothing where all is there.
   */
  readonly missing?: StorageError;
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

/**
 * The languages that a folder holds, by its manifests, else by its files. Languages that an indexer reads
 * count by their manifest, and by their files only where nothing else is found.
 * @param folder an existing one
 */
export async function detectLanguages(folder: string): Promise<readonly DetectedLanguage[]> {
  const present = new Set(await readdir(folder));
  const found: DetectedLanguage[] = [];
  for (const { language, signs, files, analyzer } of LANGUAGES) {
    if (signs.some((sign) => present.has(sign)) || (await hasAny(folder, files)))
      found.push({ language, analyzer: await analyzer() });
  }
  const bySign = INDEXERS.filter(({ signs }) => signs.some((sign) => present.has(sign)));
  for (const indexer of bySign) found.push(await indexedLanguage(indexer));
  if (found.length > 0) return found;
  for (const indexer of INDEXERS)
    if (await hasAny(folder, indexer.files)) found.push(await indexedLanguage(indexer));
  return found;
}

/** A language that an installed program reads. */
async function indexedLanguage(indexer: Indexer): Promise<DetectedLanguage> {
  const { indexerAnalyzer } = await import('./scip/indexers/indexer-analyzer.ts');
  const { installedIndexer } = await import('./scip/indexers/run-indexer.ts');
  const missing = await installedIndexer(indexer).then(
    () => undefined,
    (error: unknown) => (error instanceof StorageError ? error : undefined),
  );
  const { language, runs } = indexer;
  return {
    language,
    analyzer: indexerAnalyzer(indexer),
    ...(runs !== undefined && { runs }),
    ...(missing !== undefined && { missing }),
  };
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
