import type { Caveat } from '../../storage/index.ts';
import { encodePlace } from './cursor.ts';

/** A list in an answer, of which one page is shown. */
export interface AnswerList {
  /** One item a line, from `offset` on. */
  readonly lines: readonly string[];
  /** How many items came before these. */
  readonly offset: number;
  /** All items, also those before and after. */
  readonly total: number;
  /** The file of each line, for the shorter form that counts them by file. */
  readonly files?: readonly string[];
  /** Whether the tool takes a cursor. Default true. */
  readonly hasPages?: boolean;
}

/** What a tool found out, before it becomes text. */
export interface Answer {
  /** The first lines: what was asked, and the totals. */
  readonly head: readonly string[];
  readonly list?: AnswerList;
  /** What follows the list, such as source lines; left out first where the budget is short. */
  readonly extra?: readonly string[];
  readonly caveats?: readonly Caveat[];
  /** What to ask next. */
  readonly next?: string;
  /** The same as a value, for `format: "json"`. */
  readonly data: unknown;
}

/** Of which state of which repository an answer speaks. */
export interface AnswerState {
  readonly repository: string;
  readonly revision: string;
  /** What the answer is of, in words. */
  readonly text: string;
}

/** About 2,000 tokens, at 2.2 characters each. */
export const DEFAULT_BUDGET = 4_400;

/** Hosts move longer texts into files, or cut them. */
const HARD_LIMIT = 40_000;

/** Fewer lines than these are not worth a page: then files are counted. */
const LEAST_LINES = 3;

/**
 * An answer as text within a budget of characters. Where it does not fit it becomes shorter in steps: without
 * extras; fewer lines, with a cursor for the rest; counts by file; the totals alone. A line is never cut.
 */
export function answerText(
  answer: Answer,
  state: AnswerState | undefined,
  budget: number = DEFAULT_BUDGET,
): string {
  const { head, list, extra = [], next } = answer;
  const tail = [
    ...(answer.caveats ?? []).map(({ message }) => `note: ${message}`),
    ...(next === undefined ? [] : [`next: ${next}`]),
    ...(state === undefined ? [] : [`state: ${state.text}`]),
  ];
  const room = budget - sizeOf([...head, ...tail]);
  const body = list === undefined ? fitting(extra, room) : listed(list, extra, room, state);
  return [...head, ...body, ...tail].join('\n');
}

/** The same as JSON, for programs. */
export function answerJson({ data, caveats = [] }: Answer, state: AnswerState | undefined): string {
  const whole = {
    ...(state && { repository: state.repository, revision: state.revision }),
    caveats,
    answer: data,
  };
  const text = JSON.stringify(whole);
  return text.length <= HARD_LIMIT
    ? text
    : JSON.stringify({
        error: `The answer has ${text.length} characters. Ask for less: a smaller limit, or one file.`,
      });
}

function listed(
  list: AnswerList,
  extra: readonly string[],
  room: number,
  state: AnswerState | undefined,
): readonly string[] {
  const shown = fitting(list.lines, room - sizeOf([moreLine(list, list.lines.length, state)]));
  if (shown.length < Math.min(LEAST_LINES, list.lines.length)) return byFile(list, room);
  const isCut = list.offset + shown.length < list.total;
  const lines = isCut ? [...shown, moreLine(list, shown.length, state)] : shown;
  return [...lines, ...(shown.length === list.lines.length ? fitting(extra, room - sizeOf(lines)) : [])];
}

function moreLine(list: AnswerList, shown: number, state: AnswerState | undefined): string {
  const { offset, total, hasPages = true } = list;
  const end = offset + shown;
  if (!hasPages) return `${offset + 1} to ${end} of ${total}; the rest is too long to show`;
  const cursor = encodePlace({ offset: end, revision: state?.revision ?? '' });
  return `${offset + 1} to ${end} of ${total}; the rest: cursor "${cursor}"`;
}

function byFile({ files = [], total }: AnswerList, room: number): readonly string[] {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(file, (counts.get(file) ?? 0) + 1);
  const lines = [...counts].map(([file, count]) => `${count} in ${file}`);
  const head = `too long to list: ${total} in all`;
  return sizeOf([head, ...lines]) <= room ? [head, ...lines] : [head];
}

/** As many of the first lines as there is room for. */
function fitting(lines: readonly string[], room: number): readonly string[] {
  let left = room;
  const end = lines.findIndex((line) => {
    left -= line.length + 1;
    return left < 0;
  });
  return end === -1 ? lines : lines.slice(0, end);
}

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
