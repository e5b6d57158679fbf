import { behindAngles, type Extent } from './extents.ts';
import { closing, type Family, isNamePart, skipSpace } from './lexical.ts';
import type { Placed } from './placed.ts';
import type { SourceText } from './source-text.ts';
import { USE } from './uses.ts';

/** A part of a text whose names are what a class takes over from. */
export interface HeritageClause extends Extent {
  readonly entity: number;
  readonly use: typeof USE.extends | typeof USE.implements;
}

/** The heritage clauses of the classes of a text, in its order. */
export function heritageClauses(
  source: SourceText,
  placed: readonly Placed[],
  family: Family,
): HeritageClause[] {
  const clauses: HeritageClause[] = [];
  for (const { definition, entity } of placed) {
    if (definition.kind.kind !== 'Class') continue;
    const name = source.offsets(definition.range);
    if (name === undefined) continue;
    for (const clause of clausesBehind(source.text, name[1], family)) clauses.push({ ...clause, entity });
  }
  return clauses.sort((a, b) => a.start - b.start);
}

function clausesBehind(text: string, from: number, family: Family): Omit<HeritageClause, 'entity'>[] {
  if (family === 'python') return pythonBases(text, from);
  if (family === 'javascript' || family === 'java') return wordClauses(text, from, family);
  return family === 'rust' ? supertraits(text, from) : [];
}

/** Top-level parts between `extends`, `implements` and the body; what stands in brackets is no base. */
function wordClauses(text: string, from: number, family: Family): Omit<HeritageClause, 'entity'>[] {
  const found: Omit<HeritageClause, 'entity'>[] = [];
  let use: HeritageClause['use'] | undefined;
  let start = from;
  const close = (end: number): void => {
    if (use !== undefined && end > start) found.push({ start, end, use });
    start = end;
  };
  const stop = Math.min(text.length, from + 5_000);
  for (let at = from; at < stop; ) {
    const character = text.charAt(at);
    if (character === '{' || character === ';' || character === '=') {
      close(at);
      break;
    }
    if (character === '<' || character === '(') {
      const end = character === '<' ? behindAngles(text, at) : closing(text, at, family);
      if (end === undefined) break;
      close(at);
      start = end;
      at = end;
    } else if (isNamePart(character)) {
      let end = at + 1;
      while (end < stop && isNamePart(text.charAt(end))) end++;
      const word = text.slice(at, end);
      if (word === 'extends' || word === 'implements') {
        close(at);
        use = word === 'extends' ? USE.extends : USE.implements;
        start = end;
      } else if (word === 'permits') {
        close(at);
        use = undefined;
      }
      at = end;
    } else at = Math.max(at + 1, skipSpace(text, at, family));
  }
  return found;
}

/** The positional arguments of `class C(…)`. */
function pythonBases(text: string, from: number): Omit<HeritageClause, 'entity'>[] {
  const open = text[from] === '(' ? from : -1;
  const end = open === -1 ? undefined : closing(text, open, 'python');
  if (end === undefined) return [];
  const found: Omit<HeritageClause, 'entity'>[] = [];
  let start = open + 1;
  const use = USE.extends;
  for (let at = start; at < end; ) {
    const character = text.charAt(at);
    if (character === '=') break;
    if (character === '[' || character === '(') {
      found.push({ start, end: at, use });
      at = closing(text, at, 'python') ?? end;
      start = at;
    } else if (character === ',' || at === end - 1) {
      found.push({ start, end: at, use });
      at++;
      start = at;
    } else at++;
  }
  return found;
}

/** `trait A: B + C {`. */
function supertraits(text: string, from: number): Omit<HeritageClause, 'entity'>[] {
  const clause = /^\s*(?:<[^{};]*>)?\s*:\s*([^{};]*?)(?:\bwhere\b|\{)/.exec(text.slice(from, from + 2_000));
  if (clause === null) return [];
  const start = from + clause[0].indexOf(':') + 1;
  return [{ start, end: from + clause[0].length - 1, use: USE.extends }];
}

/**
 * Whether the name at a place is a trait that an `impl` block says to be
 * implemented, and what stands behind its `for`.
 */
export function implTarget(text: string, name: Extent): number | undefined {
  const before = text.slice(Math.max(0, name.start - 200), name.start);
  if (!/\bimpl\b\s*(?:<[^{};]*>\s*)?!?(?:[\w]+::)*$/.test(before)) return undefined;
  let at = skipSpace(text, name.end, 'rust');
  if (text[at] === '<') at = skipSpace(text, behindAngles(text, at) ?? at, 'rust');
  return /^for\b/.test(text.slice(at, at + 4)) ? at + 3 : undefined;
}

/** A Go type that is taken over whole: a field or a line of an interface with nothing but its name. */
export function isEmbedded(source: SourceText, name: Extent): boolean {
  const line = source.lineOf(name.start);
  const text = source.text.slice(source.lineStart(line), source.lineEnd(line));
  const end = name.end - source.lineStart(line);
  const before = text.slice(0, name.start - source.lineStart(line));
  return (
    /^(?:.*[{;])?\s*\*?(?:\w+\.)?$/.test(before) &&
    /^(?:\[[^\]]*\])?\s*(?:[};`"]|\/\/|$)/.test(text.slice(end))
  );
}
