/** The first picture of `docs/architecture.md`, as far as it says what may import what. */
export interface Picture {
  /** The parts, as folders below `src`, such as `backends/neo4j`. */
  readonly parts: ReadonlySet<string>;
  /**
   * What each part may import: all that its arrows lead to, directly
   * or not. Itself only where arrows lead back.
   */
  readonly reachable: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Reads a Mermaid flowchart. A node's id is a folder; a node in a subgraph is a folder in the subgraph's; an
 * arrow from or to a subgraph is one for each node in it.
 *
 * @param markdown the first block of `mermaid` in it is read
 */
export function pictureIn(markdown: string): Picture {
  const chart = /^```mermaid\n(flowchart[\s\S]*?)^```/m.exec(markdown)?.[1];
  if (chart === undefined) throw new Error('There is no flowchart.');
  const lines = chart
    .split('\n')
    .slice(1)
    .map((line) => line.replaceAll(/\[[^\]]*\]/g, '').trim())
    .filter((line) => line !== '');
  const groups = groupsIn(lines);
  const folderOf = new Map<string, string>();
  for (const [group, members] of groups)
    for (const member of members) folderOf.set(member, `${group}/${member}`);
  const foldersOf = (id: string): string[] =>
    (groups.get(id) ?? [id]).map((member) => folderOf.get(member) ?? member);
  const arrows = new Map<string, Set<string>>();
  for (const line of lines) {
    if (/^(subgraph |end$)/.test(line)) continue;
    const steps = line.split('-->').map((side) => side.split('&').flatMap((id) => foldersOf(id.trim())));
    for (const part of steps.flat()) if (!arrows.has(part)) arrows.set(part, new Set());
    for (const [index, from] of steps.slice(0, -1).entries())
      for (const part of from) for (const to of steps[index + 1] ?? []) arrows.get(part)?.add(to);
  }
  return {
    parts: new Set(arrows.keys()),
    reachable: new Map(Array.from(arrows.keys(), (part) => [part, reachableFrom(part, arrows)])),
  };
}

function groupsIn(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  let open: string[] | undefined;
  for (const line of lines) {
    const group = /^subgraph (\S+)/.exec(line)?.[1];
    if (group !== undefined) {
      open = [];
      groups.set(group, open);
    } else if (line === 'end') open = undefined;
    else open?.push(...line.split('&').map((id) => id.trim()));
  }
  return groups;
}

function reachableFrom(start: string, arrows: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const found = new Set<string>();
  const waiting = [start];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    for (const next of arrows.get(part) ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      waiting.push(next);
    }
  }
  return found;
}
