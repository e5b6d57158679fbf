import { compareCodePoints } from '../../../graph/index.ts';
import type {
  DeadCodeItem,
  DeadCodeQuery,
  DeadCodeReason,
  DeadCodeReport,
  Verdict,
} from '../../../storage/index.ts';
import {
  entryCountCaveats,
  type Life,
  pathMatcher,
  resolveEntryRules,
  unknownReasons,
} from '../../../traversal/index.ts';
import * as cypher from '../statements.generated.ts';
import {
  type Candidate,
  candidatesWithLife,
  findEntries,
  languagesWithEdges,
  livenessTypes,
} from './dead-code-facts.ts';
import { referenceReasons } from './dead-code-reasons.ts';
import type { GenerationReader } from './generation-reader.ts';

/**
 * What no entry point reaches, by id, with reasons: liveness, rules 1 to 3, as breadth-first expansions in the database
 * from one node that stands for all entry points. It needs a transaction that is rolled back.
 */
export async function deadCode(reader: GenerationReader, query: DeadCodeQuery): Promise<DeadCodeReport> {
  const { rules, caveats } = resolveEntryRules(query.entryPoints, await anyExported(reader, query));
  const entries = await findEntries(reader, rules);
  const types = await livenessTypes(reader, query.livenessKinds);
  const languagesWithEntry = new Set(entries.map((entry) => entry.language));
  const languagesWithEdge = await languagesWithEdges(reader, types);
  const isTestFile = pathMatcher(query.testFiles);
  const outside = entries.filter((entry) => !isTestFile(entry.file));
  const sources = await createSources(reader, entries, outside);
  const candidates = await candidatesWithLife(reader, query.kinds, types, sources);

  const doubtsOf = ({ language }: Candidate): readonly DeadCodeReason[] =>
    unknownReasons({
      hasEntryPoint: languagesWithEntry.has(language),
      hasLivenessEdge: languagesWithEdge.has(language),
    });
  const verdicts: Record<Verdict, number> = { alive: 0, 'test-only': 0, dead: 0, unknown: 0 };
  const listed: (Candidate & { readonly verdict: DeadCodeItem['verdict'] })[] = [];
  for (const candidate of candidates) {
    const verdict = verdictOf(candidate.life, doubtsOf(candidate));
    verdicts[verdict]++;
    if (verdict !== 'alive' && query.verdicts.includes(verdict)) listed.push({ ...candidate, verdict });
  }
  listed.sort((a, b) => compareCodePoints(a.id, b.id));
  const page = listed.slice(0, query.limit);
  const judged = page.filter((item) => item.verdict !== 'unknown');
  const reasons = await referenceReasons(reader, judged, types, sources.all);
  const summaries = await reader.summaries(page.map((item) => item.id));
  const items = page.flatMap((item, index): DeadCodeItem[] => {
    const node = summaries[index];
    if (node === undefined) return [];
    const unknown = item.verdict === 'unknown' ? doubtsOf(item) : undefined;
    return [{ ...node, verdict: item.verdict, reasons: unknown ?? [reasons.get(item.id) ?? 'unreferenced'] }];
  });
  return {
    items,
    total: listed.length,
    truncated: listed.length > items.length,
    caveats: [...caveats, ...entryCountCaveats(entries.length)],
    entryPoints: entries.length,
    verdicts,
  };
}

function verdictOf(life: Life, doubts: readonly DeadCodeReason[]): Verdict {
  return doubts.length > 0 ? 'unknown' : life;
}

async function anyExported(reader: GenerationReader, query: DeadCodeQuery): Promise<boolean> {
  if (query.entryPoints !== undefined) return false;
  const row = await reader.tx.one(cypher.anyExported, reader.range);
  return row.anyExported as boolean;
}

/** Nodes that stand for entry points, by element id. Without entry points in tests one serves for both. */
export interface EntrySources {
  readonly all: string;
  readonly outsideTests: string;
}

async function createSources(
  reader: GenerationReader,
  all: readonly { readonly key: string }[],
  outside: readonly { readonly key: string }[],
): Promise<EntrySources> {
  const create = async (entries: readonly { readonly key: string }[]): Promise<string> => {
    const row = await reader.tx.one(cypher.createEntrySource, { key: entries.map((entry) => entry.key) });
    return row.source as string;
  };
  const source = await create(all);
  return { all: source, outsideTests: outside.length === all.length ? source : await create(outside) };
}
