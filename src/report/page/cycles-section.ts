import type { CycleLevel } from '../../storage/index.ts';
import type { CycleRow } from '../data/report-data.ts';
import { button, element, part, shown } from './dom.ts';
import type { Graph } from './graph.ts';
import { amount, count } from './numbers.ts';
import type { Show } from './show.ts';

const LEVELS: readonly (readonly [CycleLevel, title: string])[] = [
  ['folder', 'Folders'],
  ['file', 'Files'],
  ['symbol', 'Symbols that call one another'],
];
/** A longer way is cut. */
const MOST_STEPS = 12;

/** Lists what leads back to itself, at each level. */
export function showCycles(graph: Graph, show: Show): void {
  const fileNumbers = new Map(graph.header.files.map((path, file) => [path, file]));
  const member = (of: string | number): HTMLElement => {
    if (typeof of === 'number')
      return button(shown(graph.name(of)), () => show.symbol(of), { class: 'link' });
    const file = fileNumbers.get(of);
    return file === undefined
      ? element('span', {}, shown(of))
      : button(shown(of), () => show.file(file), { class: 'link' });
  };
  for (const [level, title] of LEVELS) {
    const { items, total } = graph.header.cycles[level];
    const list = element('ol', { class: 'cycles' }, ...items.map((cycle) => cycleItem(cycle, level, member)));
    const rest = total - items.length;
    const more =
      rest > 0 ? [element('p', {}, `The ${count(items.length)} largest; ${count(rest)} more.`)] : [];
    const summary = element('summary', {}, `${title}: ${amount(total, 'cycle')}`);
    const isOpen = level !== 'symbol' && total > 0 && total <= 10;
    part('cycles-lists').append(element('details', { open: isOpen }, summary, list, ...more));
  }
}

function cycleItem(
  { size, example }: CycleRow,
  level: CycleLevel,
  member: (of: string | number) => HTMLElement,
): HTMLElement {
  const steps = example
    .slice(0, MOST_STEPS)
    .flatMap((of, at) => (at === 0 ? [member(of)] : [' → ', member(of)]));
  const cut = example.length > MOST_STEPS ? [` → … (${count(example.length - 1)} steps)`] : [];
  const shortest = size === example.length - 1 ? '' : '; a shortest way round';
  return element('li', {}, `${amount(size, level)}${shortest}: `, ...steps, ...cut);
}
