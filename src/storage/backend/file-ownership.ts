import { quote, StorageError } from '../../errors/index.ts';
import { type EdgeReference, type GraphMetadata, recordOf } from '../../graph/index.ts';
import type { FileReplacement } from '../graph-storage.ts';

/** The refusal of an edge, given to `replaceFiles`, that is not a fact of the replaced files. */
export function edgeOutsideFiles(edge: EdgeReference, file: string): StorageError {
  const label = quote(`${edge.source} -${edge.kind}-> ${edge.target}`);
  return new StorageError(
    'INVALID_GRAPH',
    `edge ${label}: its source belongs to file ${quote(file)}, which is not being replaced. ` +
      'Name that file too, or store the edge with updateEdges.',
    { context: { source: edge.source, target: edge.target, kind: edge.kind, file } },
  );
}

/** @throws `INVALID_GRAPH` for a node or a hash of a file that is not being replaced */
export function checkReplacementFiles(replacement: FileReplacement): void {
  const files = new Set(replacement.files);
  for (const node of replacement.nodes) {
    if (!files.has(node.file)) throw outside(`node ${quote(node.id)}`, node.file);
  }
  for (const path of Object.keys(replacement.fileHashes ?? {})) {
    if (!files.has(path)) throw outside('a file hash', path);
  }
}

/** The hashes of files once some of these are replaced; a replaced file that is given none has none. */
export function hashesAfter(
  stored: GraphMetadata['fileHashes'],
  { files, fileHashes = {} }: FileReplacement,
): GraphMetadata['fileHashes'] {
  const replaced = new Set(files);
  const kept = Object.entries(stored).filter(([path]) => !replaced.has(path));
  return recordOf([...kept, ...Object.entries(fileHashes)]);
}

function outside(subject: string, file: string): StorageError {
  return new StorageError(
    'INVALID_GRAPH',
    `${subject} lies in file ${quote(file)}, which is not being replaced. Name that file too, or leave it out.`,
    { context: { file } },
  );
}
