import { StorageError } from '../../errors/index.ts';

/** Where a list goes on: how many items were shown, and of which state of the repository. */
interface Place {
  readonly offset: number;
  readonly revision: string;
}

/** @returns a text that holds all that is needed to go on; it means nothing to its bearer */
export function encodePlace({ offset, revision }: Place): string {
  return Buffer.from(JSON.stringify([offset, revision])).toString('base64url');
}

/**
 * @param revision the repository's state now
 * @throws `CONFIG_INVALID` for a text that is no cursor, `CONFLICT` where the repository has changed since
 */
export function decodePlace(cursor: string | undefined, revision: string): number {
  if (cursor === undefined) return 0;
  const [offset, of] = placeIn(cursor);
  if (of !== revision) {
    throw new StorageError(
      'CONFLICT',
      'The repository has changed since the page before this one. Ask again without a cursor.',
      { retryable: true },
    );
  }
  return offset;
}

function placeIn(cursor: string): readonly [number, string] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && place.length === 2) {
      const [offset, revision] = place;
      if (Number.isSafeInteger(offset) && offset >= 0 && typeof revision === 'string')
        return [offset, revision];
    }
  } catch {
    // Not JSON: no cursor of ours either.
  }
  throw new StorageError(
    'CONFIG_INVALID',
    'The cursor is none of ours. Pass on the one of the answer before, unchanged.',
  );
}
