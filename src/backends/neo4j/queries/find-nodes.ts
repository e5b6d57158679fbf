import { globToRegex } from '../../../globs/glob-regex.ts';
import { compareCodePoints } from '../../../graph/index.ts';
import { encodeCursor, type FindQuery, type NodeFilter, type NodePage } from '../../../storage/index.ts';
import { nodeMatcher } from '../../../traversal/index.ts';
import { propertyOf } from '../cypher/names.ts';
import * as cypher from '../cypher/statements.generated.ts';
import type { GenerationReader } from './generation-reader.ts';

/**
 * A page of the nodes that fit a filter, by id; ordered here, for
 * the server's own order is not by code point.
 */
export async function findNodes(reader: GenerationReader, query: FindQuery): Promise<NodePage> {
  const { filter, limit, after } = query;
  const ids = (await fittingIds(reader, filter)).toSorted(compareCodePoints);
  const start = after === undefined ? 0 : firstAfter(ids, after);
  const page = ids.slice(start, start + limit);
  const items = await reader.summaries(page);
  const truncated = start + page.length < ids.length;
  const answer = { items, total: ids.length, truncated, caveats: [] };
  const last = page.at(-1);
  return truncated && last !== undefined ? { ...answer, nextCursor: encodeCursor(last) } : answer;
}

/** By the most selective index the filter allows, else by one pass over the generation. */
async function fittingIds(reader: GenerationReader, filter: NodeFilter): Promise<readonly string[]> {
  const { id, name, file } = filter;
  if (id === undefined && name === undefined && file === undefined) return scannedIds(reader, filter);
  const candidates =
    id !== undefined
      ? reader.rows.nodes([id])
      : name !== undefined
        ? reader.named(name)
        : reader.rows.nodesOfFiles(file === undefined ? [] : [file]);
  return (await candidates).filter(nodeMatcher(filter)).map((node) => node.id);
}

async function scannedIds(reader: GenerationReader, filter: NodeFilter): Promise<readonly string[]> {
  const attributes = Object.entries(filter.attributes ?? {});
  const row = await reader.tx.one(cypher.findInAll, {
    ...reader.range,
    kinds: filter.kind === undefined ? null : [filter.kind].flat(),
    namePattern: filter.glob === undefined ? null : globToRegex(filter.glob, 'name'),
    line: filter.line ?? null,
    attributeName: attributes.map(([name]) => propertyOf(name)),
    attributeValue: attributes.map(([, value]) => value),
  });
  return row.id;
}

function firstAfter(sortedIds: readonly string[], after: string): number {
  const index = sortedIds.findIndex((id) => compareCodePoints(id, after) > 0);
  return index < 0 ? sortedIds.length : index;
}
