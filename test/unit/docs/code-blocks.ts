import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { entriesOf } from '../../../scripts/api/entries.ts';

export const ROOT: string = fileURLToPath(new URL('../../..', import.meta.url));

export interface CodeBlock {
  /** Such as `docs/caching.md, line 12`. */
  readonly place: string;
  readonly code: string;
}

/** The TypeScript in the README and the documentation. */
export function codeBlocks(): CodeBlock[] {
  const pages = readdirSync(`${ROOT}/docs`).filter((name) => name.endsWith('.md'));
  return ['README.md', ...pages.map((name) => `docs/${name}`)].flatMap((page) => {
    const text = readFileSync(`${ROOT}/${page}`, 'utf8');
    return Array.from(text.matchAll(/^```ts\n([\s\S]*?)^```$/gm), ({ index, 1: code = '' }) => ({
      place: `${page}, line ${text.slice(0, index).split('\n').length}`,
      code,
    }));
  });
}

/** By the name that users import, the source file that becomes it. */
export function packageEntries(): Map<string, string> {
  return new Map(entriesOf(ROOT).map(({ name, path }) => [name, path]));
}
