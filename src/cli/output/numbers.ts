import type { NodeSummary } from '../../storage/index.ts';

const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** An integer with thousands separators: `12,345`. */
export function formatCount(value: number): string {
  return COUNT.format(value);
}

/** `2 changed, 1 gone`: each count that is not 0 with its word; empty where all are. */
export function formatParts(parts: readonly (readonly [count: number, word: string])[]): string {
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');
}

/** `1 node`, `4,422 nodes`. */
export function formatAmount(value: number, one: string, many: string = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** `0.34 s`, `12.3 s`, `2 min 5 s`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole >= 60) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}

/** Rows per second, to three digits: what follows them is noise. */
export function formatRate(rows: number, seconds: number): string {
  const rate = rows / Math.max(seconds, 0.001);
  return `${formatCount(Number(rate.toPrecision(3)))} rows/s`;
}

/** Where a node begins, as editors take it: `lib/ajv.ts:12`. What lies in no file is external. */
export function formatLocation(node: NodeSummary): string {
  return node.file === '' ? '(external)' : `${node.file}:${node.span.startLine}`;
}
