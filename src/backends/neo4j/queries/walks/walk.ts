import { quote, StorageError } from '../../../../errors/index.ts';
import { compareCodePoints } from '../../../../graph/index.ts';
import type { NodeSummary, QueryList, RelatedNode, WalkQuery } from '../../../../storage/index.ts';
import { danglingEndsCaveats, selectorTerms } from '../../../../traversal/index.ts';
import type { StatementRunner } from '../../connection/connection.ts';
import { withExpansion } from '../../cypher/expansion-text.ts';
import { typeOf } from '../../cypher/names.ts';
import type { RowOf } from '../../cypher/statement.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import type { EarlyRead } from '../../read/early-read.ts';
import { GenerationReader } from '../generation-reader.ts';

/** The most nodes that come with the expansion itself: a first page, seldom more. */
const SHOWN = 100;

/** What one expansion from a node found. */
interface Expansion {
  /** Stored nodes, by steps, then by id. */
  readonly reached: readonly { readonly id: string; readonly distance: number }[];
  readonly notStored: number;
  /** All that was reached, where that is not much; else nothing. */
  readonly shown: ReadonlyMap<string, NodeSummary>;
}

/**
 * Callers or callees with the fewest steps to each: one breadth-first expansion, which visits every node
 * once. A start that is named by its id is expanded without being looked for.
 */
export function walk(
  repoId: string,
  query: WalkQuery,
): EarlyRead<Expansion | undefined, QueryList<RelatedNode>> {
  const { id } = selectorTerms(query.start);
  return {
    early: async (tx) => (id === undefined ? undefined : expand(tx, repoId, id, query)),
    finish: (found) =>
      found === undefined || found.shown.size < found.reached.length
        ? undefined
        : listOf(found, found.shown, query),
    goOn: async (tx, { generation }, found) => {
      const reader = new GenerationReader(tx, generation);
      const expansion = found ?? (await expandSelected(reader, repoId, query));
      const ids = expansion.reached.slice(0, query.limit).map((node) => node.id);
      return listOf(expansion, byId(await reader.summaries(ids)), query);
    },
  };
}

async function expandSelected(
  reader: GenerationReader,
  repoId: string,
  query: WalkQuery,
): Promise<Expansion> {
  const { id } = await reader.select(query.start);
  const expansion = await expand(reader.tx, repoId, id, query);
  if (expansion === undefined) throw new StorageError('UNEXPECTED', `The node ${quote(id)} is gone.`);
  return expansion;
}

/** @returns undefined if no node of that id is stored */
async function expand(
  tx: StatementRunner,
  repoId: string,
  id: string,
  { direction, edgeKinds, depth }: WalkQuery,
): Promise<Expansion | undefined> {
  const statement = direction === 'callers' ? cypher.walkCallers : cypher.walkCallees;
  const [row] = await tx.run(withExpansion(statement, edgeKinds.map(typeOf), depth), {
    repoId,
    id,
    shown: SHOWN,
  });
  return row && expansionOf(row);
}

type ReachedRow = RowOf<typeof cypher.walkCallees>;

function expansionOf({ id: ids, distance, unresolved, shown }: ReachedRow): Expansion {
  const reached: { readonly id: string; readonly distance: number }[] = [];
  for (const [index, id] of ids.entries()) {
    if (unresolved[index] !== true) reached.push({ id, distance: distance[index] ?? 0 });
  }
  reached.sort((a, b) => a.distance - b.distance || compareCodePoints(a.id, b.id));
  return {
    reached,
    notStored: unresolved.length - reached.length,
    shown: byId(shown.map(summaryOf)),
  };
}

function summaryOf({ id, name, kind, file, ...span }: ReachedRow['shown'][number]): NodeSummary {
  return { id, name, kind, file, span };
}

function byId(nodes: readonly NodeSummary[]): Map<string, NodeSummary> {
  return new Map(nodes.map((node) => [node.id, node]));
}

function listOf(
  { reached, notStored }: Expansion,
  shown: ReadonlyMap<string, NodeSummary>,
  { limit }: WalkQuery,
): QueryList<RelatedNode> {
  const page = reached.slice(0, limit);
  return {
    items: page.flatMap(({ id, distance }) => {
      const node = shown.get(id);
      return node === undefined ? [] : [{ ...node, distance }];
    }),
    total: reached.length,
    truncated: reached.length > page.length,
    caveats: danglingEndsCaveats(notStored),
  };
}
