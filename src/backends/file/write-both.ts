import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonChunks } from '../../formats/json-chunks.ts';
import { type GraphMetadata, metadataToJson } from '../../graph/index.ts';
import type { EditableGraph, WriteOptions } from '../../storage/index.ts';
import { COMPRESSED_SUFFIX, LONGEST_NAME, METADATA_SUFFIX } from './file-names.ts';
import { discard, type FileToPlace, type Predecessor, writeAside } from './replace-files.ts';

/** Where a graph is kept: the folder, and the name that its files begin with. */
export interface Place {
  readonly directory: string;
  readonly stem: string;
  /** Of the form to write. */
  readonly suffix: string;
  /** The names of the graph files that are there, the one that counts first. */
  readonly before: readonly string[];
}

/** Writes a repository's files aside: the graph, and behind it the metadata. */
export async function writeBoth(
  { directory, stem, suffix, before }: Place,
  repoId: string,
  graph: EditableGraph,
  options: WriteOptions,
): Promise<readonly [FileToPlace, ...FileToPlace[]]> {
  const { metadata } = graph;
  const rows = { repoId, nodes: [...graph.nodes.values()], edges: [...graph.edges.values()], metadata };
  const graphName = stem + suffix;
  const predecessor = await predecessorOf(join(directory, before[0] ?? graphName));
  const isCompressed = suffix === COMPRESSED_SUFFIX;
  const aside = await writeAside(directory, jsonChunks(rows, options), { predecessor, isCompressed });
  const metadataName = stem + METADATA_SUFFIX;
  // CodePrism, too, has no metadata file where its longer name does not fit.
  if (Buffer.byteLength(metadataName) > LONGEST_NAME) return [{ aside, name: graphName }];
  try {
    const metadataAside = await writeAside(directory, [metadataText(metadata)], { predecessor });
    return [
      { aside, name: graphName },
      { aside: metadataAside, name: metadataName },
    ];
  } catch (error) {
    await discard(aside.path);
    throw error;
  }
}

/** Whether the stem's metadata file is what {@link writeBoth} writes for this metadata. */
export async function isMetadataWritten(
  directory: string,
  stem: string,
  metadata: GraphMetadata,
): Promise<boolean> {
  const name = stem + METADATA_SUFFIX;
  if (Buffer.byteLength(name) > LONGEST_NAME) return true;
  const path = join(directory, name);
  const stat = await lstat(path).catch(() => undefined);
  const text = Buffer.from(metadataText(metadata));
  if (stat?.isFile() !== true || stat.size !== text.length) return false;
  return text.equals(await readFile(path).catch(() => Buffer.alloc(0)));
}

function metadataText(metadata: GraphMetadata): string {
  return JSON.stringify(metadataToJson(metadata), null, 2);
}

/** The file at a path, if there is one, as far as one that replaces it takes it over. */
export async function predecessorOf(path: string): Promise<Predecessor | undefined> {
  const stat = await lstat(path, { bigint: true }).catch(() => undefined);
  return stat?.isFile() === true ? { mode: Number(stat.mode), mtimeNs: stat.mtimeNs } : undefined;
}
