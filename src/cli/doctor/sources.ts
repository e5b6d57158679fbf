import { openResolvedStore, type ResolvedStore } from '../../manager/index.ts';
import { analysisOrigins } from '../../repository/index.ts';
import type { GraphStore } from '../../storage/index.ts';
import { analyzeAgain, changesSince, folderFreshness } from '../folder-freshness.ts';
import type { Terminal } from '../terminal.ts';
import { type Check, check } from './check.ts';
import { isNotThereYet } from './store.ts';

/**
 * Whether the stored graphs of the current folder show it as it is;
 * none where it was not analysed into the store.
 */
export async function checkSources(resolved: ResolvedStore, terminal: Terminal): Promise<Check[]> {
  if (isNotThereYet(resolved)) return [];
  await using store = await openResolvedStore(resolved, { readOnly: true });
  const checks: Check[] = [];
  for (const repoId of await store.graph.listRepositories({ signal: terminal.signal }))
    checks.push(...(await checkRepository(store, repoId, terminal)));
  return checks;
}

async function checkRepository(store: GraphStore, repoId: string, terminal: Terminal): Promise<Check[]> {
  const running = { signal: terminal.signal };
  const origins = await analysisOrigins(store.analysis, repoId, running);
  const freshness = await folderFreshness({ store, running, folder: terminal.folder }, repoId, origins);
  if (freshness === undefined) return [];
  const changes = changesSince(freshness);
  if (changes === undefined)
    return [check('This folder', { state: 'ok', found: `as it was analysed into ${repoId}` })];
  const found = `has moved on since it was analysed into ${repoId} (files: ${changes})`;
  return [check('This folder', { state: 'failed', found, hint: analyzeAgain(freshness, terminal) })];
}
