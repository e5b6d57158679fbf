import type { Timestamp } from './types.ts';

/** @param milliseconds since the Unix epoch */
export function timestampOf(milliseconds: number): Timestamp {
  const seconds = Math.floor(milliseconds / 1_000);
  return { seconds, nanoseconds: Math.floor((milliseconds - seconds * 1_000) * 1_000_000) };
}

/** This moment, to the millisecond. */
export function timestampNow(): Timestamp {
  return timestampOf(Date.now());
}
