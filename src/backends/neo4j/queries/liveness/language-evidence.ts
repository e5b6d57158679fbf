import { languageOf } from '../../../../traversal/index.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import type { GenerationReader } from '../generation-reader.ts';
import type { LifeExpansion } from './life-expansion.ts';

/**
 * Finds out which of some languages have an edge of the liveness kinds. Mostly entry points show it; only
 * where they do not, all nodes are looked at, once.
 */
export function languagesWithEdges(
  reader: GenerationReader,
  { entries, types }: LifeExpansion,
): (languages: Iterable<string>) => Promise<ReadonlySet<string>> {
  const shown = new Set(entries.filter(({ hasEdge }) => hasEdge).map(({ language }) => language));
  let all: ReadonlySet<string> | undefined;
  return async (languages) => {
    if (all !== undefined || [...languages].every((language) => shown.has(language))) return all ?? shown;
    const row = await reader.tx.one(cypher.filesWithEdges, { ...reader.range, types });
    const named = row.language;
    all = new Set(
      row.file.map((file, index) => languageOf({ file, attributes: { language: named[index] ?? '' } })),
    );
    return all;
  };
}
