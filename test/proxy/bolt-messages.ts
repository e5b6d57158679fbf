/**
 * A stretch of one direction of a connection that is forwarded as a
 * whole: a part of the handshake, or a message.
 */
export interface Piece {
  readonly bytes: Buffer;
  /** The message's tag; undefined for the handshake and for the empty chunk that keeps a connection alive. */
  readonly tag?: number | undefined;
}

/** What both directions of a connection must know about its handshake. */
export interface Handshake {
  /** Since Bolt 5.7: the server lists what it speaks, and the client answers with its choice. */
  manifest: boolean;
}

/** How long the next piece is, or undefined while more must arrive to tell. */
type Measure = (bytes: Buffer) => number | undefined;

const MANIFEST = 0x00_00_01_ff;

/** What the client sends: a magic number with four proposals; its choice from a manifest; messages. */
export function clientPieces(handshake: Handshake): PieceReader {
  return new PieceReader([() => 20, (bytes) => (handshake.manifest ? afterVarint(bytes, 4) : 0)]);
}

/** What the server sends: a version or a manifest; messages. */
export function serverPieces(handshake: Handshake): PieceReader {
  return new PieceReader([
    (bytes) => {
      if (bytes.length < 4) return undefined;
      handshake.manifest = bytes.readUInt32BE(0) === MANIFEST;
      return handshake.manifest ? manifestLength(bytes) : 4;
    },
  ]);
}

/** Cuts a stream of bytes into pieces, however it arrives. */
export class PieceReader {
  readonly #handshake: Measure[];
  #rest: Buffer = Buffer.alloc(0);

  /** Use {@link clientPieces} or {@link serverPieces}. */
  constructor(handshake: Measure[]) {
    this.#handshake = handshake;
  }

  *push(data: Buffer): Generator<Piece> {
    this.#rest = Buffer.concat([this.#rest, data]);
    while (this.#rest.length > 0) {
      const [measure = messageLength] = this.#handshake;
      const length = measure(this.#rest);
      if (length === undefined || length > this.#rest.length) return;
      const isMessage = this.#handshake.shift() === undefined;
      if (length === 0) continue;
      const bytes = this.#rest.subarray(0, length);
      this.#rest = this.#rest.subarray(length);
      // Behind the chunk's two bytes of length come the structure's marker and its tag.
      yield { bytes, tag: isMessage && length > 2 ? bytes[3] : undefined };
    }
  }
}

/** Chunks with their length in front, up to an empty one. */
function messageLength(bytes: Buffer): number | undefined {
  for (let at = 0; at + 2 <= bytes.length; ) {
    const size = bytes.readUInt16BE(at);
    at += 2 + size;
    if (size === 0) return at;
  }
  return undefined;
}

function manifestLength(bytes: Buffer): number | undefined {
  const count = afterVarint(bytes, 4);
  if (count === undefined) return undefined;
  return afterVarint(bytes, count + 4 * (bytes[4] ?? 0));
}

/** Where a variable-length integer at `at` ends: at the first byte without its high bit. */
function afterVarint(bytes: Buffer, at: number): number | undefined {
  const last = bytes.subarray(at).findIndex((byte) => byte < 0x80);
  return last < 0 ? undefined : at + last + 1;
}
