import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether a program can be started by its name. */
export function isOnPath(name: string, env: NodeJS.ProcessEnv = process.env): boolean {
  return foldersOnPath(env).some((folder) => isExecutable(join(folder, name)));
}

export function foldersOnPath(env: NodeJS.ProcessEnv): string[] {
  return (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
