import { attribute, groupBy, type SerializableNode } from '../../../../graph/index.ts';
import { containersInFile } from '../../../../traversal/index.ts';

/** What the store derives about declarations, by id. */
interface Containment {
  /** Node to the declaration it lies in. */
  readonly containers: ReadonlyMap<string, string>;
  /** Node to the parent it names that is not stored: when that arrives, the container changes. */
  readonly awaited: ReadonlyMap<string, string>;
}

/**
 * Derives the containment of whole files.
 * @param nodes all nodes of every file that is looked at
 * @param isStored whether a node of this id is stored, in whatever file
 */
export function containmentOf(
  nodes: Iterable<SerializableNode>,
  isStored: (id: string) => boolean,
): Containment {
  const awaited = new Map<string, string>();
  const all = [...nodes];
  for (const node of all) {
    const parent = attribute(node.attributes, 'parent');
    if (parent !== undefined && !isStored(parent)) awaited.set(node.id, parent);
  }
  const containers = new Map<string, string>();
  for (const siblings of groupBy(all, ({ file }) => file).values()) {
    for (const [child, container] of containersInFile(siblings, isStored)) containers.set(child, container);
  }
  return { containers, awaited };
}
