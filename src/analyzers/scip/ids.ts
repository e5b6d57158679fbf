import { createHash } from 'node:crypto';

/** Ids stay far below what stores can keep; generated code has symbols of any length. */
const LONGEST_ID = 2_000;

/** The id, or its beginning and a hash where it is longer than any store should need to keep. */
export function boundedId(id: string): string {
  if (id.length <= LONGEST_ID) return id;
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 16);
  return `${id.slice(0, LONGEST_ID).toWellFormed()}…${hash}`;
}
