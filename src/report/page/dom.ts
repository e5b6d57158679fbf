import { CONTROLS, controlPicture } from '../../formats/control-characters.ts';

/** What a graph calls something, as text that cannot move, hide or turn what stands beside it. */
export function shown(text: string): string {
  return text.replace(CONTROLS, controlPicture);
}

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
/** What stands in an element: texts stay texts, whatever they hold. */
export type Content = Node | string;

/** An element. An attribute that is `true` has no value, one that is `false` or `undefined` is left out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...content: readonly Content[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...content);
  return made;
}

/** A button that does something with what it names. */
export function button(text: Content, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', act);
  return made;
}

/** The part of the page with this id, which `page.html` has. */
export function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no ${id}.`);
  return found;
}

/** Options to choose from; the first one is chosen. */
export function choice(
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  changed: (value: string) => void,
): HTMLLabelElement {
  const select = element('select');
  for (const [value, text] of options) select.append(element('option', { value }, text));
  select.addEventListener('change', () => changed(select.value));
  return element('label', {}, `${label} `, select);
}

/** The head of a column, and whether numbers stand under it. */
export type Head = readonly [text: string, isNumber?: boolean];

/** A table with a head. Cells of the first column head their rows. */
export function table(
  caption: string,
  heads: readonly Head[],
  rows: readonly (readonly Content[])[],
): HTMLElement {
  const body = element('tbody');
  for (const row of rows) body.append(tableRow(row, heads));
  const head = element('tr', {}, ...heads.map(([text, isNumber]) => headCell(text, isNumber === true)));
  const whole = element(
    'table',
    { class: 'list' },
    element('caption', {}, caption),
    element('thead', {}, head),
    body,
  );
  return element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption }, whole);
}

function headCell(text: string, isNumber: boolean): HTMLElement {
  return element('th', { scope: 'col', class: isNumber ? 'number' : undefined }, text);
}

/** A row for the body of a table. */
export function tableRow(row: readonly Content[], heads: readonly Head[]): HTMLElement {
  const cells = row.map((content, at) => {
    const [text, isNumber] = heads[at] ?? [''];
    // Narrow screens show it beside the number, for columns do not fit there.
    const attributes = isNumber === true ? { class: 'number', 'data-head': text } : {};
    return at === 0
      ? element('th', { scope: 'row', ...attributes }, content)
      : element('td', attributes, content);
  });
  return element('tr', {}, ...cells);
}
