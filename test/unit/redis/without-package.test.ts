import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** Makes the package redis impossible to find, as where it is not installed. */
const NO_REDIS = `data:text/javascript,${encodeURIComponent(`
  import { register } from 'node:module';
  register('data:text/javascript,' + encodeURIComponent(
    "export async function resolve(name, context, next) {" +
    " if (name === 'redis') throw Object.assign(new Error('not found'), { code: 'ERR_MODULE_NOT_FOUND' });" +
    " return next(name, context); }"));
`)}`;

test('without the optional package the error says what to install', async () => {
  const backend = new URL('../../../src/backends/redis/index.ts', import.meta.url).href;
  const script = `
    const { openRedisCache } = await import(${JSON.stringify(backend)});
    const error = await openRedisCache().catch((thrown) => thrown);
    console.log(error.code, error.message);`;
  const args = ['--import', 'tsx', '--import', NO_REDIS, '--input-type=module', '-e', script];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout.trim()).toBe(
    'UNSUPPORTED The package redis is not installed, and a Redis cache needs it. Run: npm install redis@6',
  );
});
