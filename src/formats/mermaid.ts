import { StorageError } from '../errors/index.ts';
import { CONTROLS, controlPicture } from './control-characters.ts';
import type { Neighbourhood } from './neighbourhood.ts';

/**
 * The largest diagram that is written. Mermaid itself, as GitHub and others run it, draws at most 500 edges
 * and 50,000 characters; beyond 200 nodes nobody can read it.
 */
export const MERMAID_LIMITS = { nodes: 200, edges: 500, characters: 50_000 } as const;

/**
 * A part of a graph as a Mermaid flowchart. Ids, files and attributes are not in it.
 * @throws `UNSUPPORTED` above {@link MERMAID_LIMITS}
 */
export function mermaidText({ roots, nodes, edges }: Neighbourhood): string {
  checkSize('nodes', nodes.length);
  checkSize('edges', edges.length);
  const names = new Map(nodes.map((node, index) => [node.id, `n${index}`]));
  const kinds = new Set(edges.map((edge) => edge.kind));
  const only = kinds.size === 1 ? [...kinds][0] : undefined;
  const text = [
    'flowchart LR',
    ...(only === undefined ? [] : [`  %% every arrow: ${only.replace(/[^A-Za-z0-9_]/g, '?')}`]),
    ...nodes.map(({ id, name }) => `  ${names.get(id)}["${escaped(name)}"]`),
    ...edges.map(({ source, target, kind }) => {
      const arrow = only === undefined ? `-->|"${escaped(kind)}"|` : '-->';
      return `  ${names.get(source)} ${arrow} ${names.get(target)}`;
    }),
    '  classDef root stroke-width:3px',
    ...roots.filter((id) => names.has(id)).map((id) => `  class ${names.get(id)} root`),
    '',
  ].join('\n');
  checkSize('characters', text.length);
  return text;
}

/** Only letters, digits and a few marks stand for themselves, and these not where they would begin a list. */
function escaped(text: string): string {
  const shown = text
    .replace(CONTROLS, controlPicture)
    .replace(/[!-,:-@[-^`{-~]|^-|(?<=^\d+)\./g, (character) => `#${character.charCodeAt(0)};`);
  // Mermaid refuses an empty text.
  return shown.trim() === '' ? '#160;' : shown;
}

function checkSize(what: keyof typeof MERMAID_LIMITS, size: number): void {
  const limit = MERMAID_LIMITS[what];
  if (size <= limit) return;
  throw new StorageError(
    'UNSUPPORTED',
    `This would be ${size} ${what}; a Mermaid diagram holds at most ${limit}. ` +
      'Take a smaller neighbourhood (less depth, one direction, fewer kinds), or write DOT for Graphviz.',
    { context: { [what]: size, limit } },
  );
}
