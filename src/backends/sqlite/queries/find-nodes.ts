import { nameMatcher } from '../../../globs/glob-matcher.ts';
import { MANY, nameTokens, ONE } from '../../../globs/glob-tokens.ts';
import { encodeCursor, type FindQuery, type NodeFilter, type NodePage } from '../../../storage/index.ts';
import type { Value } from '../driver/driver.ts';
import type { NumberedNode, RepositoryReader } from './repository-reader.ts';
import * as sql from './statements.ts';

/** SQLite takes no pattern of more than 50,000 bytes. */
const LONGEST_PATTERN = 10_000;
/**
 * From so many on, a page is found sooner by going through all nodes by id than by ordering those that fit.
 */
const MANY_FITTING = 2_000;
const NUMBERS_A_CHUNK = 10_000;

/** A page of the nodes that fit a filter, by id. Its total counts all that fit, wherever the page begins. */
export function findNodes(reader: RepositoryReader, { filter, limit, after }: FindQuery): NodePage {
  const fitting = fittingNumbers(reader, filter);
  const wanted = Math.min(limit, fitting.length) + 1;
  const find = fitting.length < MANY_FITTING ? firstOfFew : firstOfMany;
  const found = fitting.length === 0 ? [] : find(reader, fitting, wanted, after);
  const page = found.slice(0, limit).map(({ node }) => node);
  const truncated = found.length > page.length;
  const answer = { items: page, total: fitting.length, truncated, caveats: [] };
  const last = page.at(-1);
  return truncated && last !== undefined ? { ...answer, nextCursor: encodeCursor(last.id) } : answer;
}

/** By the most selective index that the filter allows. */
function fittingNumbers(reader: RepositoryReader, filter: NodeFilter): readonly number[] {
  const { id, name, glob, file, line, attributes } = filter;
  const conditions = conditionsOf(reader, filter);
  const find = (statement: string, ...more: readonly Value[]): readonly number[] =>
    reader.json(statement, ...conditions, ...more) ?? [];
  if (id !== undefined) return matching(reader, find(sql.FIND_BY_ID), glob);
  if (name !== undefined) return matching(reader, find(sql.FIND_BY_NAME), glob);
  if (file !== undefined) return matching(reader, find(sql.FIND_BY_FILE), glob);
  const isByKindAlone = line === undefined && attributes === undefined;
  if (glob === undefined)
    return isByKindAlone ? (reader.json(sql.FIND_BY_KIND, conditions[0]) ?? []) : find(sql.FIND_IN_ALL);
  const named = globNumbers(reader, glob, conditions[0]);
  return isByKindAlone ? named : find(sql.FIND_AMONG, JSON.stringify(named));
}

type Conditions = readonly [
  kinds: Value,
  file: Value,
  line: Value,
  attributes: Value,
  id: Value,
  name: Value,
];

function conditionsOf(
  reader: RepositoryReader,
  { id, name, kind, file, line, attributes }: NodeFilter,
): Conditions {
  // As each attribute is written, so that their text alone decides about most nodes.
  const pairs = Object.entries(attributes ?? {}).map((pair) =>
    JSON.stringify(Object.fromEntries([pair])).slice(1, -1),
  );
  return [
    kind === undefined ? null : reader.kindList(typeof kind === 'string' ? [kind] : kind),
    file === undefined ? null : (reader.fileNumber(file) ?? -1),
    line ?? null,
    pairs.length === 0 ? null : JSON.stringify(pairs),
    id ?? null,
    name ?? null,
  ];
}

function matching(
  reader: RepositoryReader,
  numbers: readonly number[],
  glob: string | undefined,
): readonly number[] {
  if (glob === undefined) return numbers;
  const matches = nameMatcher(glob);
  return reader.nodes(numbers).flatMap(({ number, node }) => (matches(node.name) ? [number] : []));
}

/** The numbers of nodes whose names match, of some kinds or all. */
function globNumbers(reader: RepositoryReader, glob: string, kinds: Value): readonly number[] {
  const pattern = sqlitePattern(glob);
  const row = reader.row(
    pattern === undefined ? sql.NAMES : sql.FIND_BY_GLOB,
    kinds,
    ...(pattern === undefined ? [] : [pattern]),
  );
  const [numbers, names] = (row ?? ['[]', '[]']).map((text) => JSON.parse(String(text)));
  const matches = nameMatcher(glob);
  // Only those names are given that SQLite has not matched itself.
  return (numbers as number[]).filter((_, index) => {
    const name = (names as (string | null)[])[index];
    return typeof name !== 'string' || matches(name);
  });
}

/** The glob in SQLite's words, which know classes and no escape; undefined for one that only we can match. */
function sqlitePattern(glob: string): string | undefined {
  if (glob.length > LONGEST_PATTERN || glob.includes('\0')) return undefined;
  return nameTokens(glob)
    .map((token) => {
      if (token === MANY) return '*';
      if (token === ONE) return '?';
      const character = String.fromCodePoint(token);
      return '*?['.includes(character) ? `[${character}]` : character;
    })
    .join('');
}

function firstOfFew(
  reader: RepositoryReader,
  fitting: readonly number[],
  wanted: number,
  after: string | undefined,
): readonly NumberedNode[] {
  return reader.firstById(fitting, wanted, after);
}

function firstOfMany(
  reader: RepositoryReader,
  fitting: readonly number[],
  wanted: number,
  after: string | undefined,
): readonly NumberedNode[] {
  const fits = new Set(fitting);
  const found: number[] = [];
  for (let last = after; found.length < wanted; ) {
    // No text lies between one and the same with a NUL behind it.
    const least = last === undefined ? '' : `${last}\0`;
    const chunk = reader.json<number[]>(sql.NUMBERS_BY_ID, least, NUMBERS_A_CHUNK) ?? [];
    for (const number of chunk) if (fits.has(number)) found.push(number);
    const end = chunk.at(-1);
    if (end === undefined) break;
    last = reader.ends([end]).get(end)?.id;
  }
  return reader.nodes(found.slice(0, wanted));
}
