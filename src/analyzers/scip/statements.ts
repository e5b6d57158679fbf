import type { Extent } from './extents.ts';
import { closing, type Family, skipSpace } from './lexical.ts';

/** A statement that brings in what other files declare, or passes it on. */
export interface ImportStatement extends Extent {
  /** `import` also for what is exported from here by name; `local` for a list of own exports. */
  readonly kind: 'import' | 'reexport' | 'reexport-all' | 'local';
}

const IMPORTS: Readonly<Record<Family, RegExp | undefined>> = {
  javascript: /^[ \t]*(?:import\b(?!\s*[.(])|export\s*(?:type\s*)?[{*])/gm,
  python: /^[ \t]*(?:from[ \t]+\S+[ \t]+import\b|import\b)/gm,
  go: /^import\b/gm,
  java: /^[ \t]*(?:import|package)\b/gm,
  rust: /^[ \t]*(?:pub(?:\([^)]*\))?\s+)?(?:use\b|extern\s+crate\b)/gm,
  c: /^[ \t]*(?:#\s*include\b|using\b|import\b)/gm,
};

/** The import statements of a text, in order. */
export function importStatements(text: string, family: Family): ImportStatement[] {
  const pattern = IMPORTS[family];
  if (pattern === undefined) return [];
  const found: ImportStatement[] = [];
  let behind = 0;
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    if (start < behind) continue;
    const statement = statementAt(text, { start, end: start + match[0].length }, family);
    behind = statement.end;
    found.push(statement);
  }
  return found;
}

function statementAt(text: string, head: Extent, family: Family): ImportStatement {
  const { start } = head;
  const first = text.slice(start, head.end).trimStart();
  if (family === 'javascript') return scriptStatement(text, head, first);
  if (family === 'python' || family === 'c')
    return { start, end: logicalLineEnd(text, head.end), kind: 'import' };
  if (family === 'go') {
    const open = skipSpace(text, head.end, family);
    const end = text[open] === '(' ? (closing(text, open, family) ?? head.end) : lineEnd(text, head.end);
    return { start, end, kind: 'import' };
  }
  const end = text.indexOf(';', head.end);
  const isPublic = family === 'rust' && first.startsWith('pub');
  return {
    start,
    end: end === -1 ? lineEnd(text, head.end) : end + 1,
    kind: isPublic ? 'reexport' : 'import',
  };
}

/**
 * Up to the module's name, which ends the statement; an export
 * without one lists what the file itself declares.
 */
function scriptStatement(text: string, { start, end: from }: Extent, head: string): ImportStatement {
  const isExport = head.startsWith('export');
  let at = isExport && head.endsWith('{') ? from - 1 : from;
  if (isExport && head.endsWith('{')) {
    at = closing(text, at, 'javascript') ?? text.length;
    const source = /^\s*from\s*(["'])[^"'\n]*\1/.exec(text.slice(at, at + 2_000));
    return source === null
      ? { start, end: at, kind: 'local' }
      : { start, end: at + source[0].length, kind: 'reexport' };
  }
  const source = /^[^;"'`]*?(?:=\s*require\s*\(\s*)?(["'])[^"'\n]*\1/.exec(text.slice(at, at + 20_000));
  at += source?.[0].length ?? 0;
  return { start, end: at, kind: isExport ? 'reexport-all' : 'import' };
}

function logicalLineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '(') at = (closing(text, at, 'python') ?? text.length) - 1;
    else if (character === '\\' && text[at + 1] === '\n') at++;
    else if (character === '\n' || character === ';') return at;
  }
  return text.length;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
