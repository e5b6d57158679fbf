import { existsSync } from 'node:fs';
import { asStorageError } from '../../errors/index.ts';
import { describeStore, openResolvedStore, type ResolvedStore } from '../../manager/index.ts';
import { formatAmount } from '../output/numbers.ts';
import { type Check, check } from './check.ts';

const LIMIT_MS = 10_000;

/** Opens the store for reading alone and looks what it is; what is not there yet is not made. */
export async function checkStore(resolved: ResolvedStore): Promise<Check> {
  const name = describeStore(resolved);
  if (isNotThereYet(resolved)) {
    return check('Store', { state: 'ok', found: `${name}, which the first import makes` }, true);
  }
  try {
    const found = await withinLimit(lookAt(resolved));
    return check('Store', { state: 'ok', found: `${name}, ${found}` }, true);
  } catch (error) {
    return check('Store', { state: 'failed', found: name, hint: asStorageError(error).message }, true);
  }
}

/** Whether a store on the disk has not been made: opening it would find an empty one. */
export function isNotThereYet(resolved: ResolvedStore): boolean {
  const path =
    resolved.kind === 'sqlite' ? resolved.file : resolved.kind === 'file' ? resolved.directory : '';
  return path !== '' && !existsSync(path);
}

async function lookAt(resolved: ResolvedStore): Promise<string> {
  await using store = await openResolvedStore(resolved, { readOnly: true });
  const held = formatAmount((await store.graph.listRepositories()).length, 'repository', 'repositories');
  return resolved.kind === 'neo4j' ? `${await serverOf(resolved)}, ${held}` : held;
}

async function serverOf({
  kind: _,
  ...options
}: ResolvedStore & { readonly kind: 'neo4j' }): Promise<string> {
  const { serverFacts } = await import('../../backends/neo4j/index.ts');
  const { version, edition, layoutVersion } = await serverFacts(options);
  return `Neo4j ${version} ${edition}, ${layoutVersion === undefined ? 'not set up yet' : `layout ${layoutVersion}`}`;
}

async function withinLimit<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `No answer in ${LIMIT_MS / 1_000} s.`;
    timer = setTimeout(() => reject(new Error(message)), LIMIT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
