import { part, shown, table } from './dom.ts';
import type { Graph } from './graph.ts';
import { count } from './numbers.ts';
import type { Show } from './show.ts';
import { placeOf, symbolButton } from './symbol-line.ts';

/** Lists the symbols that most call and are called by. */
export function showHotspots(graph: Graph, show: Show): void {
  const { items, total } = graph.header.hotspots;
  if (items.length === 0) {
    part('hotspots-table').append('Nothing calls anything.');
    return;
  }
  const rows = items.map(({ node, fanIn, fanOut }) => [
    symbolButton(graph, node, show),
    shown(graph.kind(node)),
    placeOf(graph, node),
    count(fanIn),
    count(fanOut),
  ]);
  const caption = `The ${count(items.length)} with the most neighbours, of ${count(total)} that call or are called`;
  const heads = [['Symbol'], ['Kind'], ['Place'], ['Callers', true], ['Callees', true]] as const;
  part('hotspots-table').append(table(caption, heads, rows));
}
