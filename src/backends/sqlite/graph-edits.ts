import type { EdgeReference, SerializableEdge, SerializableNode } from '../../graph/index.ts';
import { edgeOutsideFiles, type FileReplacement, NO_ROWS, type WriteOutcome } from '../../storage/index.ts';
import { doubtDigests, type Touched } from './file-digests.ts';
import { StagedChanges } from './staged-changes.ts';
import type { RowWriter } from './staging.ts';

/** Inserts or replaces nodes. */
export function updateNodes(writer: RowWriter, nodes: readonly SerializableNode[]): WriteOutcome {
  doubt(writer, { files: nodes.map(({ file }) => file), ids: nodes.map(({ id }) => id) });
  writer.stageNodes(nodes);
  const changes = changesOf(writer);
  return changes.finish(changes.takeNodes(), NO_ROWS);
}

/** Inserts or replaces edges. */
export function updateEdges(writer: RowWriter, edges: readonly SerializableEdge[]): WriteOutcome {
  doubt(writer, { ids: edges.map(({ source }) => source) });
  writer.stageEdges(edges);
  const changes = changesOf(writer);
  return changes.finish(NO_ROWS, changes.takeEdges());
}

/** Deletes nodes, and the edges that touch them. */
export function deleteNodes(writer: RowWriter, ids: readonly string[]): WriteOutcome {
  doubt(writer, { ids, withReferring: true });
  const changes = changesOf(writer);
  writer.nodes.learn(ids, (id) => [id]);
  changes.chooseNodes(ids.flatMap((id) => writer.nodes.find(id) ?? []));
  const edges = changes.deleteEdgesFromChosen() + changes.deleteEdgesToChosen();
  const deleted = changes.deleteChosenNodes();
  return changes.finish({ ...NO_ROWS, deleted }, { ...NO_ROWS, deleted: edges });
}

/** Deletes edges; those that are not stored count as nothing. */
export function deleteEdges(writer: RowWriter, edges: readonly EdgeReference[]): WriteOutcome {
  doubt(writer, { ids: edges.map(({ source }) => source) });
  const { nodes, kinds } = writer;
  nodes.learn(edges, ({ source, target }) => [source, target]);
  const stored = edges.filter(
    ({ source, target, kind }) =>
      nodes.find(source) !== undefined && nodes.find(target) !== undefined && kinds.find(kind) !== undefined,
  );
  writer.stageEdges(stored.map((edge) => ({ ...edge, attributes: {} })));
  const changes = changesOf(writer);
  return changes.finish(NO_ROWS, { ...NO_ROWS, deleted: changes.deleteGivenEdges() });
}

/** Replaces what some files declare. @throws `INVALID_GRAPH` for an edge whose source lies elsewhere */
export function replaceFiles(writer: RowWriter, replacement: FileReplacement): WriteOutcome {
  checkEdgeOwners(writer, replacement);
  doubt(writer, { files: replacement.files, ids: replacement.nodes.map(({ id }) => id) });
  writer.stageNodes(replacement.nodes);
  writer.stageEdges(replacement.edges);
  const changes = changesOf(writer);
  const files = replacement.files.flatMap((path) => writer.files.find(path) ?? []);
  changes.chooseNodesOfFiles(files, replacement.files.includes(''));
  const deletedEdges = changes.deleteEdgesFromChosen();
  const deletedNodes = changes.deleteChosenNodes();
  const nodes = { ...changes.takeNodes(), deleted: deletedNodes };
  return changes.finish(nodes, { ...changes.takeEdges(), deleted: deletedEdges });
}

/** @throws `INVALID_GRAPH` for an edge that is no fact of the replaced files */
function checkEdgeOwners(writer: RowWriter, { files, nodes, edges }: FileReplacement): void {
  const replaced = new Set(files);
  const given = new Set(nodes.map(({ id }) => id));
  const others = edges.filter(({ source }) => !given.has(source));
  if (others.length === 0) return;
  const pathOf = storedFiles(writer, [...new Set(others.map(({ source }) => source))]);
  for (const edge of others) {
    // A source that is stored in a replaced file, and not given again,
    // is about to be deleted: it belongs to ''.
    const stored = pathOf.get(edge.source) ?? '';
    const file = replaced.has(stored) ? '' : stored;
    if (!replaced.has(file)) throw edgeOutsideFiles(edge, file);
  }
}

/** The files of those of these nodes that are stored. */
function storedFiles({ connection, repository }: RowWriter, ids: readonly string[]): Map<string, string> {
  const found = connection.json(
    `SELECT json_group_array(json_array(given.key, file.text))
     FROM json_each(?) given JOIN node ON node.repository = ?2 AND node.id = given.value
     JOIN file ON file.repository = ?2 AND file.number = node.file`,
    [JSON.stringify(ids), repository],
  ) as [number, string][];
  return new Map(found.map(([index, path]) => [ids[index] ?? '', path]));
}

function doubt({ connection, repository }: RowWriter, touched: Touched): void {
  doubtDigests(connection, repository, touched);
}

function changesOf({ connection, repository }: RowWriter): StagedChanges {
  return new StagedChanges(connection, repository);
}
