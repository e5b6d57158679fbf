import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const CYPHER_ROOT: string = join(import.meta.dirname, '../../cypher');

/** Folders whose statements the library runs; others are for people. */
const SHIPPED_FOLDERS = ['schema', 'write', 'read', 'query', 'script'];

export interface CypherFile {
  /** Relative to the repository, such as `cypher/read/node-page.cypher`. */
  readonly path: string;
  /** Folder and file name without ending, such as `read/node-page`. */
  readonly name: string;
  readonly text: string;
}

/** Every statement that the library runs, by name. */
export function cypherFiles(): CypherFile[] {
  return SHIPPED_FOLDERS.flatMap(filesIn);
}

/** Every saved script for people, by name. */
export function exploreFiles(): CypherFile[] {
  const entries = readdirSync(join(CYPHER_ROOT, 'explore'), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => `explore/${name}`);
  return folders.sort().flatMap(filesIn);
}

function filesIn(folder: string): CypherFile[] {
  return readdirSync(join(CYPHER_ROOT, folder))
    .filter((file) => file.endsWith('.cypher'))
    .sort()
    .map((file) => ({
      path: `cypher/${folder}/${file}`,
      name: `${folder}/${file.slice(0, -'.cypher'.length)}`,
      text: readFileSync(join(CYPHER_ROOT, folder, file), 'utf8'),
    }));
}

/** The parameters a statement names, in order of appearance. */
export function parametersOf(text: string): string[] {
  const withoutComments = text.replace(/^\s*\/\/.*$/gm, '');
  return [
    ...new Set(
      Array.from(withoutComments.matchAll(/\$(?!any\(|all\()([A-Za-z]\w*)/g), ([, name]) => name ?? ''),
    ),
  ];
}
