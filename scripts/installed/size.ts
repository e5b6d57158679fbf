import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** How many packages a project has installed, and how much they take up on the disk, in millions of bytes. */
export async function installedSize(project: string): Promise<{ megabytes: number; packages: number }> {
  const modules = join(project, 'node_modules');
  const lock = JSON.parse(await readFile(join(modules, '.package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, unknown>>;
  };
  const entries = await readdir(modules, { recursive: true, withFileTypes: true });
  let bytes = 0;
  for (const entry of entries) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return { megabytes: bytes / 1_000_000, packages: Object.keys(lock.packages).length };
}
