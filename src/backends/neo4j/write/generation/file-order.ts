import { groupBy, type SerializableEdge, type SerializableNode } from '../../../../graph/index.ts';
import { collectRows, type RowSource, rowsOfGraph } from '../../../../storage/index.ts';

/**
 * The same rows file by file, where they are in memory and come otherwise: then most edges
 * lie within one batch of nodes, and each file's containment can be seen at once. Within a
 * file the order stays, so the last of two alike still wins.
 */
export async function inFileOrder(source: RowSource): Promise<RowSource> {
  if (source.rows === undefined || (await isFileByFile(source))) return source;
  const { repoId, nodes, edges, metadata } = await collectRows(source, {});
  const files = new Map(nodes.map(({ id, file }) => [id, file]));
  // Alike nodes in different files would change their order, and with it which one wins.
  if (files.size !== nodes.length) return source;
  return rowsOfGraph({
    repoId,
    nodes: grouped(nodes, nodes, ({ file }) => file),
    edges: grouped(edges, nodes, ({ source: id }) => files.get(id) ?? ''),
    metadata,
  });
}

async function isFileByFile(source: RowSource): Promise<boolean> {
  const finished = new Set<string>();
  let current: string | undefined;
  for await (const chunk of source.nodes()) {
    for (const { file } of chunk) {
      if (file === current) continue;
      if (finished.has(file)) return false;
      finished.add(file);
      current = file;
    }
  }
  return true;
}

/** Rows by file, the files in the order of the nodes. */
function grouped<Row extends SerializableNode | SerializableEdge>(
  rows: readonly Row[],
  nodes: readonly SerializableNode[],
  fileOf: (row: Row) => string,
): Row[] {
  const groups = groupBy(rows, fileOf);
  const files = new Set([...nodes.map(({ file }) => file), ...groups.keys()]);
  return [...files].flatMap((file) => groups.get(file) ?? []);
}
