import type { Imports } from './imports.ts';
import type { Picture } from './picture.ts';

/**
 * What is wrong with the imports below `src`, a sentence each: by the
 * picture's arrows, and by circles of files.
 */
export function arrowProblems(imports: Imports, picture: Picture): string[] {
  return [...pictureProblems(picture), ...importProblems(imports, picture), ...circles(imports)];
}

function pictureProblems({ reachable }: Picture): string[] {
  return [...reachable]
    .filter(([part, found]) => found.has(part))
    .map(([part]) => `the picture's arrows lead from ${part} back to ${part}`);
}

function importProblems(imports: Imports, { parts, reachable }: Picture): string[] {
  const problems: string[] = [];
  const found = new Set<string>();
  const unknown = new Set<string>();
  for (const [file, targets] of imports) {
    const from = partOf(file, parts);
    // What lies in `src` itself is what users import: it may import anything, and nothing imports it.
    const isEntry = !file.includes('/');
    if (from !== undefined) found.add(from);
    else if (!isEntry) unknown.add(file.slice(0, file.indexOf('/')));
    for (const target of targets) {
      const to = partOf(target, parts);
      if (!target.includes('/')) problems.push(`src/${file} imports src/${target}, which is for users alone`);
      else if (from === undefined || to === undefined || from === to) continue;
      else if (!reachable.get(from)?.has(to)) {
        problems.push(`src/${file} imports src/${target}, but no arrow leads from ${from} to ${to}`);
      }
    }
  }
  for (const folder of unknown) problems.push(`src/${folder} is in no part of the picture`);
  for (const part of parts)
    if (!found.has(part)) problems.push(`the picture shows ${part}, but src/${part} has no file`);
  return problems;
}

/** The part that a file lies in. A folder of parts is none itself. */
function partOf(file: string, parts: ReadonlySet<string>): string | undefined {
  const [first = '', second = ''] = file.split('/');
  return [first, `${first}/${second}`].find((part) => parts.has(part));
}

/** One circle of each set of files that import one another, the shortest from its first file. */
function circles(imports: Imports): string[] {
  const problems: string[] = [];
  const told = new Set<string>();
  for (const file of imports.keys()) {
    if (told.has(file)) continue;
    const circle = circleFrom(file, imports);
    if (circle === undefined) continue;
    for (const member of circle) told.add(member);
    problems.push(`a circle of imports: ${circle.map((member) => `src/${member}`).join(' → ')}`);
  }
  return problems;
}

function circleFrom(start: string, imports: Imports): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const waiting = [start];
  for (const file of waiting) {
    for (const target of imports.get(file) ?? []) {
      if (target === start) return [...wayTo(file, cameFrom), start];
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, file);
      waiting.push(target);
    }
  }
  return undefined;
}

function wayTo(file: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way: string[] = [];
  for (let at: string | undefined = file; at !== undefined; at = cameFrom.get(at)) way.unshift(at);
  return way;
}
