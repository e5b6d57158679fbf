import { button, element, part, shown, table } from './dom.ts';
import type { Graph } from './graph.ts';
import { type Matrix, matrixOf } from './matrix.ts';
import { amount, count } from './numbers.ts';
import type { Place, Places } from './places.ts';
import { moveByArrows } from './roving.ts';
import type { Show } from './show.ts';
import { rootName, trail } from './trail.ts';

const COMPACT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 2 });
/** The file pairs behind a cell are listed up to here. */
const MOST_PAIRS = 50;
const SHADES = 5;

/** The dependency matrix of a folder, and the files behind a chosen cell. */
export class MatrixSection {
  readonly #graph: Graph;
  readonly #places: Places;
  readonly #show: Show;

  constructor(graph: Graph, places: Places, show: Show) {
    this.#graph = graph;
    this.#places = places;
    this.#show = show;
    this.#open(places.root);
  }

  #open(folder: Place): void {
    const matrix = matrixOf(folder, this.#graph.columns);
    const name = rootName(this.#graph.header.repoId, this.#places.root);
    part('matrix-trail').replaceChildren(...trail(folder, name, (place) => this.#open(place)));
    part('matrix-pairs').replaceChildren();
    part('matrix-note').textContent = noteOf(matrix);
    part('matrix-table').replaceChildren(...(matrix.places.length === 0 ? [] : [this.#table(matrix)]));
    moveByArrows(part('matrix-table'));
  }

  #table(matrix: Matrix): HTMLElement {
    const { places } = matrix;
    const heads = places.map((place, at) =>
      element(
        'th',
        { scope: 'col', title: shown(place.path), 'aria-label': shown(place.name) },
        String(at + 1),
      ),
    );
    const rows = places.map((place, at) =>
      element('tr', {}, this.#head(place, at), ...places.map((_, to) => this.#cell(matrix, at, to))),
    );
    const first = rows.flatMap((row) => row.querySelector('td button') ?? [])[0];
    first?.setAttribute('tabindex', '0');
    const whole = element(
      'table',
      { class: 'matrix' },
      element('caption', {}, 'A row refers to a column so many times'),
      element('thead', {}, element('tr', {}, element('td'), ...heads)),
      element('tbody', {}, ...rows),
    );
    return element(
      'div',
      { class: 'scroll', role: 'region', tabindex: 0, 'aria-label': 'Dependency matrix' },
      whole,
    );
  }

  #head(place: Place, at: number): HTMLElement {
    const isFolder = place.file === undefined;
    const open = (): void => {
      if (place.file === undefined) this.#open(place);
      else this.#show.file(place.file);
    };
    const name = button(shown(isFolder ? `${place.name}/` : place.name), open, {
      class: 'link',
      title: shown(place.path),
    });
    return element('th', { scope: 'row' }, element('span', { class: 'order' }, `${at + 1} `), name);
  }

  #cell({ places, weights, cycles }: Matrix, from: number, to: number): HTMLElement {
    const isBlock =
      cycles[from] === cycles[to] && cycles.filter((cycle) => cycle === cycles[from]).length > 1;
    const weight = weights[from]?.[to] ?? 0;
    const beside = (at: number | undefined): boolean => isBlock && at !== cycles[from];
    const classes = [
      from === to ? 'self' : '',
      beside(cycles[from - 1]) ? 'top' : '',
      beside(cycles[from + 1]) ? 'bottom' : '',
      beside(cycles[to - 1]) ? 'left' : '',
      beside(cycles[to + 1]) ? 'right' : '',
    ]
      .join(' ')
      .trim();
    if (weight === 0) return element('td', { class: classes });
    const [one, other] = [places[from], places[to]];
    const label = shown(
      `${one?.name} refers to ${other?.name}: ${amount(weight, 'reference')}${isBlock ? ', on a cycle' : ''}`,
    );
    const shade = Math.min(SHADES, 1 + Math.floor(Math.log10(weight) * 1.5));
    const choose = button(COMPACT.format(weight), () => this.#listPairs(one, other), {
      class: `shade-${shade}`,
      title: label,
      'aria-label': label,
      tabindex: -1,
    });
    return element('td', { class: classes }, choose);
  }

  #listPairs(from: Place | undefined, to: Place | undefined): void {
    if (from === undefined || to === undefined) return;
    const { pairFrom, pairTo, pairWeight } = this.#graph.columns;
    const isIn = (file: number, place: Place): boolean => {
      const path = this.#graph.path(file);
      return place.file === undefined ? path.startsWith(place.path) : place.file === file;
    };
    const rows = [...pairFrom.keys()].filter(
      (row) => isIn(pairFrom[row] ?? 0, from) && isIn(pairTo[row] ?? 0, to),
    );
    const file = (number = 0): HTMLElement =>
      button(shown(this.#graph.path(number)), () => this.#show.file(number), { class: 'link' });
    const cells = rows
      .slice(0, MOST_PAIRS)
      .map((row) => [file(pairFrom[row]), file(pairTo[row]), count(pairWeight[row] ?? 0)]);
    const rest = rows.length - cells.length;
    const caption = `${shown(from.path)} refers to ${shown(to.path)}: ${amount(rows.length, 'pair')} of files${rest > 0 ? `, the ${count(MOST_PAIRS)} heaviest` : ''}`;
    part('matrix-pairs').replaceChildren(table(caption, [['From'], ['To'], ['References', true]], cells));
  }
}

function noteOf({ places, cycles, omitted }: Matrix): string {
  if (places.length === 0) return 'Nothing in it refers to anything else in it.';
  const sizes = new Map<number, number>();
  for (const cycle of cycles) sizes.set(cycle, (sizes.get(cycle) ?? 0) + 1);
  const inCycles = [...sizes.values()].filter((size) => size > 1);
  const marked =
    inCycles.length === 0
      ? 'No cycles between these.'
      : `${amount(inCycles.length, 'cycle')}, in a frame: ${inCycles.map((size) => amount(size, 'place')).join(', ')}.`;
  const left = omitted === 0 ? '' : ` The ${places.length} heaviest; ${count(omitted)} more are not shown.`;
  return `${marked}${left} Outside a frame, all references point to the right of the diagonal.`;
}
