const LISTS = ['nodes', 'edges', 'metadata'] as const;

/**
 * The first of a graph's own keys that its JSON gives twice at the top,
 * where JSON.parse keeps only the last value.
 * @param text one valid JSON document
 */
export function keyGivenTwice(text: string): string | undefined {
  // An attribute may be called so too; only then is the whole text worth a walk.
  if (!LISTS.some((key) => occursTwice(text, `"${key}"`))) return undefined;
  const seen = new Set<string>();
  for (const key of topKeys(text)) {
    if (seen.has(key)) return key;
    seen.add(key);
  }
  return undefined;
}

function occursTwice(text: string, part: string): boolean {
  const first = text.indexOf(part);
  return first !== -1 && text.indexOf(part, first + part.length) !== -1;
}

function* topKeys(text: string): Generator<string> {
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]]/gs;
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [part] = match;
    if (part === '{' || part === '[') depth++;
    else if (part === '}' || part === ']') depth--;
    else if (depth === 1 && /^\s*:/.test(text.slice(token.lastIndex, token.lastIndex + 64))) {
      yield JSON.parse(part) as string;
    }
  }
}
