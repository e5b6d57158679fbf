import { expect, it } from 'vitest';
import { newFile, start } from './helpers.ts';

/** Takes Node's own SQLite away too, where there is one. */
const NO_NODE_SQLITE = `data:text/javascript,process.getBuiltinModule = () => undefined;`;

/** Has the package look as if it had not been installed. */
const NO_LIBSQL = `data:text/javascript,${encodeURIComponent(`
  import { register } from 'node:module';
  register('data:text/javascript,' + encodeURIComponent(
    "export async function resolve(name, context, next) {" +
    " if (name === 'libsql') throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });" +
    " return next(name, context); }"));
`)}`;

it('without any driver an SQLite store says what to install, and the default is a folder', async () => {
  const { file } = await newFile();
  const child = start('open-without-libsql', [file], [NO_LIBSQL, NO_NODE_SQLITE]);
  let told = '';
  child.stdout?.on('data', (data) => {
    told += String(data);
  });
  await new Promise((resolve) => child.once('close', resolve));
  expect(JSON.parse(told)).toEqual({
    code: 'UNSUPPORTED',
    message: expect.stringContaining('npm install libsql'),
    backend: 'file',
  });
});
