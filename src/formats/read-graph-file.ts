import { IgnoredFields, type SerializableGraph } from '../graph/index.ts';
import {
  checkGiven,
  collectSource,
  type GraphSource,
  isGraphSource,
  type ReadOptions,
  sourceOf,
} from '../storage/index.ts';
import { byteInput, type GraphInput } from './byte-input.ts';
import { NDJSON_START } from './ndjson-form.ts';
import { reopenedNdjson, streamedNdjson } from './ndjson-source.ts';
import { PeekableBytes } from './peekable-bytes.ts';
import { plainBytes } from './plain-bytes.ts';
import { readGraphJson } from './read-graph-json.ts';

/** Enough to see how a text begins, whatever white space stands before it. */
const BYTES_TO_TELL = 256;

/** How a graph's file is read. */
export interface ReadGraphOptions extends ReadOptions {
  /** What errors call the input. Default: the path, or `standard input` for a stream. */
  readonly name?: string | undefined;
  /** Stores the graph under this repository id instead of the one in the file. */
  readonly repoId?: string | undefined;
}

/**
 * Opens a file or a stream as a graph to store. CodePrism JSON and NDJSON, each gzipped or not, are
 * recognised by their content. JSON is read whole, up to about 512 MB; NDJSON row by row, from a file as
 * often as wanted, from a stream once. Progress counts bytes read.
 * @throws `NOT_FOUND` or `UNAVAILABLE` for the path, `CORRUPT` for bytes, gzip or JSON that cannot
 * be read, `INVALID_GRAPH` for JSON that is no graph, `UNSUPPORTED` for JSON that is too long.
 * What is wrong with an NDJSON row comes when that row is read.
 */
export async function readGraphFile(input: GraphInput, options: ReadGraphOptions = {}): Promise<GraphSource> {
  checkGiven(options);
  const ignored = new IgnoredFields();
  const opened = await openGraphFile(input, options, ignored);
  if (isGraphSource(opened)) return opened;
  return { ...sourceOf(opened), ignoredFields: ignored.counts };
}

/** The same as {@link readGraphFile}, whole in memory. Of duplicate rows all are there. */
export async function loadGraphFile(
  input: GraphInput,
  options: ReadGraphOptions = {},
): Promise<SerializableGraph> {
  checkGiven(options);
  const opened = await openGraphFile(input, options, new IgnoredFields());
  return isGraphSource(opened) ? collectSource(opened, { signal: options.signal }) : opened;
}

async function openGraphFile(
  input: GraphInput,
  options: ReadGraphOptions,
  ignored: IgnoredFields,
): Promise<GraphSource | SerializableGraph> {
  const path = input instanceof URL ? input.pathname : input;
  const name = options.name ?? (typeof path === 'string' ? path : 'standard input');
  const file = await byteInput(input, name, options);
  const open = (): AsyncIterable<Uint8Array> => plainBytes(file.chunks(), name);
  const bytes = new PeekableBytes(open());
  const start = await bytes.peek(BYTES_TO_TELL);
  const isNdjson = NDJSON_START.test(Buffer.from(start).toString('latin1'));
  const { repoId } = options;
  if (!isNdjson) {
    const graph = await readGraphJson(bytes.all(), name, { ignored, repoId });
    return repoId === undefined ? graph : { ...graph, repoId, metadata: { ...graph.metadata, repoId } };
  }
  if (file.readOnce) return renamed(await streamedNdjson(bytes.all(), name), repoId);
  await bytes.close();
  return renamed(await reopenedNdjson(open, name), repoId);
}

function renamed(source: GraphSource, repoId: string | undefined): GraphSource {
  if (repoId === undefined) return source;
  return {
    metadata: { ...source.metadata, repoId },
    nodes: () => source.nodes(),
    edges: () => source.edges(),
    readOnce: source.readOnce ?? false,
    get ignoredFields() {
      return source.ignoredFields ?? {};
    },
  };
}
