import { ownTypeScriptVersion } from '../../analyzers/typescript/typescript.ts';
import type { ResolvedStore } from '../../manager/index.ts';
import { oldestNode } from '../package-version.ts';
import { type Check, check } from './check.ts';

/** The oldest Node.js that the package runs on, as its manifest says. */
export function checkNode(version: string = process.versions.node): Check {
  const oldest = oldestNode();
  const [wanted, found] = [oldest, version].map((text) => text.split('.').map(Number));
  const [major = 0, minor = 0] = wanted ?? [];
  const [isMajor = 0, isMinor = 0] = found ?? [];
  const isEnough = isMajor > major || (isMajor === major && isMinor >= minor);
  const hint = `Install Node.js ${oldest} or newer.`;
  return check(
    'Node.js',
    isEnough ? { state: 'ok', found: version } : { state: 'failed', found: version, hint },
    true,
  );
}

/** The optional packages. */
export async function checkPackages(store: ResolvedStore | undefined): Promise<Check[]> {
  const { sqliteDriver } = await import('../../backends/sqlite/index.ts');
  const [driver, redis, typescript] = await Promise.all([
    sqliteDriver(),
    isRedisLoadable(),
    ownTypeScriptVersion(),
  ]);
  return [
    check(
      'SQLite',
      driver !== undefined
        ? { state: 'ok', found: `by ${driver}` }
        : {
            state: 'missing',
            found: 'cannot be loaded',
            hint: 'Only for SQLite stores: Node.js 22.16 or newer, or npm install libsql.',
          },
      store?.kind === 'sqlite',
    ),
    check(
      'Package redis',
      redis
        ? { state: 'ok', found: 'installed' }
        : { state: 'missing', found: 'cannot be loaded', hint: 'Only to cache in Redis: npm install redis.' },
    ),
    check(
      'Package typescript',
      typescript !== undefined
        ? { state: 'ok', found: typescript }
        : {
            state: 'missing',
            found: 'cannot be loaded',
            hint: 'Only to analyze TypeScript and JavaScript: npm install typescript@6.',
          },
    ),
  ];
}

async function isRedisLoadable(): Promise<boolean> {
  return import('redis').then(
    () => true,
    () => false,
  );
}
