import type { NodeSummary, QueryList } from '../../storage/index.ts';
import type { AnswerList } from './answer.ts';
import { shownText } from './shown-text.ts';

/**
 * The page of a list that begins at `offset`.
 * @param list from its beginning, cut at the page's end
 */
export function pageOf<Item>(
  list: QueryList<Item>,
  offset: number,
  line: (item: Item) => string,
  fileOf?: (item: Item) => string,
): AnswerList {
  const items = list.items.slice(offset);
  return {
    lines: items.map(line),
    offset,
    total: list.total,
    ...(fileOf && { files: items.map((item) => shownText(fileOf(item))) }),
  };
}

/** A node's file for a list; a word for what lies in none. */
export function fileOf({ file }: NodeSummary): string {
  return file === '' ? '(external)' : file;
}
