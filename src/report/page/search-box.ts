import { element, part, shown } from './dom.ts';
import { Finder, type Found } from './find.ts';
import type { Graph } from './graph.ts';
import { amount, count } from './numbers.ts';
import type { Show } from './show.ts';

const MOST = 30;

/** The search field with its list of suggestions (the combobox pattern of ARIA). */
export class SearchBox {
  readonly #graph: Graph;
  readonly #show: Show;
  readonly #input = part('search') as HTMLInputElement;
  readonly #list: HTMLElement = part('search-list');
  #finder: Finder | undefined;
  #found: readonly Found[] = [];
  #chosen = -1;

  constructor(graph: Graph, show: Show) {
    this.#graph = graph;
    this.#show = show;
    this.#input.disabled = false;
    this.#input.addEventListener('input', () => this.#search());
    this.#input.addEventListener('focus', () => this.#search());
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#input.addEventListener('blur', () => this.#close());
    document.addEventListener('keydown', (event) => {
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if (event.key !== '/' || isTyping) return;
      event.preventDefault();
      this.#input.focus();
    });
  }

  #search(): void {
    this.#finder ??= new Finder(this.#graph);
    const { items, total } = this.#finder.find(this.#input.value, MOST);
    this.#found = items;
    this.#chosen = -1;
    this.#list.replaceChildren(...items.map((found, at) => this.#option(found, at)));
    const isAsked = this.#input.value.trim() !== '';
    const rest = total - items.length;
    if (isAsked && rest > 0) this.#list.append(element('div', { class: 'rest' }, `and ${count(rest)} more`));
    this.#list.hidden = items.length === 0;
    this.#input.setAttribute('aria-expanded', String(items.length > 0));
    this.#input.removeAttribute('aria-activedescendant');
    part('search-count').textContent = isAsked ? amount(total, 'match', 'matches') : '';
  }

  #option(found: Found, at: number): HTMLElement {
    const graph = this.#graph;
    const [name, kind, place] =
      'file' in found
        ? [graph.path(found.file), 'file', '']
        : [graph.name(found.node), graph.kind(found.node), graph.place(found.node)];
    const option = element(
      'div',
      { role: 'option', id: `found-${at}`, 'aria-selected': 'false' },
      element('b', {}, shown(name) || '(no name)'),
      element('span', { class: 'kind' }, shown(kind)),
      element('span', { class: 'place' }, shown(place)),
    );
    // Before the field loses the focus, which closes the list.
    option.addEventListener('mousedown', (event) => {
      event.preventDefault();
      this.#choose(at);
    });
    return option;
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#close();
    else if (event.key === 'Enter') this.#choose(Math.max(0, this.#chosen));
    else if (event.key === 'ArrowDown') this.#move(event, 1);
    else if (event.key === 'ArrowUp') this.#move(event, -1);
  }

  #move(event: KeyboardEvent, step: number): void {
    if (this.#found.length === 0) return;
    event.preventDefault();
    this.#chosen = (this.#chosen + step + this.#found.length) % this.#found.length;
    for (const [at, option] of Array.from(this.#list.querySelectorAll('[role=option]')).entries()) {
      option.setAttribute('aria-selected', String(at === this.#chosen));
      if (at === this.#chosen) option.scrollIntoView({ block: 'nearest' });
    }
    this.#input.setAttribute('aria-activedescendant', `found-${this.#chosen}`);
  }

  #choose(at: number): void {
    const found = this.#found[at];
    if (found === undefined) return;
    this.#close();
    this.#input.blur();
    if ('file' in found) this.#show.file(found.file);
    else this.#show.symbol(found.node);
  }

  #close(): void {
    this.#list.hidden = true;
    this.#input.setAttribute('aria-expanded', 'false');
  }
}
