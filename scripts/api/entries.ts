import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One thing that users can import. */
export interface Entry {
  /** As it is imported, such as `codeprism-neo4j/graph`. */
  readonly name: string;
  /** The source that it is built from, such as `src/graph.ts`. */
  readonly path: string;
}

/** What `package.json` exports. */
export function entriesOf(root: string): Entry[] {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  };
  return Object.entries(exports).flatMap(([subpath, target]) =>
    typeof target === 'string'
      ? []
      : {
          name: `${name}${subpath.slice(1)}`,
          path: target.default.replace('./dist/', 'src/').replace(/\.js$/, '.ts'),
        },
  );
}
