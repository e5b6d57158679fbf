import { quote, StorageError } from '../../../errors/index.ts';
import type { DatabaseChoice, Neo4jOptions } from '../options.ts';

/**
 * Which databases there are, and which holds a repository. To Neo4j
 * the case of their names makes no difference.
 */
export class DatabaseNames {
  readonly all: readonly string[];
  readonly #of: DatabaseChoice['of'];

  /** @throws `CONFIG_INVALID` */
  constructor(option: Neo4jOptions['database'] = 'neo4j') {
    const choice = typeof option === 'string' ? { of: () => option, all: [option] } : option;
    this.all = [...new Set(choice.all.map(lowerCase))];
    this.#of = choice.of;
    for (const name of this.all) refuseSystem(name);
    if (this.all.length === 0) throw invalid('Option database.all is empty. Name every database there.');
  }

  /**
   * @throws `CONFIG_INVALID` for a database that was not announced, for its repositories would not be listed
   */
  of(repoId: string): string {
    const name = lowerCase(this.#of(repoId));
    if (this.all.includes(name)) return name;
    throw invalid(
      `Option database.of gives ${quote(name)} for the repository ${quote(repoId)}, which is not among database.all. Add it there.`,
    );
  }
}

/**
 * @throws `CONFIG_INVALID` for the database in which a server keeps its own records, and which takes no graph
 */
export function refuseSystem(name: string): void {
  if (lowerCase(name) !== 'system') return;
  throw invalid("The database system is the server's own and holds no graphs. Name another, such as neo4j.");
}

function lowerCase(name: string): string {
  return name.toLowerCase();
}

function invalid(message: string): StorageError {
  return new StorageError('CONFIG_INVALID', message, { context: { option: 'database' } });
}
