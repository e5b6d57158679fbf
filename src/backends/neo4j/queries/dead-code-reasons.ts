import type { DeadCodeReason } from '../../../storage/index.ts';
import { type IncomingReference, type Life, referenceReason } from '../../../traversal/index.ts';
import * as cypher from '../statements.generated.ts';
import { throughLifelines } from './dead-code-facts.ts';
import type { GenerationReader } from './generation-reader.ts';

/**
 * Why some dead and test-only nodes got their verdicts. Nothing that refers to a dead node lives, and what refers to a
 * test-only node lives from tests at most, so only the latter's sources are looked for among the living.
 */
export async function referenceReasons(
  reader: GenerationReader,
  items: readonly { readonly id: string; readonly life: Life }[],
  types: readonly string[],
  source: string,
): Promise<ReadonlyMap<string, DeadCodeReason>> {
  const references = await incomingReferences(reader, items, types);
  const doubtful = items
    .filter((item) => item.life === 'test-only')
    .flatMap((item) => [...(references.get(item.id) ?? [])]);
  const living = await reachedAmong(reader, new Set(doubtful), types, source);
  const referenceFrom = (from: string, to: string): IncomingReference => {
    if (from === to) return 'self';
    return living.has(from) ? 'test-only' : 'dead';
  };
  return new Map(
    items.map(({ id }) => [
      id,
      referenceReason(Array.from(references.get(id) ?? [], (from) => referenceFrom(from, id))),
    ]),
  );
}

async function incomingReferences(
  reader: GenerationReader,
  items: readonly { readonly id: string }[],
  types: readonly string[],
): Promise<Map<string, Set<string>>> {
  const key = items.map((item) => reader.key(item.id));
  const row = await reader.tx.one(cypher.incomingReferences, { key, types });
  const sources = row.source as readonly string[];
  const references = new Map<string, Set<string>>();
  for (const [index, target] of (row.target as readonly string[]).entries()) {
    const known = references.get(target) ?? new Set();
    references.set(target, known.add(sources[index] ?? ''));
  }
  return references;
}

async function reachedAmong(
  reader: GenerationReader,
  ids: ReadonlySet<string>,
  types: readonly string[],
  source: string,
): Promise<ReadonlySet<string>> {
  if (ids.size === 0) return new Set();
  const row = await reader.tx.one(throughLifelines(cypher.reachedAmong, types), { source, ids: [...ids] });
  return new Set(row.id as readonly string[]);
}
