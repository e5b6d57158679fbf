import { VERDICTS } from '../data/dead-words.ts';
import { FLAG } from '../data/report-data.ts';
import { button, element, shown } from './dom.ts';
import type { Graph } from './graph.ts';
import { BOX, layoutOf } from './layered-layout.ts';
import type { Neighbourhood } from './neighbourhood.ts';
import { count } from './numbers.ts';
import type { Show } from './show.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Draws a neighbourhood: boxes that can be chosen, over lines. */
export function drawingOf(graph: Graph, around: Neighbourhood, show: Show): HTMLElement {
  const { boxes, width, height } = layoutOf(around);
  const lines = svg('svg', { width, height, 'aria-hidden': 'true' });
  lines.append(arrowHead());
  const paths = around.edges.map(([from, to]) => {
    const path = svg('path', {
      d: curve(boxes[from], boxes[to]),
      class: isBack(around, from, to) ? 'back' : '',
    });
    lines.append(path);
    return { from, to, path };
  });
  const items = around.nodes.map((_, at) => {
    const made = box(graph, around, at, show);
    Object.assign(made.style, {
      left: `${boxes[at]?.left ?? 0}px`,
      top: `${boxes[at]?.top ?? 0}px`,
      width: `${BOX.width}px`,
      height: `${BOX.height}px`,
    });
    const light = (on: boolean) => () => {
      for (const { from, to, path } of paths) if (from === at || to === at) path.classList.toggle('lit', on);
    };
    for (const event of ['mouseenter', 'focus']) made.addEventListener(event, light(true));
    for (const event of ['mouseleave', 'blur']) made.addEventListener(event, light(false));
    return { made, layer: around.nodes[at]?.layer ?? 0, top: boxes[at]?.top ?? 0 };
  });
  items.sort((a, b) => a.layer - b.layer || a.top - b.top);
  const drawing = element('div', { class: 'drawing' }, lines, ...items.map(({ made }) => made));
  Object.assign(drawing.style, { width: `${width}px`, height: `${height}px` });
  return drawing;
}

function box(graph: Graph, { nodes }: Neighbourhood, at: number, show: Show): HTMLButtonElement {
  const { node, layer, hidden } = nodes[at] ?? { node: 0, layer: 0, hidden: 0 };
  const row = graph.deadRow(node);
  const verdict = row === undefined ? '' : (VERDICTS[graph.columns.deadVerdict[row] ?? 0] ?? '');
  const classes = [
    'box',
    layer === 0 ? 'root' : '',
    verdict,
    graph.has(node, FLAG.external) ? 'external' : '',
    graph.has(node, FLAG.test) ? 'test' : '',
  ];
  const more =
    hidden === 0
      ? ''
      : `, ${count(hidden)} further ${layer < 0 ? 'callers' : layer > 0 ? 'callees' : 'neighbours'} not drawn`;
  const side = layer === 0 ? 'chosen' : `${Math.abs(layer)} ${layer < 0 ? 'before' : 'after'}`;
  const told = shown(
    `${graph.name(node)}, ${graph.kind(node)}, ${graph.place(node)}, ${side}${verdict && `, ${verdict}`}${more}`,
  );
  const made = button(
    element('span', { class: 'name' }, shown(graph.name(node)) || '(no name)'),
    () => show.symbol(node),
    {
      class: classes.join(' ').replace(/ +/g, ' ').trim(),
      title: told,
      'aria-label': told,
      'aria-current': layer === 0,
    },
  );
  if (hidden > 0) made.append(element('span', { class: 'more' }, `+${count(hidden)}`));
  return made;
}

function isBack({ nodes }: Neighbourhood, from: number, to: number): boolean {
  return (nodes[from]?.layer ?? 0) >= (nodes[to]?.layer ?? 0);
}

interface Corner {
  readonly left: number;
  readonly top: number;
}

/** From the right side of a box to the left side of another; back, or within a column, round the outside. */
function curve(from: Corner = { left: 0, top: 0 }, to: Corner = { left: 0, top: 0 }): string {
  const [x1, y1] = [from.left + BOX.width, from.top + BOX.height / 2];
  const [x2, y2] = [to.left, to.top + BOX.height / 2];
  if (to.left > from.left) {
    const bend = (x2 - x1) / 2;
    return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2 - 3} ${y2}`;
  }
  const out = BOX.across / 2;
  if (to.left === from.left) return `M${x1} ${y1}C${x1 + out} ${y1} ${x1 + out} ${y2} ${x1 + 3} ${y2}`;
  return `M${from.left} ${y1}C${from.left - out} ${y1} ${to.left + BOX.width + out} ${y2} ${to.left + BOX.width + 3} ${y2}`;
}

function arrowHead(): SVGElement {
  const marker = svg('marker', {
    id: 'arrow',
    viewBox: '0 0 6 6',
    refX: 5,
    refY: 3,
    markerWidth: 6,
    markerHeight: 6,
    orient: 'auto',
  });
  marker.append(svg('path', { d: 'M0 0L6 3L0 6z', class: 'tip' }));
  const definitions = svg('defs', {});
  definitions.append(marker);
  return definitions;
}

function svg(tag: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(SVG, tag) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
