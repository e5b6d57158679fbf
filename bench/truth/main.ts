import { Argument, Command } from 'commander';
import { INDEXERS, indexerAnalyzer, typescriptAnalyzer } from '../../src/analyzers/index.ts';
import type { Analyzer } from '../../src/repository/index.ts';
import { judgeLabelled } from './labelled.ts';
import type { LabelledProgram } from './programs/labelled-program.ts';
import { PYTHON_PROGRAMS } from './programs/python.ts';
import { TYPESCRIPT_PROGRAMS } from './programs/typescript.ts';
import { judgeSelf } from './self.ts';

/** What is held against the truth; each prints its own table and says whether all was right. */
const PARTS: Readonly<Record<string, (options: Options) => Promise<boolean>>> = { labelled, self };

interface Options {
  /** Globs of the unit tests that `self` runs. */
  readonly tests: readonly string[];
}

await new Command('npm run truth --')
  .description('Holds what deadCode says against what is true.')
  .addArgument(new Argument('[parts...]', 'what to hold (default: everything)').choices(Object.keys(PARTS)))
  .option('--tests <paths...>', 'the unit tests that `self` runs (default: all)', [])
  .action(async (wanted: readonly string[], options: Options) => {
    for (const [name, run] of Object.entries(PARTS)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      console.log(`${name}\n`);
      if (!(await run(options))) process.exitCode = 1;
    }
  })
  .parseAsync();

async function labelled(): Promise<boolean> {
  const results = [
    ...(await judgeAll(TYPESCRIPT_PROGRAMS, typescriptAnalyzer())),
    ...(await pythonResults()),
  ];
  const sum = (of: 'right' | 'labels'): number => results.reduce((total, result) => total + result[of], 0);
  console.log(`\n${sum('right')} of ${sum('labels')} right`);
  return sum('right') === sum('labels');
}

async function judgeAll(programs: readonly LabelledProgram[], analyzer: Analyzer) {
  const results = [];
  for (const program of programs) {
    const result = await judgeLabelled(program, analyzer);
    console.log(`${result.right} of ${result.labels}`.padStart(8), result.about);
    for (const line of result.wrong) console.log(`         ${line}`);
    results.push(result);
  }
  return results;
}

async function pythonResults() {
  const indexer = INDEXERS.find(({ language }) => language === 'Python');
  if (indexer === undefined) return [];
  try {
    return await judgeAll(PYTHON_PROGRAMS, indexerAnalyzer(indexer));
  } catch (error) {
    console.log(`         Python: MISSING: ${error instanceof Error ? error.message : error}`);
    return [];
  }
}

async function self({ tests }: Options): Promise<boolean> {
  return judgeSelf(tests);
}
