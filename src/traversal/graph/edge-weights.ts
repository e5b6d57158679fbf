import { type Attributes, attribute } from '../../graph/index.ts';

/**
 * How many references an edge stands for: its `count` attribute, where that is a whole number from 1, else 1.
 */
export function edgeWeight(attributes: Attributes): number {
  const count = attribute(attributes, 'count');
  if (count === undefined || count === '1' || !/^\d{1,15}$/.test(count)) return 1;
  return Math.max(1, Number(count));
}
