import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOSTILE_TEXTS } from '../../src/conformance/cases/hostile-texts.ts';
import { edge, graphOf, node } from '../../src/conformance/fixtures.ts';
import { loadGraphFile } from '../../src/formats/index.ts';
import type { SerializableGraph } from '../../src/graph/index.ts';
import { emptyPage } from '../../src/report/index.ts';
import { pageOf } from '../unit/report/opened.ts';
import { startChromium } from './support/chromium.ts';
import { paleTexts } from './support/contrast.ts';
import { measuredReport } from './support/opened-report.ts';

let chromium: Browser;
let folder = '';
const problems: string[] = [];

beforeAll(async () => {
  chromium = await startChromium();
  folder = await mkdtemp(join(tmpdir(), 'report-'));
});
afterAll(async () => {
  await chromium?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens a graph's page from the disk; whatever it complains of, or asks for, is a problem. */
async function opened(graph: SerializableGraph, width = 1280): Promise<Page> {
  const file = join(folder, `${Math.random()}.html`);
  await writeFile(file, await pageOf(graph));
  const page = await chromium.newPage({ viewport: { width, height: 800 } });
  problems.length = 0;
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => problems.push(message.text()));
  page.on('dialog', (dialog) => {
    problems.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(file).href) problems.push(request.url());
  });
  await page.goto(pathToFileURL(file).href);
  await page.locator('html[data-state=ready]').waitFor();
  return page;
}

describe('the page of a real library', () => {
  let page: Page;
  beforeAll(async () => {
    page = await opened(await loadGraphFile('examples/graphs/ajv-8.20.0.json.gz'));
  });
  afterAll(() => page.close());

  test('opens from the disk without a complaint or a request', async () => {
    expect(await page.title()).toContain('ajv');
    expect(problems).toEqual([]);
  });

  test('finds a symbol by the keyboard and draws its calls', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('checkStrictMode');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('#explorer-name', { hasText: 'checkStrictMode' }).waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('explorer-name');
    expect(await page.locator('#explorer .box.root').innerText()).toContain('checkStrictMode');
    expect(await page.locator('#explorer-lists').innerText()).toContain('Callers: 13');
    expect(await page.locator('#explorer-stops').innerText()).toMatch(/^Within 2 steps: 22 callers/);
  });

  test('goes from symbol to symbol, and back', async () => {
    const caller = page.locator('#explorer .box:not(.root)').first();
    const name = await caller.locator('.name').innerText();
    await caller.click();
    await page.locator('#explorer-name', { hasText: name }).waitFor();
    await page.goBack();
    await page.locator('#explorer-name', { hasText: 'checkStrictMode' }).waitFor();
  });

  test('opens folders of the map by the keyboard, and closes them', async () => {
    await page.locator('#map-picture button[tabindex="0"]').focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#map-trail').innerText()).toMatch(/compile/);
    const before = await page.evaluate('document.activeElement.getAttribute("aria-label")');
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).not.toBe(before);
    await page.locator('#map-trail button').first().click();
    expect(await page.locator('#map-trail button').count()).toBe(0);
  });

  test('narrows dead code down', async () => {
    expect(await page.locator('#dead-count').innerText()).toBe('27 symbols of 27.');
    await page.locator('#dead-filters input').fill('standalone');
    expect(await page.locator('#dead-count').innerText()).toBe('8 symbols of 27.');
    expect(await page.locator('#dead-table tbody tr').count()).toBe(8);
  });

  test('shows the files behind a dependency', async () => {
    await page.getByRole('button', { name: /^vocabularies refers to compile: / }).click();
    expect(await page.locator('#matrix-pairs caption').innerText()).toMatch(
      /^lib\/vocabularies\/ refers to lib\/compile\/: \d+ pairs of files/,
    );
  });

  test.each(['light', 'dark'] as const)('can be read in its %s colours', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    for (const colour of ['coupling', 'tests', 'dead']) {
      await page.getByLabel('Colour').selectOption(colour);
      expect(await paleTexts(page, 4.5)).toEqual([]);
    }
  });

  test('fits a telephone', async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
  });
});

test('a graph of 134,765 nodes and 250,642 edges is a page of less than 10 MB and 500 MB of memory', async () => {
  const [nodes, edges] = [134_765, 250_642];
  const graph = graphOf(
    'large',
    Array.from({ length: nodes }, (_, at) =>
      node(`n${at}`, {
        name: `get${at % 61_000}`,
        kind: at % 100 === 0 ? 'Module' : at % 5 === 0 ? 'Function' : 'Variable',
        file: `src/part${at % 29}/piece${at % 700}.ts`,
        span: { startLine: at % 997, endLine: (at % 997) + (at % 13) },
      }),
    ),
    Array.from({ length: edges }, (_, at) =>
      // Some are called by thousands, most by one or two.
      edge(
        `n${at % nodes}`,
        at % 4 === 0 ? 'CALLS' : 'READS',
        `n${((at * 48_271) % 65_537) % (at % 9 === 0 ? 50 : nodes)}`,
      ),
    ),
  );
  const file = join(folder, 'large.html');
  const page = await pageOf(graph);
  await writeFile(file, page);
  const own = await startChromium();
  try {
    const { opened, clicks, mebibytes } = await measuredReport(own, file);
    const times = Object.entries(clicks).map(([name, took]) => `${name} ${Math.round(took)} ms`);
    console.log(
      `${(page.length / 1e6).toFixed(1)} MB, opened in ${Math.round(opened)} ms, ${Math.round(mebibytes ?? 0)} MiB; clicks: ${times.join(', ')}`,
    );
    expect(page.length).toBeLessThan(10_000_000);
    expect(mebibytes ?? 0).toBeLessThan(500);
  } finally {
    await own.close();
  }
});

describe('names are text', () => {
  const MARKUP = [
    '<img src=x onerror=alert(1)>',
    '</script><script>alert(2)</script>',
    '<!-- <script>',
    `\${alert(3)}\`\${alert(4)}`,
    '{{summary}} $& $1',
    '"><svg onload=alert(5)>',
    'javascript:alert(6)',
    '\u202egnp.exe\u2066',
    '\u2028\u2029',
  ];
  const names = [...MARKUP, ...HOSTILE_TEXTS.values()];

  test('wherever a graph puts them', async () => {
    const nodes = names.map((name, at) =>
      node(`n${at}${name}`, { name, kind: name, file: name, attributes: { [name]: name } }),
    );
    const edges = names.flatMap((name, at) => [
      edge(`n${at}${name}`, name || 'CALLS', `n0${names[0]}`),
      edge(`n0${names[0]}`, 'CALLS', `n${at}${name}`),
      edge(`n${at}${name}`, 'CALLS', `not stored ${name}`),
    ]);
    const page = await opened(graphOf('<b>one</b>\u202e', nodes, edges));
    for (const name of names.slice(0, 12)) {
      await page.locator('#search').fill(name);
      await page.keyboard.press('Enter');
    }
    await page.locator('#dead-filters input').fill('<');
    await page.evaluate('for (const cell of document.querySelectorAll("#map-picture button")) cell.click()');
    expect(problems).toEqual([]);
    expect(await page.locator('h1').innerText()).toBe('<b>one</b>⟨U+202E⟩');
    expect(await page.locator('img, svg [onload], script:not(:last-of-type)').count()).toBe(0);
    await page.locator('#search').fill('onerror');
    expect(await page.locator('#search-list').innerText()).toContain('<img src=x onerror=alert(1)>');
    await page.close();
  });
});

/**
 * A host of MCP Apps, as far as the page speaks to one: `pages` are
 * the resources that it reads from the server.
 */
const HOST = `(page, pages, repository) => {
  const heard = [];
  addEventListener('message', ({ source, data }) => {
    const answer = (message) => source.postMessage({ jsonrpc: '2.0', ...message }, '*');
    heard.push(data.method);
    if (data.method === 'ui/initialize')
      answer({ id: data.id, result: { protocolVersion: '2026-01-26', hostContext: { theme: 'dark' } } });
    if (data.method === 'ui/notifications/initialized')
      answer({ method: 'ui/notifications/tool-input', params: { arguments: { repository } } });
    if (data.method === 'resources/read')
      answer({ id: data.id, result: { contents: [{ uri: data.params.uri, text: pages[data.params.uri] }] } });
  });
  const shown = document.createElement('iframe');
  shown.sandbox = 'allow-scripts';
  shown.width = 900;
  shown.height = 700;
  shown.srcdoc = page;
  document.body.append(shown);
  window.heard = heard;
}`;

test.each([
  ['the page of the only repository', true],
  ['of several repositories the one that the tool was called for', false],
])('a host of MCP Apps shows %s', async (_, isOnly) => {
  const whole = await pageOf(graphOf('a/b', [node('one'), node('two')], [edge('one', 'CALLS', 'two')]));
  const page = await chromium.newPage();
  const shown = isOnly ? whole : await emptyPage('0.0.0');
  const pages = { 'codeprism://repository/a%2Fb/report': whole };
  await page.evaluate(`(${HOST})(${JSON.stringify(shown)}, ${JSON.stringify(pages)}, 'a/b')`);
  const frame = page.frameLocator('iframe');
  await frame.locator('html[data-state=ready]').waitFor();
  expect(await frame.locator('h1').innerText()).toBe('a/b');
  expect(await frame.locator('html').evaluate('document.documentElement.style.colorScheme')).toBe('dark');
  await frame.locator('#hotspots-table .link', { hasText: 'two' }).click();
  expect(await frame.locator('#explorer-lists').innerText()).toContain('Callers: 1');
  expect(await page.evaluate('heard')).toContain('ui/notifications/size-changed');
  await page.close();
});
