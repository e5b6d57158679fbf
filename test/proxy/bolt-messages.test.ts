import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientPieces, type Piece, type PieceReader, serverPieces } from './bolt-messages.ts';

const PROPOSALS = Buffer.alloc(20, 7);
const VERSION = Buffer.from([0, 0, 8, 5]);
const MANIFEST = Buffer.from([0, 0, 1, 0xff, 2, 0, 8, 8, 5, 0, 4, 4, 4, 0x81, 0]);
const CHOICE = Buffer.from([0, 0, 8, 5, 0x80, 0]);
const COMMIT = Buffer.from([0, 2, 0xb0, 0x12, 0, 0]);
const NOTHING = Buffer.from([0, 0]);
const LONG = Buffer.concat([
  Buffer.from([0, 3, 0xb3, 0x10, 0]),
  Buffer.from([1, 0]),
  Buffer.alloc(256, 0x12),
  NOTHING,
]);

describe('a stream is cut into the same pieces however it arrives', () => {
  const messages = [
    [LONG, 0x10],
    [COMMIT, 0x12],
    [NOTHING, undefined],
    [COMMIT, 0x12],
  ] as const;
  test.each([
    ['the client to a server that chooses a version', VERSION, [PROPOSALS]],
    ['the client to a server with a manifest', MANIFEST, [PROPOSALS, CHOICE]],
  ])('%s', (_title, answer, handshake) => {
    const expected: Piece[] = [
      ...handshake.map((bytes) => ({ bytes, tag: undefined })),
      ...messages.map(([bytes, tag]) => ({ bytes, tag })),
    ];
    fc.assert(
      fc.property(cuts(expected), (parts) => {
        const agreed = { manifest: false };
        expect(arriving([answer], serverPieces(agreed))).toEqual([{ bytes: answer, tag: undefined }]);
        expect(arriving(parts, clientPieces(agreed))).toEqual(expected);
      }),
    );
  });

  test('the server, whose manifest may come in parts', () => {
    const expected = [
      { bytes: MANIFEST, tag: undefined },
      ...messages.map(([bytes, tag]) => ({ bytes, tag })),
    ];
    fc.assert(
      fc.property(cuts(expected), (parts) => {
        expect(arriving(parts, serverPieces({ manifest: false }))).toEqual(expected);
      }),
    );
  });
});

/** The bytes of the pieces, cut anywhere. */
function cuts(pieces: readonly Piece[]): fc.Arbitrary<Buffer[]> {
  const whole = Buffer.concat(pieces.map(({ bytes }) => bytes));
  return fc.array(fc.nat(whole.length), { maxLength: 8 }).map((places) => {
    const ends = [...places.sort((a, b) => a - b), whole.length];
    return ends.map((end, index) => whole.subarray(ends[index - 1] ?? 0, end));
  });
}

function arriving(parts: readonly Buffer[], reader: PieceReader): Piece[] {
  return parts
    .flatMap((part) => [...reader.push(part)])
    .map(({ bytes, tag }) => ({ bytes: Buffer.from(bytes), tag }));
}
