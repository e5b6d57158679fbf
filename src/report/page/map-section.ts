import { button, choice, element, part, shown, table } from './dom.ts';
import type { Graph } from './graph.ts';
import { MEASURES, type Measure, STEPS, stepOf } from './measures.ts';
import { amount, count, percent } from './numbers.ts';
import type { Place, Places } from './places.ts';
import { moveByArrows } from './roving.ts';
import type { Show } from './show.ts';
import { symbolsOfFile } from './symbol-line.ts';
import { rootName, trail } from './trail.ts';
import { treemapOf } from './treemap.ts';

type MeasureName = keyof typeof MEASURES;
type SizeName = 'lines' | 'symbols';

const NARROW = 600;

/** The treemap of folders and files, the same as a table, and the symbols of a chosen file. */
export class MapSection {
  readonly #graph: Graph;
  readonly #places: Places;
  readonly #show: Show;
  readonly #picture: HTMLElement = part('map-picture');
  #at: Place;
  #measure: MeasureName = 'dead';
  #size: SizeName = 'lines';

  constructor(graph: Graph, places: Places, show: Show) {
    this.#graph = graph;
    this.#places = places;
    this.#show = show;
    this.#at = places.root;
    this.#addControls();
    new ResizeObserver(() => this.#drawPicture()).observe(this.#picture);
    this.#draw();
  }

  /** Shows the folder of a file, and the file's symbols. */
  openFile(file: number): void {
    const place = this.#places.files[file];
    if (place === undefined) return;
    this.#at = place.parent ?? this.#places.root;
    this.#draw();
    this.#listFile(place);
  }

  #addControls(): void {
    const sizes = [
      ['lines', 'lines'],
      ['symbols', 'symbols'],
    ] as const;
    const measures = Object.entries(MEASURES).map(([name, { title }]) => [name, title] as const);
    part('map-controls').append(
      choice('Size', sizes, (size) => {
        this.#size = size as SizeName;
        this.#draw();
      }),
      choice('Colour', measures, (measure) => {
        this.#measure = measure as MeasureName;
        this.#draw();
      }),
    );
  }

  #draw(): void {
    part('map-trail').replaceChildren(...trail(this.#at, this.#rootName(), (place) => this.#open(place)));
    this.#drawPicture();
    this.#drawLegend();
    this.#drawTable();
    part('map-file').replaceChildren();
  }

  #rootName(): string {
    return rootName(this.#graph.header.repoId, this.#places.root);
  }

  #open(place: Place): void {
    if (place.file !== undefined) {
      this.#listFile(place);
      return;
    }
    this.#at = place;
    this.#draw();
    this.#picture.querySelector<HTMLElement>('button[tabindex="0"]')?.focus({ preventScroll: true });
  }

  #drawPicture(): void {
    const width = this.#picture.clientWidth;
    const height = width < NARROW ? 380 : 520;
    const { cells, omitted } = treemapOf(this.#at, width, height, (place) => place[this.#size]);
    const measure: Measure = MEASURES[this.#measure];
    const made = cells.map(({ place, left, top, width, height, level }, at) => {
      const step = stepOf(measure.share(place));
      const isHead = level === 1 && place.file === undefined;
      const cell = button(element('span', { class: 'name' }, shown(place.name)), () => this.#open(place), {
        class: `cell ${isHead ? 'head' : ''} step-${step ?? 'none'}`,
        'aria-label': shown(this.#describe(place)),
        title: shown(`${place.path}\n${this.#describe(place)}`),
        tabindex: at === 0 ? 0 : -1,
      });
      Object.assign(cell.style, {
        left: `${left}px`,
        top: `${top}px`,
        width: `${width}px`,
        height: `${height}px`,
      });
      if (width < 40 || height < 16) cell.classList.add('small');
      return cell;
    });
    this.#picture.style.height = `${height}px`;
    this.#picture.className = `picture by-${this.#measure}`;
    this.#picture.replaceChildren(...made);
    moveByArrows(this.#picture);
    part('map-omitted').textContent =
      omitted === 0
        ? ''
        : `${amount(omitted, 'place is', 'places are')} too small to draw; the table has those of this folder.`;
  }

  #describe(place: Place): string {
    const { title, share } = MEASURES[this.#measure];
    const counts = `${amount(place.lines, 'line')}, ${amount(place.symbols, 'symbol')}`;
    const kind = place.file === undefined ? 'folder' : 'file';
    return `${place.name}, ${kind}: ${counts}; ${title.toLowerCase()} ${percent(share(place))}`;
  }

  #drawLegend(): void {
    const { means } = MEASURES[this.#measure];
    const steps = Array.from({ length: STEPS }, (_, step) =>
      element('span', { class: `key step-${step}` }, step === 0 ? '0' : `≤ ${(step * 100) / (STEPS - 1)} %`),
    );
    const none = element('span', { class: 'key step-none' }, 'nothing to measure');
    const legend = part('map-legend');
    legend.className = `legend by-${this.#measure}`;
    legend.replaceChildren(...steps, none, element('span', {}, ` ${means}`));
  }

  #drawTable(): void {
    const children = this.#at.children.toSorted((a, b) => b[this.#size] - a[this.#size]);
    const rows = children.map((place) => [
      button(shown(place.file === undefined ? `${place.name}/` : place.name), () => this.#open(place), {
        class: 'link',
      }),
      count(place.lines),
      count(place.symbols),
      ...Object.values(MEASURES).map(({ share }) => percent(share(place))),
    ]);
    const heads = [
      ['Name'],
      ['Lines', true],
      ['Symbols', true],
      ...Object.values(MEASURES).map(({ title }) => [title, true] as const),
    ] as const;
    const name = this.#at.parent === undefined ? this.#rootName() : this.#at.path;
    part('map-table').replaceChildren(table(`What lies in ${shown(name)}`, heads, rows));
  }

  #listFile(place: Place): void {
    const heading = element('h3', { tabindex: -1 }, shown(place.path));
    part('map-file').replaceChildren(
      heading,
      element('p', {}, shown(this.#describe(place))),
      symbolsOfFile(this.#graph, place.file ?? 0, this.#show),
    );
    heading.focus();
  }
}
