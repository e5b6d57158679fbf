import { edgeSites, type SerializableEdge } from '../../graph/index.ts';
import { formatAmount } from './numbers.ts';

const MOST_SHOWN = 8;

/** Where an edge is in its source's file: `in line 12`, `at 3 places: 3, 9, 14`; '' where it does not say. */
export function sitesText(edge: Pick<SerializableEdge, 'attributes'>): string {
  const { count, lines, omitted } = edgeSites(edge);
  if (lines.length === 0) return count > 1 ? `at ${formatAmount(count, 'place')}` : '';
  if (count === 1) return `in line ${lines[0]}`;
  const isCut = omitted > 0 || lines.length > MOST_SHOWN;
  return `at ${formatAmount(count, 'place')}: ${lines.slice(0, MOST_SHOWN).join(', ')}${isCut ? ', …' : ''}`;
}
