import { spawn } from 'node:child_process';
import { NEO4J_VERSIONS } from '../test/server/neo4j-versions.ts';

/** The versions of Node.js that are supported; each comes as a package, so that none need be installed. */
const NODES = [20, 22, 24];
const VITEST = ['node_modules/vitest/vitest.mjs', 'run'];
/** One of each sort of integration tests: reading, writing, the command line. */
const ONE_ROUND = ['edits', 'query', 'layout'].map((name) => `test/integration/neo4j-${name}.test.ts`);

interface Step {
  readonly title: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const ofNode = (version: number): Step => ({
  title: `unit tests, embedded conformance and one round of integration on Node.js ${version}`,
  command: [
    ...['npx', '--yes', `--package=node-${process.platform}-${process.arch}@${version}`],
    ...['node', ...VITEST, 'test/unit', 'test/conformance', ...ONE_ROUND],
  ],
});

const STEPS: readonly Step[] = [
  {
    title: 'what takes minutes',
    command: [process.execPath, ...VITEST, '--config', 'vitest.long.config.ts'],
  },
  {
    title: `all examples, on Neo4j ${NEO4J_VERSIONS.longTerm}`,
    command: [process.execPath, ...VITEST, '--project', 'integration', '--project', 'conformance'],
    env: { NEO4J_TEST_VERSION: NEO4J_VERSIONS.longTerm, TEST_LONG: '1' },
  },
  {
    title: `on Neo4j ${NEO4J_VERSIONS.calendar}`,
    command: [process.execPath, ...VITEST, '--project', 'integration'],
    env: { NEO4J_TEST_VERSION: NEO4J_VERSIONS.calendar },
  },
  ...NODES.map(ofNode),
];

/** Runs a step with its output in this terminal. Returns whether it passed. */
function passes({ command: [program = '', ...args], env }: Step): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', reject).once('close', (code) => resolve(code === 0));
  });
}

const summary: string[] = [];
for (const step of STEPS) {
  const start = performance.now();
  console.log(`\n== ${step.title}`);
  const passed = await passes(step);
  const minutes = ((performance.now() - start) / 60_000).toFixed(1);
  summary.push(`${passed ? 'passed' : 'FAILED'} in ${minutes} min: ${step.title}`);
  if (!passed) process.exitCode = 1;
}
console.log(`\n${summary.join('\n')}`);
