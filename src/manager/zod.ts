import { createRequire } from 'node:module';

type Zod = typeof import('zod');

let loaded: Zod | undefined;

/**
 * zod, loaded when a configuration is first checked: it is more than all
 * else that a program imports with this package.
 */
export function z(): Zod {
  loaded ??= createRequire(import.meta.url)('zod') as Zod;
  return loaded;
}
