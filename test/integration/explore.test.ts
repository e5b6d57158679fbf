import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { type CypherFile, exploreFiles, parametersOf } from '../../scripts/cypher/files.ts';
import { analysisOf } from '../../src/conformance/fixtures.ts';
import { run } from '../unit/cli/run.ts';
import { type Row, workplace } from './support/database.ts';
import { exampleGraph } from './support/example-graphs.ts';
import { operatorOf, operatorsOf, planProblems } from './support/plan-rules.ts';

const work = workplace();
const repoId = work.repo();

const SCRIPTS = exploreFiles().filter(({ text }) => !isCommand(text));
/** Of these every database holds few nodes. */
const SCANNED = ['Repository', 'Generation'];
/** The example has neither test files nor ends that are not stored. */
const MAY_BE_EMPTY = ['explore/health/unresolved', 'explore/dead-code/only-tests'];

function isCommand(text: string): boolean {
  return text.split('\n').every((line) => /^(?:\/\/|:|$)/.test(line));
}

/** What the script's own hints set. */
function hinted(text: string): Row {
  const hints = text.matchAll(/^(?:\/\/ )?:param (\w+) => '([^']*)'$/gm);
  return { ...Object.fromEntries(Array.from(hints, ([, name, value]) => [name, value])), repo: repoId };
}

beforeAll(async () => {
  const store = await work.open();
  await store.graph.storeGraph(await exampleGraph(repoId));
  await store.analysis.storeAnalysis(analysisOf(repoId, 'a'));
  await store.queries.deadCode(repoId, { mark: true });
});

describe('a saved script', () => {
  test.each(SCRIPTS)('$name says what to set, and answers about the example', async ({ name, text }) => {
    const hints = hinted(text);
    for (const parameter of parametersOf(text)) expect(hints).toHaveProperty(parameter);
    const rows = await work.database.run(text, hints);
    if (!MAY_BE_EMPTY.includes(name)) expect(rows.length).toBeGreaterThan(0);
  });

  test.each(SCRIPTS)('$name begins with an index', async ({ text }) => {
    const plan = operatorOf(await work.database.explain(text, hinted(text)));
    expect(planProblems(plan, SCANNED)).toEqual([]);
    expect([...operatorsOf(plan)].map(({ name }) => name)).not.toContain('AllNodesScan');
  });

  test.each(SCRIPTS)('$name has an end that can be raised', ({ text }) => {
    expect(text).toMatch(/^LIMIT \d+$/m);
  });

  test('only reads', async () => {
    const writing = /\b(?:CREATE|MERGE|SET|DELETE|REMOVE|DROP)\b/;
    expect(SCRIPTS.filter(({ text }: CypherFile) => writing.test(text))).toEqual([]);
    expect(SCRIPTS.length).toBeGreaterThanOrEqual(20);
  });
});

test('the command gives the address, the style and the scripts, about the repository and without the password', async () => {
  const { uri, username, password } = inject('neo4j');
  const folder = await mkdtemp(join(tmpdir(), 'codeprism-explore-'));
  try {
    const out = join(folder, 'kit');
    const secret = password || 'unused-secret';
    const env = password === '' ? {} : { NEO4J_USERNAME: username, NEO4J_PASSWORD: secret };
    const { code, stdout, stderr } = await run(['explore', repoId, '--store', uri, '--out', out], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { hostname, host } = new URL(uri.replace(/^\w+:/, 'http:'));
    const user = password === '' ? '' : `${username}@`;
    const [, shown = ''] = /^ {2}(http\S+)$/m.exec(stdout) ?? [];
    const address = new URL(shown);
    expect(address.origin).toBe(`http://${hostname}:7474`);
    expect(address.searchParams.get('dbms')).toBe(uri.replace(host, user + host));
    expect(stdout).not.toContain(secret);
    const files = unzipSync(await readFile(join(out, 'saved-scripts.zip')));
    expect(Object.keys(files).sort()).toEqual(
      exploreFiles()
        .map(({ path }) => path.replace('cypher/explore/', ''))
        .sort(),
    );
    const chosen = strFromU8(files['overview/choose-repository.cypher'] as Uint8Array);
    expect(chosen).toContain(`\n:param repo => '${repoId}'\n`);
    expect(await readFile(join(out, 'codeprism.grass'), 'utf8')).toContain('node.Function {');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
