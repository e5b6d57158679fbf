import { type LocalRedis, startLocalRedis } from './redis-server.ts';

/** A Redis to test with: the one that `REDIS_URL` names, else one that is started here. */
export interface FoundRedis extends AsyncDisposable {
  readonly url: string;
  /** One line for people: which server. */
  readonly description: string;
}

/** @throws ServerUnavailableError where there is none, saying what to install */
export async function findRedis(env: NodeJS.ProcessEnv = process.env): Promise<FoundRedis> {
  const url = env.REDIS_URL || undefined;
  if (url !== undefined) {
    return { url, description: 'the server that REDIS_URL names', [Symbol.asyncDispose]: async () => {} };
  }
  const local: LocalRedis = await startLocalRedis();
  return {
    url: local.url,
    description: `a local server at ${local.url}`,
    [Symbol.asyncDispose]: () => local.stop(),
  };
}
