/** `+++ b/src/a.ts`, or a path in quotes with C escapes where it is unusual. */
const HEADER = /^(?:---|\+\+\+) (?:[ab]\/(.+?)|"[ab]\/(.+)")(?:\t.*)?$/gm;

/** The files that a unified diff changes, each once; of a renamed one both names. */
export function filesOfDiff(diff: string): string[] {
  const files = new Set<string>();
  for (const [, plain, quoted] of diff.matchAll(HEADER)) files.add(plain ?? unquoted(quoted ?? ''));
  return [...files];
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', '"': '"', '\\': '\\' };

/** Git writes bytes outside ASCII as octal escapes. */
function unquoted(text: string): string {
  const bytes: number[] = [];
  for (const [, octal, letter, plain] of text.matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/g)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else bytes.push(...Buffer.from(plain ?? ESCAPES[letter ?? ''] ?? letter ?? ''));
  }
  return Buffer.from(bytes).toString();
}
