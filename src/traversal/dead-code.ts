import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '../errors/index.ts';
import type {
  DeadCodeItem,
  DeadCodeQuery,
  DeadCodeReason,
  DeadCodeReport,
  Verdict,
} from '../storage/index.ts';
import type { CompactGraph } from './compact-graph.ts';
import { type EntryPoints, findEntryPoints } from './entry-points.ts';
import { entryCountCaveats, resolveEntryRules } from './entry-rules.ts';
import { languageDoubts } from './language-evidence.ts';
import { aliveFrom } from './liveness.ts';
import { nodeSummary } from './node-summary.ts';
import { type IncomingReference, type Life, referenceReason } from './reasons.ts';

/** What is known of a graph before verdicts are given. */
interface Findings {
  readonly graph: CompactGraph;
  readonly kindMask: Uint8Array;
  readonly lifeOf: (vertex: number) => Life;
  /** Why nothing can be said about a vertex's language; empty where verdicts can be given. */
  readonly doubtsOf: (vertex: number) => readonly DeadCodeReason[];
}

/** What no entry point reaches, by id, with reasons: liveness, rules 1 to 3. */
export async function deadCode(graph: CompactGraph, query: DeadCodeQuery): Promise<DeadCodeReport> {
  const { rules, caveats } = resolveEntryRules(query.entryPoints, graph.anyExported);
  const entries = findEntryPoints(graph, rules, query.testFiles);
  await pause(query.signal);
  const findings = await examine(graph, query, entries);
  await pause(query.signal);
  const judged = judge(findings, query);
  return {
    ...judged,
    truncated: judged.total > judged.items.length,
    caveats: [...caveats, ...entryCountCaveats(entries.all.length)],
    entryPoints: entries.all.length,
  };
}

async function examine(graph: CompactGraph, query: DeadCodeQuery, entries: EntryPoints): Promise<Findings> {
  const kindMask = graph.kindMask(query.livenessKinds);
  const reachedFrom = (vertices: readonly number[]): Uint8Array =>
    aliveFrom(vertices, graph.outgoing, kindMask, graph.containers);
  const fromAll = reachedFrom(entries.all);
  await pause(query.signal);
  const noneTested = entries.outsideTests.length === entries.all.length;
  const fromOutsideTests = noneTested ? fromAll : reachedFrom(entries.outsideTests);
  return {
    graph,
    kindMask,
    lifeOf: (vertex) => {
      if (fromOutsideTests[vertex] === 1) return 'alive';
      return fromAll[vertex] === 1 ? 'test-only' : 'dead';
    },
    doubtsOf: languageDoubts(graph, entries.all, kindMask),
  };
}

function judge(
  findings: Findings,
  query: DeadCodeQuery,
): Pick<DeadCodeReport, 'items' | 'total' | 'verdicts'> {
  const { graph } = findings;
  const kinds = new Set(query.kinds);
  const verdicts: Record<Verdict, number> = { alive: 0, 'test-only': 0, dead: 0, unknown: 0 };
  const items: DeadCodeItem[] = [];
  for (let vertex = 0; vertex < graph.nodes.length; vertex++) {
    const node = graph.nodes[vertex];
    if (node === undefined || graph.external[vertex] === 1 || !kinds.has(node.kind)) continue;
    const verdict = verdictOf(findings, vertex);
    verdicts[verdict]++;
    if (verdict === 'alive' || items.length >= query.limit || !query.verdicts.includes(verdict)) continue;
    items.push({ ...nodeSummary(node), verdict, reasons: reasonsFor(findings, vertex, verdict) });
  }
  const total = query.verdicts.reduce((sum, verdict) => sum + verdicts[verdict], 0);
  return { items, total, verdicts };
}

function verdictOf({ lifeOf, doubtsOf }: Findings, vertex: number): Verdict {
  return doubtsOf(vertex).length > 0 ? 'unknown' : lifeOf(vertex);
}

function reasonsFor(
  findings: Findings,
  vertex: number,
  verdict: DeadCodeItem['verdict'],
): DeadCodeItem['reasons'] {
  if (verdict === 'unknown') return [...findings.doubtsOf(vertex)];
  return [referenceReason(incomingReferences(findings, vertex))];
}

function* incomingReferences(
  { graph, kindMask, lifeOf }: Findings,
  vertex: number,
): Generator<IncomingReference> {
  const { offsets, ends, kinds } = graph.incoming;
  const stop = offsets[vertex + 1] ?? 0;
  for (let edge = offsets[vertex] ?? 0; edge < stop; edge++) {
    if (kindMask[kinds[edge] ?? 0] !== 1) continue;
    const source = ends[edge] ?? 0;
    yield source === vertex ? 'self' : lifeOf(source);
  }
}

/** Lets other work in, an abort among it, then heeds the signal. */
async function pause(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  throwIfAborted(signal);
}
