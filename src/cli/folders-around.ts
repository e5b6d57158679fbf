import { dirname } from 'node:path';

/** An absolute folder and all that it lies in, the innermost first. */
export function foldersAround(folder: string): string[] {
  const outer = dirname(folder);
  return outer === folder ? [folder] : [folder, ...foldersAround(outer)];
}
