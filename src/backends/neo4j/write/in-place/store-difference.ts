import { randomUUID } from 'node:crypto';
import type { GraphMetadata } from '../../../../graph/index.ts';
import { EMPTY_DIGEST, type FileDigests } from '../../../../hashes/file-digests.ts';
import type { RowFingerprints } from '../../../../hashes/row-fingerprints.ts';
import {
  EditableGraph,
  type RowCounts,
  type RowSource,
  type WriteOptions,
  type WriteOutcome,
} from '../../../../storage/index.ts';
import type { StatementRunner } from '../../connection/connection.ts';
import { isTooLargeForMemory } from '../../connection/errors.ts';
import { MOVED } from '../../connection/patience.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import { rowsOfFiles } from '../../digests/source-scan.ts';
import { countDangling, metadataParameters, readMetadata } from '../../read/metadata.ts';
import { isSameState, type RepositoryState, readConsistently } from '../../read/repository-state.ts';
import { RowReader } from '../../read/row-reader.ts';
import { keyRange } from '../../rows/keys.ts';
import { type ChangeSet, changesBetween, equalDescriptions, isEmpty, sizeOf } from '../shared/change-set.ts';
import type { Target, WriteTools } from '../shared/target.ts';
import { applyChanges } from './apply-changes.ts';
import { changeInPlace } from './change-in-place.ts';
import { writeDigests } from './source-files.ts';

/** The difference is too large for one transaction. */
export const TOO_LARGE: unique symbol = Symbol('too large');

/** What is stored, without its rows. */
export interface StoredDescription {
  readonly state: RepositoryState;
  readonly metadata: GraphMetadata;
  /** By path; null where a file has changed since its digest was taken. */
  readonly digests: ReadonlyMap<string, string | null>;
  readonly dangling: number;
}

/** Reads what a stored graph is compared by: its metadata, and the digests of its files. */
export async function readDescription(
  tx: StatementRunner,
  repoId: string,
  state: RepositoryState,
): Promise<StoredDescription> {
  const { generation } = state;
  const [row, metadata, dangling] = await Promise.all([
    tx.one(cypher.fileDigests, keyRange(generation)),
    readMetadata(tx, repoId, generation),
    countDangling(tx, generation),
  ]);
  const digests = row.digest;
  return {
    state,
    metadata,
    digests: new Map(row.path.map((path, index) => [path, digests[index] || null])),
    dangling,
  };
}

/** Files that may own other facts than are stored. */
export function changedFiles(given: FileDigests, { digests }: StoredDescription): Set<string> {
  const files = new Set<string>();
  for (const path of [...given.paths, ...digests.keys()]) {
    const stored = digests.has(path) ? digests.get(path) : EMPTY_DIGEST;
    if (stored === null || given.digestOf(path) !== stored) files.add(path);
  }
  return files;
}

/**
 * Reads, compares and writes the given files alone, in place.
 * @returns MOVED if the repository was no longer as described, TOO_LARGE if
 * the difference is, if only for the server's memory
 */
export async function storeDifference(
  tools: WriteTools,
  source: RowSource,
  given: RowFingerprints,
  stored: StoredDescription,
  files: ReadonlySet<string>,
  options: WriteOptions,
): Promise<WriteOutcome | typeof MOVED | typeof TOO_LARGE> {
  const { metadata } = source;
  const { repoId } = metadata;
  const after = new EditableGraph({
    repoId,
    metadata,
    ...(await rowsOfFiles(source, given, files, options)),
  });
  const before = await storedPart(tools, stored, files, options);
  if (before === undefined) return MOVED;
  const changes = changesBetween(before, after);
  if (sizeOf(changes) > tools.settings.inPlaceRows) return TOO_LARGE;
  if (isEmpty(changes) && equalDescriptions(stored.metadata, metadata)) {
    await refreshDigests(tools, stored, after, files, options);
    return outcomeOf(after, before, stored, changes, stored.dangling);
  }
  const { connection, settings } = tools;
  const changed = changeInPlace(connection, settings, repoId, options, async (tx, state, token) => {
    if (!isSameState(state, stored.state)) return MOVED;
    const target: Target = { ...tools, tx, repoId, generation: state.generation };
    const remaining = await applyChanges(target, changes, token);
    await tx.run(cypher.setMetadata, { repoId, ...metadataParameters(metadata) });
    await writeDigests(target, after, files);
    return remaining;
  });
  const dangling = await changed.catch((error: unknown): typeof TOO_LARGE => {
    if (isTooLargeForMemory(error)) return TOO_LARGE;
    throw error;
  });
  if (dangling === TOO_LARGE) return TOO_LARGE;
  if (dangling === undefined || dangling === MOVED) return MOVED;
  return outcomeOf(after, before, stored, changes, dangling);
}

/** @returns undefined if the repository is no longer as described */
async function storedPart(
  { connection, settings }: WriteTools,
  { state, metadata }: StoredDescription,
  files: ReadonlySet<string>,
  options: WriteOptions,
): Promise<EditableGraph | undefined> {
  const { repoId } = metadata;
  if (files.size === 0) return new EditableGraph({ repoId, metadata, nodes: [], edges: [] });
  return readConsistently(
    connection,
    repoId,
    async (tx, now) => {
      if (!isSameState(now, state)) return undefined;
      const rows = new RowReader(tx, state.generation, settings);
      const nodes = await rows.nodesOfFiles(files);
      const edges = await rows.edgesFrom(nodes.map((node) => node.id));
      const unowned = files.has('') ? await rows.edgesOfUnresolved() : [];
      return new EditableGraph({ repoId, metadata, nodes, edges: [...edges, ...unowned] });
    },
    options,
  );
}

/**
 * Digests are taken again where nothing else has to be written,
 * unless the source cannot be recognised by them.
 */
async function refreshDigests(
  { connection, settings, encoder }: WriteTools,
  { state, metadata, digests }: StoredDescription,
  rows: EditableGraph,
  files: ReadonlySet<string>,
  options: WriteOptions,
): Promise<void> {
  const stale = [...files].filter((path) => digests.get(path) === null);
  if (stale.length === 0) return;
  const { repoId } = metadata;
  await connection.write(async (tx) => {
    const held = await tx.run(cypher.lockState, { repoId, ...state, token: randomUUID() });
    if (held.length === 0) return;
    await writeDigests({ tx, settings, encoder, repoId, generation: state.generation }, rows, stale);
  }, options);
}

function outcomeOf(
  after: EditableGraph,
  before: EditableGraph,
  { metadata }: StoredDescription,
  changes: ChangeSet,
  dangling: number,
): WriteOutcome {
  const { nodes, edges } = after.outcomeAfter(before);
  return {
    nodes: withOthers(nodes, metadata.totalNodes + changes.nodeCount),
    edges: withOthers(edges, metadata.totalEdges + changes.edgeCount),
    dangling,
  };
}

/** What was not looked at is unchanged. */
function withOthers(counts: RowCounts, total: number): RowCounts {
  return { ...counts, unchanged: total - counts.created - counts.updated };
}
