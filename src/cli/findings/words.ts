import type { DeadCodeDoubt, DeadCodeItem } from '../../storage/index.ts';
import { CERTAIN_CONFIDENCE } from '../../storage/queries/confidence-levels.ts';
import { formatAmount, formatCount } from '../output/numbers.ts';
import { linesOf } from './folded.ts';

/** What would settle each doubt. `{node}` stands for the item's id, as a shell takes it. */
export const SETTLES: Readonly<Record<DeadCodeDoubt, string>> = {
  exported:
    'the fact `api`, which `analyze` finds by the package manifest; or, if users may import it, --entry-id {node}',
  'exports-unknown':
    'the facts `exported` or `api`: `analyze` the folder, or `import` its SCIP index with --source',
  'public-member':
    'who has instances of the class, and whether they use this name; --verify asks the compiler',
  decorated: 'what the decorator does: if it registers, the fact `entry` on this node, or --entry-id {node}',
  'test-code': 'entry points in tests: a preset with --tests, which says which files are tests',
  'overrides-external': 'the documentation of what it inherits from: does that call this name?',
  'protocol-name': 'whether anything converts, prints, iterates or closes such an object',
  'dynamic-access': 'the places that use the name unresolved: `find --name` with --kind Call,Literal,Unknown',
  'referenced-by-external': 'what the edges from outside mean: `callers` and `call-graph` show their ends',
  'referenced-by-unknown': 'an entry point in the language of what refers to it: --entry-…',
  'follows-doubtful': 'what is in doubt itself, above in the tree or around it: explain that first',
};

/** How sure it is, what doubts there are, and how much would go, in one line. */
export function summaryLine(items: readonly DeadCodeItem[], types: number): string {
  const dead = items.filter(({ verdict }) => verdict === 'dead');
  const certain = dead.filter(({ confidence }) => confidence >= CERTAIN_CONFIDENCE).length;
  const doubts = doubtCounts(dead.filter(({ confidence }) => confidence < CERTAIN_CONFIDENCE));
  return [
    `${formatCount(certain)} certain, ${formatCount(dead.length - certain)} doubtful${doubts === '' ? '' : `: ${doubts}`}`,
    ...(types > 0 ? [`${formatAmount(types, 'type')} (--types)`] : []),
    `${formatAmount(linesOf(dead), 'line')} would go`,
  ].join('; ');
}

/** The first doubt of each item, counted; the most frequent first. */
function doubtCounts(items: readonly DeadCodeItem[]): string {
  const counts = new Map<string, number>();
  for (const { doubts } of items) {
    const [first = 'unknown'] = doubts;
    counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, many], [, few]) => few - many)
    .map(([doubt, count]) => `${formatCount(count)} ${doubt}`)
    .join(', ');
}
