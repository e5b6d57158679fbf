import { codesOf, DOUBTS, REASONS, VERDICTS } from '../data/dead-words.ts';
import { FLAG } from '../data/report-data.ts';
import { button, choice, element, part, shown } from './dom.ts';
import { drawingOf } from './drawing.ts';
import type { Graph } from './graph.ts';
import { type Neighbourhood, neighbourhoodOf, neighbours } from './neighbourhood.ts';
import { amount, count } from './numbers.ts';
import type { Show } from './show.ts';
import { marks, placeOf, symbolLine } from './symbol-line.ts';

/** What a picture may hold: beyond it nothing can be told apart. */
const MOST_NODES = 61;
const MOST_OF_STEP = 15;
const MOST_EDGES = 100;
/** Callers and callees are listed in portions of so many. */
const PORTION = 25;

/** The calls around a chosen symbol, drawn and as lists. */
export class ExplorerSection {
  readonly #graph: Graph;
  readonly #show: Show;
  #depth = 2;
  #kind: number | undefined;
  #node: number | undefined;

  constructor(graph: Graph, show: Show) {
    this.#graph = graph;
    this.#show = show;
    const { edgeKinds } = graph.header;
    const calls = edgeKinds.indexOf('CALLS');
    this.#kind = calls < 0 ? undefined : calls;
    this.#addControls(calls);
    this.#draw();
  }

  /** Draws the calls around a symbol. */
  open(node: number): void {
    this.#node = node;
    this.#draw();
  }

  #addControls(calls: number): void {
    const named = this.#graph.header.edgeKinds.map((kind, number) => [String(number), shown(kind)] as const);
    const chosen = named.filter((_, number) => number === calls);
    const others = named.filter((_, number) => number !== calls);
    const depths = [
      ['2', '2 steps'],
      ['1', '1 step'],
      ['3', '3 steps'],
    ] as const;
    part('explorer-controls').append(
      choice('Edges', [...chosen, ['', 'all kinds'], ...others], (kind) => {
        this.#kind = kind === '' ? undefined : Number(kind);
        this.#draw();
      }),
      choice('Depth', depths, (depth) => {
        this.#depth = Number(depth);
        this.#draw();
      }),
    );
  }

  #draw(): void {
    const node = this.#node;
    if (node === undefined) return;
    const options = {
      depth: this.#depth,
      kind: this.#kind,
      mostNodes: MOST_NODES,
      mostOfStep: MOST_OF_STEP,
      mostEdges: MOST_EDGES,
    };
    const around = neighbourhoodOf(this.#graph, node, options);
    part('explorer-symbol').replaceChildren(...this.#about(node));
    const picture = part('explorer-picture');
    picture.replaceChildren(drawingOf(this.#graph, around, this.#show));
    centre(picture);
    part('explorer-stops').textContent = this.#stops(around);
    part('explorer-lists').replaceChildren(
      this.#list('Callers', neighbours(this.#graph.in, node, this.#kind)),
      this.#list('Callees', neighbours(this.#graph.out, node, this.#kind)),
    );
  }

  #about(node: number): HTMLElement[] {
    const graph = this.#graph;
    const name = element('h3', { tabindex: -1, id: 'explorer-name' }, shown(graph.name(node)) || '(no name)');
    const facts = element('p', {}, `${shown(graph.kind(node))} `, placeOf(graph, node), ' ');
    if (graph.file(node) !== undefined) facts.append(`${amount(graph.lines(node), 'line')} `);
    facts.append(...marks(graph, node));
    if (graph.has(node, FLAG.reached)) facts.append(' A test leads to it.');
    return [name, facts, ...this.#verdict(node)];
  }

  #verdict(node: number): HTMLElement[] {
    const row = this.#graph.deadRow(node);
    if (row === undefined) return [];
    const { deadConfidence, deadVerdict, deadReasons, deadDoubts } = this.#graph.columns;
    const sentences = [
      ...codesOf(deadReasons[row] ?? 0, REASONS).map((code) => REASONS[code as keyof typeof REASONS]),
      ...codesOf(deadDoubts[row] ?? 0, DOUBTS).map((code) => DOUBTS[code as keyof typeof DOUBTS]),
    ];
    const sure = ((deadConfidence[row] ?? 0) / 100).toFixed(2);
    const verdict = VERDICTS[deadVerdict[row] ?? 0] ?? '';
    return [element('p', {}, `Verdict ${verdict}, sure ${sure}. ${sentences.join(' ')}`)];
  }

  /** Where the picture ends, and why. */
  #stops({ nodes, edges, callers, callees, hiddenEdges }: Neighbourhood): string {
    const drawn = (sign: number): number => nodes.filter(({ layer }) => Math.sign(layer) === sign).length;
    const outside = nodes.filter(
      ({ node, layer }) => layer !== 0 && this.#graph.has(node, FLAG.external),
    ).length;
    const open = nodes.filter(({ hidden }) => hidden > 0).length;
    const steps = amount(this.#depth, 'step');
    return [
      `Within ${steps}: ${amount(callers, 'caller')}, ${amount(callees, 'callee')}.`,
      `Drawn: ${count(drawn(-1))} and ${count(drawn(1))}, with ${count(edges.length)} of ${amount(edges.length + hiddenEdges, 'edge')} among them.`,
      ...(open === 0 && hiddenEdges === 0 ? ['The graph ends here.'] : []),
      ...(open > 0 ? [`At ${amount(open, 'box', 'boxes')} it goes on: + says with how many.`] : []),
      ...(outside > 0 ? [`The calls of external symbols, ${count(outside)} here, are not stored.`] : []),
    ].join(' ');
  }

  #list(title: string, nodes: readonly number[]): HTMLElement {
    const items = element('ul', { class: 'symbols' });
    const whole = element('section', {}, element('h4', {}, `${title}: ${count(nodes.length)}`), items);
    const add = (): void => {
      const from = items.childElementCount;
      const next = nodes.slice(from, from + PORTION);
      items.append(...next.map((node) => element('li', {}, symbolLine(this.#graph, node, this.#show))));
      const rest = nodes.length - items.childElementCount;
      more.textContent = `Show ${count(Math.min(rest, PORTION))} more of ${count(rest)}`;
      if (rest === 0) more.remove();
    };
    const more = button('', add);
    whole.append(more);
    add();
    return whole;
  }
}

/** Scrolls the chosen symbol into the middle, where the picture is wider than its place. */
function centre(picture: HTMLElement): void {
  const root = picture.querySelector<HTMLElement>('.root');
  if (root === null) return;
  picture.scrollLeft = root.offsetLeft + root.offsetWidth / 2 - picture.clientWidth / 2;
  picture.scrollTop = root.offsetTop + root.offsetHeight / 2 - picture.clientHeight / 2;
}
