import { quote, StorageError } from '../../errors/index.ts';
import { decodeDocument, decodeMetadata, decodeSymbol } from './decode.ts';
import type { ScipDocument, ScipMetadata, ScipSymbol } from './messages.ts';
import { WIRE, WireError, WireReader } from './wire.ts';

/**
 * The longest message that is read: larger documents are no source
 * files, and damage looks like a huge length.
 */
const MESSAGE_BYTES = 1024 * 1024 * 1024;
/** A tag and a length. */
const HEADER_BYTES = 20;

/** One part of an index, in the order of the file. */
export type IndexPart =
  | { readonly kind: 'metadata'; readonly metadata: ScipMetadata }
  | { readonly kind: 'document'; readonly document: ScipDocument }
  | { readonly kind: 'external'; readonly symbol: ScipSymbol };

/**
 * Reads an index part by part; of the bytes no more than one part is
 * held. Parts of a later SCIP are passed over.
 * @param name what errors call the file
 * @throws `CORRUPT` with the file and the byte for what is cut off, damaged or no index
 */
export async function* indexParts(chunks: AsyncIterable<Uint8Array>, name: string): AsyncIterable<IndexPart> {
  const bytes = new ByteQueue(chunks);
  try {
    for (let part = await nextPart(bytes, name); part !== 'end'; part = await nextPart(bytes, name)) {
      if (part !== 'unknown') yield part;
    }
  } finally {
    await bytes.close();
  }
}

async function nextPart(bytes: ByteQueue, name: string): Promise<IndexPart | 'unknown' | 'end'> {
  const start = bytes.taken;
  const header = new WireReader(await bytes.peek(HEADER_BYTES));
  let length: number;
  try {
    if (!header.next()) return 'end';
    if (header.type !== WIRE.bytes) throw new WireError(`field ${header.field} is no message`, 0);
    length = header.integer();
  } catch (error) {
    throw damaged(name, error, start);
  }
  if (length > MESSAGE_BYTES) {
    throw damaged(name, new WireError(`a message claims to be ${length} bytes long`, 0), start);
  }
  bytes.drop(header.position);
  const body = await bytes.take(length);
  if (body === undefined) throw cutOff(name, start, length);
  try {
    return decodePart(header.field, body);
  } catch (error) {
    throw damaged(name, error, start + header.position);
  }
}

function decodePart(field: number, body: Uint8Array): IndexPart | 'unknown' {
  if (field === 1) return { kind: 'metadata', metadata: decodeMetadata(body) };
  if (field === 2) return { kind: 'document', document: decodeDocument(body) };
  if (field === 3) return { kind: 'external', symbol: decodeSymbol(body) };
  return 'unknown';
}

/**
 * Whether a file that begins so is an index: its first message is metadata that names an indexer or a
 * project, or it is a document. Text that only looks like it, such as a blank line, is none.
 * @param start the first bytes, some hundred
 */
export function looksLikeIndex(start: Uint8Array): boolean {
  try {
    const header = new WireReader(start);
    if (!header.next() || header.type !== WIRE.bytes) return false;
    // 0x12 begins no text; 0x0a is a line feed as well, so there the whole message must be read.
    if (header.field === 2) return true;
    if (header.field !== 1) return false;
    const { tool, projectRoot } = decodeMetadata(header.bytes());
    return tool !== '' || projectRoot !== '';
  } catch {
    return false;
  }
}

function damaged(name: string, error: unknown, start: number): unknown {
  if (!(error instanceof WireError)) return error;
  const byte = start + error.offset;
  return new StorageError(
    'CORRUPT',
    `File ${quote(name)} is no SCIP index, or a damaged one: at byte ${byte} ${error.message}. ` +
      'Make the index again, and give it as the indexer wrote it.',
    { context: { file: name, byte }, cause: error },
  );
}

function cutOff(name: string, start: number, length: number): StorageError {
  return new StorageError(
    'CORRUPT',
    `File ${quote(name)} was cut off: the part at byte ${start} should have ${length} bytes. ` +
      'Make or transfer the index again.',
    { context: { file: name, byte: start } },
  );
}

/** Bytes that come in chunks and go in pieces. */
class ByteQueue {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #waiting: Uint8Array = new Uint8Array();
  /** Bytes given out so far. */
  taken = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#iterator = chunks[Symbol.asyncIterator]();
  }

  /** The next bytes, fewer where there are no more; they stay. */
  async peek(count: number): Promise<Uint8Array> {
    await this.#fill(count);
    return this.#waiting.subarray(0, count);
  }

  drop(count: number): void {
    this.#waiting = this.#waiting.subarray(count);
    this.taken += count;
  }

  /** `undefined` where there are fewer. */
  async take(count: number): Promise<Uint8Array | undefined> {
    await this.#fill(count);
    if (this.#waiting.length < count) return undefined;
    const piece = this.#waiting.subarray(0, count);
    this.drop(count);
    return piece;
  }

  /** Releases the file where not all of it is read. */
  async close(): Promise<void> {
    await this.#iterator.return?.();
  }

  async #fill(count: number): Promise<void> {
    if (this.#waiting.length >= count) return;
    const pieces = [this.#waiting];
    let length = this.#waiting.length;
    while (length < count) {
      const next = await this.#iterator.next();
      if (next.done === true) break;
      pieces.push(next.value);
      length += next.value.length;
    }
    this.#waiting = pieces.length === 1 ? (pieces[0] ?? this.#waiting) : Buffer.concat(pieces, length);
  }
}
