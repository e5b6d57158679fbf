import { readFileSync } from 'node:fs';

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
}

/** The version of this package. */
export function packageVersion(): string {
  return manifest().version;
}

/** The oldest Node.js that this package runs on, such as `20.19`. */
export function oldestNode(): string {
  return manifest().engines.node.replace('>=', '');
}

function manifest(): Manifest {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return JSON.parse(text) as Manifest;
}
