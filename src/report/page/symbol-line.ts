import { VERDICTS } from '../data/dead-words.ts';
import { FLAG } from '../data/report-data.ts';
import { button, element, shown } from './dom.ts';
import type { Graph } from './graph.ts';
import { count } from './numbers.ts';
import type { Show } from './show.ts';

/** A symbol's name, which opens it in the explorer. */
export function symbolButton(graph: Graph, node: number, show: Show): HTMLElement {
  return button(shown(graph.name(node)) || '(no name)', () => show.symbol(node), { class: 'link' });
}

/** Where a symbol is: a link where the page has a template of one. */
export function placeOf(graph: Graph, node: number): HTMLElement {
  const file = graph.file(node);
  const href = file === undefined ? undefined : graph.link(file, graph.line(node));
  const text = shown(graph.place(node));
  return href === undefined
    ? element('span', { class: 'place' }, text)
    : element('a', { class: 'place', href, rel: 'noreferrer' }, text);
}

/** What is to be known of a symbol at a glance: its verdict, that it is a test or external. */
export function marks(graph: Graph, node: number): HTMLElement[] {
  const row = graph.deadRow(node);
  const verdict = row === undefined ? undefined : VERDICTS[graph.columns.deadVerdict[row] ?? 0];
  const words = [
    ...(verdict === undefined ? [] : [verdict]),
    ...(graph.has(node, FLAG.test) ? ['test'] : []),
    ...(graph.has(node, FLAG.unstored) ? ['not stored'] : graph.has(node, FLAG.external) ? ['external'] : []),
  ];
  return words.map((word) => element('span', { class: `mark ${word.replace(' ', '-')}` }, word));
}

/** A symbol in a list: name, kind, where it is, marks. */
export function symbolLine(
  graph: Graph,
  node: number,
  show: Show,
  place: 'line' | 'file' = 'file',
): HTMLElement {
  const where =
    place === 'line' ? element('span', { class: 'place' }, `line ${graph.line(node)}`) : placeOf(graph, node);
  return element(
    'span',
    { class: 'symbol' },
    symbolButton(graph, node, show),
    element('span', { class: 'kind' }, shown(graph.kind(node))),
    where,
    ...marks(graph, node),
  );
}

/** A file's symbols are listed up to here. */
const MOST_SYMBOLS = 200;

/** The symbols of a file in the order of its lines. */
export function symbolsOfFile(graph: Graph, file: number, show: Show): HTMLElement {
  const nodes: number[] = [];
  for (let node = 0; node < graph.size; node++) if (graph.file(node) === file) nodes.push(node);
  const items = nodes
    .slice(0, MOST_SYMBOLS)
    .map((node) => element('li', {}, symbolLine(graph, node, show, 'line')));
  const rest = nodes.length - items.length;
  if (rest > 0) items.push(element('li', {}, `and ${count(rest)} more; search finds them`));
  return element('ul', { class: 'symbols' }, ...items);
}
