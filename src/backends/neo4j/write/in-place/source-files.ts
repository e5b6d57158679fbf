import type { SerializableEdge, SerializableNode } from '../../../../graph/index.ts';
import { EMPTY_DIGEST } from '../../../../hashes/file-digests.ts';
import { ledgerOf } from '../../../../hashes/row-fingerprints.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import { textSize } from '../../rows/batches.ts';
import { sourceFileKey } from '../../rows/keys.ts';
import type { ChangeSet } from '../shared/change-set.ts';
import { inBatches, keyOf, type Target } from '../shared/target.ts';

/** Writes the hashes by which the metadata differs. */
export async function writeHashes(target: Target, { hashes, goneHashes }: ChangeSet): Promise<void> {
  const { repoId, generation } = target;
  await inBatches(target, goneHashes, textSize, (paths) =>
    target.tx.run(cypher.forgetHashes, { key: keysOf(target, paths) }),
  );
  await inBatches(
    target,
    hashes,
    ([path]) => textSize(path),
    (files) => {
      const path = files.map(([one]) => one);
      const hash = files.map(([, one]) => one);
      const key = keysOf(target, path);
      return target.tx.run(cypher.writeHashes, { key, path, hash, empty: EMPTY_DIGEST, repoId, generation });
    },
  );
}

/** Takes the digests from all files whose facts a change touches; the next whole store looks into these. */
export async function forgetDigests(target: Target, changes: ChangeSet): Promise<void> {
  const { repoId, generation } = target;
  await inBatches(target, await touchedFiles(target, changes), textSize, (path) =>
    target.tx.run(cypher.forgetDigests, { key: keysOf(target, path), path, repoId, generation }),
  );
}

/** Everything that some files own. */
export interface OwnedRows {
  readonly nodes: ReadonlyMap<string, SerializableNode>;
  readonly edges: ReadonlyMap<string, SerializableEdge>;
}

/** Writes the digests of files of which the rows are known whole. */
export async function writeDigests(target: Target, rows: OwnedRows, files: Iterable<string>): Promise<void> {
  const { digests } = ledgerOf({ nodes: rows.nodes.values(), edges: rows.edges.values() });
  const { repoId, generation } = target;
  await inBatches(target, files, textSize, (path) =>
    target.tx.run(cypher.writeDigests, {
      key: keysOf(target, path),
      path,
      digest: path.map((one) => digests.digestOf(one)),
      empty: EMPTY_DIGEST,
      repoId,
      generation,
    }),
  );
}

async function touchedFiles(target: Target, changes: ChangeSet): Promise<Set<string>> {
  const rows = [...changes.nodes, ...changes.formerNodes, ...changes.deletedNodes];
  const files = new Set(rows.map((node) => node.file));
  // Edges belong to '' while their source is not stored, so they change hands when it comes or goes.
  if (changes.createdNodes.length > 0 || changes.deletedNodes.length > 0) files.add('');
  const sources = new Set([...changes.removedEdges, ...changes.insertedEdges].map((edge) => edge.source));
  await inBatches(target, sources, textSize, async (ids) => {
    const row = await target.tx.one(cypher.filesOfNodes, { key: ids.map((id) => keyOf(target, id)) });
    for (const file of row.file) files.add(file);
    // An end that no edge touches any more is gone.
    if (row.found !== ids.length) files.add('');
  });
  return files;
}

function keysOf({ generation }: Target, paths: readonly string[]): string[] {
  return paths.map((path) => sourceFileKey(generation, path));
}
