import type { Definition } from './definitions.ts';

/** Decorators, annotations and attributes by name, in the order of the source. */
export function decorationsOf(
  { info }: Definition,
  seen: readonly string[] | undefined,
  head: string | undefined,
  language: string,
): readonly string[] {
  if (language === 'rust') return attributesIn(head ?? '');
  if (seen !== undefined) return seen;
  const signature = info?.signature !== '' ? info?.signature : pythonSignature(info?.documentation);
  return [...(signature ?? '').matchAll(/^@([\w.]+)(?!\w|\s*interface)/gm)].flatMap(([, name]) => name ?? []);
}

/** scip-python's documentation begins with the declaration, decorators first. */
function pythonSignature(documentation: string | undefined): string | undefined {
  return /^```python\n([\s\S]*?)\n```/.exec(documentation ?? '')?.[1];
}

/** `#[test]`, `#[cfg(test)]`, `#[tokio::main]`; a condition counts as what it asks for. */
function attributesIn(head: string): string[] {
  return [...head.matchAll(/#\s*\[\s*([\w:]+)(\s*\(\s*test\s*\))?/g)].flatMap(([, name, isTest]) =>
    isTest !== undefined ? ['test'] : (name?.split('::').at(-1) ?? []),
  );
}
