import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type CypherFile, exploreFiles } from '../../scripts/cypher/files.ts';
import { openNeo4jStore } from '../../src/backends/neo4j/index.ts';
import { analysisOf } from '../../src/conformance/fixtures.ts';
import { run } from '../unit/cli/run.ts';
import { BrowserWindow } from './support/browser-window.ts';
import { startChromium } from './support/chromium.ts';
import { type ServedBrowser, servedBrowser } from './support/served-browser.ts';

const EXAMPLE = join(import.meta.dirname, '../../examples/graphs/ajv-8.20.0.json.gz');
const repoId = `browser-${process.pid}`;
/** ajv's graph has neither test files nor ends that are not stored. */
const MAY_BE_EMPTY = ['explore/health/unresolved', 'explore/dead-code/only-tests'];

let folder: string;
let served: ServedBrowser | undefined;
let chromium: Browser | undefined;
let window: BrowserWindow;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codeprism-browser-'));
  chromium = await startChromium();
  served = await servedBrowser(inject('neo4j'));
  await command('import', EXAMPLE, '--repo', repoId);
  await command('dead-code', repoId, '--mark');
  await using store = await openNeo4jStore(served.neo4j);
  await store.analysis.storeAnalysis(analysisOf(repoId, 'a'));
  const shown = await command('explore', repoId, '--out', folder, '--browser', served.address);
  const [address = ''] = /http\S+/.exec(shown) ?? [];
  window = await BrowserWindow.open(chromium, address);
  await window.connect(served.neo4j.password);
});

afterAll(async () => {
  await chromium?.close();
  if (served !== undefined) await command('delete', repoId, '--yes');
  await served?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the command line on the server; what it prints. */
async function command(...args: readonly string[]): Promise<string> {
  if (served === undefined) throw new Error('There is no server.');
  const { uri, username, password, database } = served.neo4j;
  const env = password === '' ? {} : { NEO4J_USERNAME: username, NEO4J_PASSWORD: password };
  const { code, stdout, stderr } = await run([...args, '--store', uri, '--database', database], { env });
  expect(code, stderr).toBe(0);
  return stdout;
}

test('the address of explore connects, and the style that is dropped is the style', async () => {
  await window.drop(join(folder, 'codeprism.grass'));
  const frame = window.page.getByTestId('frame').first();
  await frame.getByText('node.Function {').waitFor();
  await expect.poll(() => window.kept('neo4j.grass')).toMatchObject({ 'node.Module': { color: '#0072B2' } });
});

describe('of the scripts that are dropped', () => {
  const folders = [...new Set(exploreFiles().map(folderOf))].map((name) => ({
    name,
    scripts: exploreFiles().filter((script) => folderOf(script) === name),
  }));

  beforeAll(async () => {
    await window.drop(join(folder, 'saved-scripts.zip'));
    await window.toggleScripts();
    await window.toggleFolder('overview');
    const { error } = await window.runScript('Choose the repository');
    expect(error).toBeUndefined();
    await window.toggleFolder('overview');
  });

  describe.each(folders)('$name', ({ name, scripts }) => {
    beforeAll(() => window.toggleFolder(name));
    afterAll(() => window.toggleFolder(name));

    test('shows every title', async () => {
      expect(await window.titles()).toEqual(scripts.map(titleOf).sort());
    });

    test.each(scripts)('$name answers without an error or a warning', async (script) => {
      for (const hint of hints(script)) expect(await window.type(hint)).not.toHaveProperty('error');
      const { error, count, warned } = await window.runScript(titleOf(script));
      expect({ error, warned }).toEqual({ error: undefined, warned: false });
      if (!MAY_BE_EMPTY.includes(script.name) && script.text.includes('RETURN')) {
        expect(count).toBeGreaterThan(0);
      }
    });
  });
});

function folderOf({ path }: CypherFile): string {
  return basename(dirname(path));
}

function titleOf({ text }: CypherFile): string {
  return (text.split('\n', 1)[0] ?? '').replace('// ', '');
}

/** The lines that set a script's own parameters. */
function hints({ text }: CypherFile): string[] {
  return Array.from(text.matchAll(/^\/\/ (:param (?!repo\b).*)$/gm), ([, hint = '']) => hint);
}
