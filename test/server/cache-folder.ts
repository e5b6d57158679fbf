import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where downloaded servers, and a Java to run them, are kept:
 * outside of any work tree, shared by all of them.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.CODEPRISM_NEO4J_CACHE) return env.CODEPRISM_NEO4J_CACHE;
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'codeprism-neo4j');
}
