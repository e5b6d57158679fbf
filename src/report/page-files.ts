import { readFile } from 'node:fs/promises';
import { StorageError } from '../errors/index.ts';

/** The page without its data, as `npm run build` puts it together. */
export interface PageFiles {
  readonly html: string;
  readonly style: string;
  readonly script: string;
}

/** The package's folder is two above both `src/report` and `dist/report`. */
const BUILT = new URL('../../dist/report/page/', import.meta.url);

/** @throws `UNAVAILABLE` where the package was not built */
export async function pageFiles(): Promise<PageFiles> {
  const read = (name: string): Promise<string> => readFile(new URL(name, BUILT), 'utf8');
  try {
    const [html, style, script] = await Promise.all(['page.html', 'page.css', 'page.js'].map(read));
    return { html: html ?? '', style: style ?? '', script: script ?? '' };
  } catch (cause) {
    throw new StorageError(
      'UNAVAILABLE',
      "The report's page is not there. Build the package: npm run build",
      {
        cause,
      },
    );
  }
}
