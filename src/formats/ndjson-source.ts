import { StorageError } from '../errors/index.ts';
import type { GraphSource } from '../storage/index.ts';
import { NdjsonReader } from './ndjson-reader.ts';
import { type TextLine, textLines } from './text-lines.ts';

type PassName = 'nodes' | 'edges';

/** Opens a new pass over a file's plain bytes. */
type OpenBytes = () => AsyncIterable<Uint8Array>;

/** A file that can be opened again: each pass reads it anew and holds one row. */
export async function reopenedNdjson(open: OpenBytes, name: string): Promise<GraphSource> {
  const ignored = new Map<PassName, Readonly<Record<string, number>>>();
  const pass = async function* <Row>(
    rows: PassName,
    read: (reader: NdjsonReader) => AsyncIterable<Row>,
  ): AsyncIterable<Row> {
    const reader = new NdjsonReader(textLines(open(), name), name);
    try {
      await reader.header();
      yield* read(reader);
      ignored.set(rows, reader.ignored.counts);
    } finally {
      await reader.close();
    }
  };
  const first = new NdjsonReader(textLines(open(), name), name);
  try {
    return {
      metadata: await first.header(),
      nodes: () => pass('nodes', (reader) => reader.nodes()),
      edges: () => pass('edges', edgesOnly),
      // Both passes read the header, so its fields are in both.
      get ignoredFields() {
        return { ...ignored.get('nodes'), ...ignored.get('edges') };
      },
    };
  } finally {
    await first.close();
  }
}

async function* edgesOnly(reader: NdjsonReader): ReturnType<NdjsonReader['edges']> {
  await reader.skipNodes();
  yield* reader.edges();
}

/** A stream: the nodes can be read once, and then the edges. */
export function streamedNdjson(bytes: AsyncIterable<Uint8Array>, name: string): Promise<GraphSource> {
  return streamedLines(textLines(bytes, name), name);
}

/** The same, from lines. */
export async function streamedLines(lines: AsyncIterable<TextLine>, name: string): Promise<GraphSource> {
  const reader = new NdjsonReader(lines, name);
  let stage: 'nodes' | 'reading nodes' | 'edges' | 'done' = 'nodes';
  const metadata = await reader.header();
  return {
    metadata,
    readOnce: true,
    get ignoredFields() {
      return reader.ignored.counts;
    },
    async *nodes() {
      if (stage !== 'nodes') throw readTwice(name);
      stage = 'reading nodes';
      yield* reader.nodes();
      stage = 'edges';
    },
    async *edges() {
      if (stage !== 'edges') throw readTwice(name);
      stage = 'done';
      yield* reader.edges();
    },
  };
}

function readTwice(name: string): StorageError {
  return new StorageError(
    'UNSUPPORTED',
    `${JSON.stringify(name)} is a stream: its nodes can be read once, and after them its edges. ` +
      'Save it as a file to read it in another way.',
    { context: { file: name } },
  );
}
