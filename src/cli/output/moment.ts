import type { Timestamp } from '../../graph/index.ts';

/** `2026-11-22 12:00:00Z`; what a Date cannot hold stays in seconds. */
export function moment({ seconds }: Timestamp): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return `${seconds} s`;
  return date.toISOString().replace('T', ' ').replace('.000Z', 'Z');
}
