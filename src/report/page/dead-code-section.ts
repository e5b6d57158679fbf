import { codesOf, DOUBTS, REASONS, VERDICTS } from '../data/dead-words.ts';
import { button, choice, element, type Head, part, shown, table, tableRow } from './dom.ts';
import type { Graph } from './graph.ts';
import { amount, count } from './numbers.ts';
import type { Show } from './show.ts';
import { placeOf, symbolButton } from './symbol-line.ts';

const PAGE = 100;
const HEADS: readonly Head[] = [
  ['Sure', true],
  ['Symbol'],
  ['Kind'],
  ['Place'],
  ['Lines', true],
  ['Verdict'],
  ['Why'],
];
const SURENESS = [
  ['0', 'any'],
  ['50', 'at least 0.5'],
  ['90', 'certain (at least 0.9)'],
] as const;

/** The list of what is not alive, the surest first, and filters over it. */
export class DeadCodeSection {
  readonly #graph: Graph;
  readonly #show: Show;
  readonly #rows: readonly number[];
  #least = 0;
  #verdict = '';
  #why = '';
  #text = '';

  constructor(graph: Graph, show: Show) {
    this.#graph = graph;
    this.#show = show;
    const { deadNode, deadConfidence } = graph.columns;
    const sureness = (row: number): number => deadConfidence[row] ?? 0;
    const lines = (row: number): number => graph.lines(deadNode[row] ?? 0);
    this.#rows = [...deadNode.keys()].sort(
      (a, b) => sureness(b) - sureness(a) || lines(b) - lines(a) || a - b,
    );
    this.#addFilters();
    this.#draw();
  }

  #addFilters(): void {
    const set = (change: (value: string) => void) => (value: string) => {
      change(value);
      this.#draw();
    };
    const verdicts = this.#used(({ deadVerdict }, row) => [VERDICTS[deadVerdict[row] ?? 0] ?? '']);
    const whys = this.#used(({ deadReasons, deadDoubts }, row) => [
      ...codesOf(deadReasons[row] ?? 0, REASONS),
      ...codesOf(deadDoubts[row] ?? 0, DOUBTS),
    ]);
    const input = element('input', { type: 'search', placeholder: 'part of a name or path' });
    input.addEventListener('input', () => set((text) => (this.#text = text.toLowerCase()))(input.value));
    part('dead-filters').append(
      choice(
        'Sure',
        SURENESS,
        set((value) => (this.#least = Number(value))),
      ),
      choice(
        'Verdict',
        verdicts,
        set((value) => (this.#verdict = value)),
      ),
      choice(
        'Reason or doubt',
        whys,
        set((value) => (this.#why = value)),
      ),
      element('label', {}, 'Name or path ', input),
    );
  }

  /** The codes that any row has, to choose from, with how many have each. */
  #used(
    codes: (columns: Graph['columns'], row: number) => readonly string[],
  ): (readonly [value: string, text: string])[] {
    const counts = new Map<string, number>();
    for (const row of this.#rows)
      for (const code of codes(this.#graph.columns, row)) counts.set(code, (counts.get(code) ?? 0) + 1);
    const options = [...counts].sort(([, many], [, few]) => few - many);
    return [['', 'any'], ...options.map(([code, times]) => [code, `${code} (${count(times)})`] as const)];
  }

  #fits(row: number): boolean {
    const { deadConfidence, deadVerdict, deadReasons, deadDoubts, deadNode } = this.#graph.columns;
    if ((deadConfidence[row] ?? 0) < this.#least) return false;
    if (this.#verdict !== '' && VERDICTS[deadVerdict[row] ?? 0] !== this.#verdict) return false;
    if (
      this.#why !== '' &&
      !codesOf(deadReasons[row] ?? 0, REASONS).includes(this.#why) &&
      !codesOf(deadDoubts[row] ?? 0, DOUBTS).includes(this.#why)
    )
      return false;
    const node = deadNode[row] ?? 0;
    return (
      this.#text === '' ||
      `${this.#graph.name(node)} ${this.#graph.place(node)}`.toLowerCase().includes(this.#text)
    );
  }

  #draw(): void {
    const fitting = this.#rows.filter((row) => this.#fits(row));
    part('dead-count').textContent =
      fitting.length === 0 ? 'None.' : `${amount(fitting.length, 'symbol')} of ${count(this.#rows.length)}.`;
    const list = table('The surest first, then the longest', HEADS, []);
    part('dead-table').replaceChildren(...(fitting.length === 0 ? [] : [list]));
    const body = list.querySelector('tbody');
    if (body !== null) this.#addRows(body, fitting);
  }

  /** Adds the first rows, and a button for the rest. */
  #addRows(body: HTMLElement, rows: readonly number[]): void {
    body.append(...rows.slice(0, PAGE).map((row) => tableRow(this.#cells(row), HEADS)));
    const rest = rows.slice(PAGE);
    if (rest.length === 0) return;
    const more = button(`Show ${count(Math.min(rest.length, PAGE))} more of ${count(rest.length)}`, () => {
      more.remove();
      this.#addRows(body, rest);
    });
    part('dead-table').append(more);
  }

  #cells(row: number): (HTMLElement | string)[] {
    const { deadNode, deadConfidence, deadVerdict, deadReasons, deadDoubts, deadRoot, deadRootSize } =
      this.#graph.columns;
    const node = deadNode[row] ?? 0;
    const root = (deadRoot[row] ?? 0) - 1;
    const why = [
      ...whyItems(deadReasons[row] ?? 0, REASONS, 'reason'),
      ...whyItems(deadDoubts[row] ?? 0, DOUBTS, 'doubt'),
    ];
    if (root >= 0 && root !== node)
      why.push(
        element('span', { class: 'why' }, 'hangs under ', symbolButton(this.#graph, root, this.#show)),
      );
    else if ((deadRootSize[row] ?? 0) > 1)
      why.push(
        element('span', { class: 'why' }, `${count((deadRootSize[row] ?? 0) - 1)} more hang under it`),
      );
    return [
      ((deadConfidence[row] ?? 0) / 100).toFixed(2),
      symbolButton(this.#graph, node, this.#show),
      shown(this.#graph.kind(node)),
      placeOf(this.#graph, node),
      count(this.#graph.lines(node)),
      VERDICTS[deadVerdict[row] ?? 0] ?? '',
      element('span', { class: 'whys' }, ...why),
    ];
  }
}

function whyItems(bits: number, words: Readonly<Record<string, string>>, kind: string): HTMLElement[] {
  return codesOf(bits, words).map((code) =>
    element('span', { class: `why ${kind}`, title: words[code] ?? '' }, code),
  );
}
