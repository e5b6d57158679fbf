import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { comparison, PERCENT_OF_THE_TIME, TIMES_THE_TIME } from '../comparison.ts';
import { compete, mapOutcome, timed } from '../compete.ts';
import type { LocalSection } from './section.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const CONFIG = {
  compilerOptions: {
    strict: true,
    target: 'ESNext',
    module: 'ESNext',
    moduleResolution: 'Bundler',
    skipLibCheck: true,
  },
  include: ['src'],
};
/** One file of so many is edited. */
const EDITED_SHARE = 20;

/** Seconds of the analyses of one round. */
interface Analyses {
  readonly first: number;
  readonly again: number;
  readonly commented: number;
  readonly exported: number;
}

export const analyzing: LocalSection = {
  isLocal: true,
  name: 'analyzing',
  description: 'analyze of zod’s published sources into SQLite, beside tsc --noEmit of the same',
  run: async (bench) => {
    const outcomes = await compete(
      {
        analyze: () => inCopy(analyses),
        tsc: () => inCopy((folder) => timed(() => node(folder, [TSC, '--noEmit', '-p', '.']))),
      },
      { rounds: bench.rounds, onTurn: (what, round) => bench.say(`analyzing, round ${round}: ${what}`) },
    );
    const row = { section: 'analyzing', graph: 'zod, sources' };
    const of = (name: string, part: keyof Analyses) => ({
      name,
      outcome: mapOutcome(outcomes.analyze, (times: Analyses) => times[part]),
    });
    const first = of('first', 'first');
    return [
      comparison(
        { ...row, name: 'analyze, storing included' },
        of('analyze', 'first'),
        { name: 'tsc --noEmit', outcome: outcomes.tsc },
        TIMES_THE_TIME,
        { atMost: 1.5 },
      ),
      comparison({ ...row, name: 'again, unchanged' }, of('again', 'again'), first, PERCENT_OF_THE_TIME, {
        atMost: 10,
      }),
      comparison(
        { ...row, name: 'a comment in one file of 20' },
        of('again', 'commented'),
        first,
        PERCENT_OF_THE_TIME,
        { atMost: 30 },
      ),
      comparison(
        { ...row, name: 'an export more in one file of 20' },
        of('again', 'exported'),
        first,
        PERCENT_OF_THE_TIME,
      ),
    ];
  },
};

async function analyses(folder: string): Promise<Analyses> {
  const store = `sqlite:${join(folder, '.codeprism/graph.db')}`;
  const analyze = (): Promise<number> =>
    timed(() =>
      node(ROOT, [
        '--import',
        'tsx',
        join(ROOT, 'src/cli/main.ts'),
        'analyze',
        folder,
        '--repo',
        'zod',
        '--store',
        store,
        '-q',
      ]),
    );
  const first = await analyze();
  const again = await analyze();
  await edit(folder, '\n// One comment more.\n');
  const commented = await analyze();
  await edit(folder, '\nexport const oneMore = 1;\n');
  return { first, again, commented, exported: await analyze() };
}

async function edit(folder: string, more: string): Promise<void> {
  const files = (await readdir(join(folder, 'src'), { recursive: true }))
    .filter((file) => file.endsWith('.ts'))
    .sort();
  for (const file of files.filter((_, index) => index % EDITED_SHARE === 0)) {
    const path = join(folder, 'src', file);
    await writeFile(path, `${await readFile(path, 'utf8')}${more}`);
  }
}

/** A process of its own that ends well, or finds type errors: neither side is asked about these. */
async function node(cwd: string, args: readonly string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [...args], { cwd, maxBuffer: 64 * 1024 * 1024 }).catch(
    (error: unknown) => {
      if ((error as { readonly code?: unknown }).code !== 2) throw error;
    },
  );
}

/** The sources alone, without tests, whose packages are not installed. */
async function inCopy<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'codeprism-bench-analyzing-'));
  try {
    const filter = (path: string): boolean => !/[/\\](?:tests|__tests__|benchmarks)(?:[/\\]|$)/.test(path);
    await cp(join(ROOT, 'node_modules/zod/src'), join(folder, 'src'), { recursive: true, filter });
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(CONFIG));
    await writeFile(join(folder, 'package.json'), '{ "name": "zod", "exports": "./src/index.ts" }');
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
