import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type ts from 'typescript';
import { StorageError } from '../../errors/index.ts';

/**
 * The compiler as a value. Its types cost nothing at run time; the package itself is loaded only to analyse.
 */
export type TypeScript = typeof ts;

/** The compiler in use, and whose it is. */
export interface LoadedTypeScript {
  readonly ts: TypeScript;
  /** `own`: installed with this package; `project`: installed in the analysed folder. */
  readonly origin: 'own' | 'project';
}

/** Versions whose JavaScript API this analyzer knows: from 7 on there is none that is stable. */
const KNOWN_VERSIONS = /^[56]\./;

/**
 * The compiler to analyse a folder with: the one installed there where it is version 5 or 6, for that is what
 * the project is written for; else the one installed with this package.
 * @throws `UNSUPPORTED` where neither can be loaded
 */
export async function loadTypeScript(folder: string): Promise<LoadedTypeScript> {
  const project = projectTypeScript(folder);
  if (project !== undefined) return { ts: project, origin: 'project' };
  try {
    const { default: own } = await import('typescript');
    if (KNOWN_VERSIONS.test(own.version)) return { ts: own, origin: 'own' };
    throw new Error(`version ${own.version} is installed`);
  } catch (cause) {
    throw new StorageError(
      'UNSUPPORTED',
      'Analysing TypeScript and JavaScript needs the optional package typescript in version 5 or 6, which could not be loaded. Install it: npm install typescript@6',
      { cause, operation: 'analyze' },
    );
  }
}

/** Whether a compiler that this analyzer can use is installed with this package; for a health check. */
export async function ownTypeScriptVersion(): Promise<string | undefined> {
  return import('typescript').then(
    ({ default: own }) => own.version,
    () => undefined,
  );
}

function projectTypeScript(folder: string): TypeScript | undefined {
  const home = join(folder, 'node_modules', 'typescript');
  if (!existsSync(join(home, 'package.json'))) return undefined;
  try {
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
    if (!KNOWN_VERSIONS.test(version)) return undefined;
    return createRequire(import.meta.url)(join(home, 'lib', 'typescript.js')) as TypeScript;
  } catch {
    // A broken installation is as good as none: this package's own compiler takes its place.
    return undefined;
  }
}
