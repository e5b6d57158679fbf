import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPage } from '../../scripts/report/bundle.ts';
import { openSqliteStore } from '../../src/backends/sqlite/index.ts';
import { reportPage } from '../../src/report/index.ts';
import { startChromium } from '../../test/browser/support/chromium.ts';
import { measuredReport, type ReportFigures } from '../../test/browser/support/opened-report.ts';
import type { LocalBench } from '../bench.ts';
import type { NamedGraph } from '../graphs/find-graph.ts';
import type { Row, Unit } from '../rows.ts';
import type { LocalSection } from './section.ts';

/** Of each graph: the longest it may take to open, in milliseconds, and the largest page, in mebibytes. */
const GOALS: Readonly<Record<string, { readonly opened: number; readonly size: number }>> = {
  'medium-zod.json.gz': { opened: 1_000, size: 2 },
  'large-effect.json.gz': { opened: 3_000, size: 10 },
};

interface Round extends ReportFigures {
  readonly made: number;
  readonly size: number;
}

export const reportSection: LocalSection = {
  isLocal: true,
  name: 'report',
  description: 'the page of report: made from SQLite, opened and clicked in Chromium',
  run: async (bench) => {
    await buildPage();
    const rows: Row[] = [];
    const seen = new Set<string>();
    for (const [name, goals] of Object.entries(GOALS)) {
      const graph = await bench.graph(name);
      if (seen.has(graph.name)) continue;
      seen.add(graph.name);
      rows.push(...rowsOf(graph, await rounds(bench, graph), goals));
    }
    return rows;
  },
};

async function rounds(bench: LocalBench, { name, graph }: NamedGraph): Promise<Round[]> {
  const folder = await mkdtemp(join(tmpdir(), 'codeprism-bench-report-'));
  try {
    const file = join(folder, 'graph.db');
    {
      await using store = await openSqliteStore({ file });
      await store.graph.storeGraph(graph);
    }
    const found: Round[] = [];
    for (let round = 1; round <= bench.rounds; round++) {
      bench.say(`report, round ${round}: ${name}`);
      found.push(await oneRound(file, graph.repoId, join(folder, 'report.html')));
    }
    return found;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** With a store and a Chromium that have just been started. */
async function oneRound(file: string, repoId: string, page: string): Promise<Round> {
  const started = performance.now();
  {
    await using store = await openSqliteStore({ file });
    await writeFile(page, (await reportPage(store, repoId, { version: 'bench' })).html);
  }
  const made = performance.now() - started;
  const chromium = await startChromium();
  try {
    const { size } = await stat(page);
    return { made, size: size / 1_024 ** 2, ...(await measuredReport(chromium, page)) };
  } finally {
    await chromium.close();
  }
}

function rowsOf(
  { name: graph }: NamedGraph,
  found: readonly Round[],
  goals: { readonly opened: number; readonly size: number },
): Row[] {
  const row = (name: string, unit: Unit, values: readonly number[], atMost?: number): Row => ({
    section: 'report',
    name,
    graph,
    figure: { unit, values, ...(atMost !== undefined && { goal: { atMost } }) },
  });
  const memory = found.flatMap(({ mebibytes }) => mebibytes ?? []);
  return [
    row(
      'made from SQLite, opened anew',
      'milliseconds',
      found.map(({ made }) => made),
    ),
    row(
      'size of the page',
      'mebibytes',
      found.map(({ size }) => size),
      goals.size,
    ),
    row(
      'opened in a new Chromium',
      'milliseconds',
      found.map(({ opened }) => opened),
      goals.opened,
    ),
    row(
      'the slowest click, until the next picture',
      'milliseconds',
      found.map(({ clicks }) => Math.max(...Object.values(clicks))),
      100,
    ),
    ...(memory.length === 0 ? [] : [row('memory of the page, at most', 'mebibytes', memory, 500)]),
  ];
}
