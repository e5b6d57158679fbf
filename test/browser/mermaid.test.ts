import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { edge, node } from '../../src/conformance/fixtures.ts';
import { writeMermaid } from '../../src/formats/index.ts';
import { HOSTILE_TEXTS } from '../unit/formats/graph-readers.ts';
import { Sink } from '../unit/formats/helpers.ts';
import { startChromium } from './support/chromium.ts';

let chromium: Browser;
let page: Page;

beforeAll(async () => {
  chromium = await startChromium();
  page = await chromium.newPage();
  await page.route('**/*', (route) => route.abort());
  await page.addScriptTag({ path: fileURLToPath(import.meta.resolve('@mermaid-js/tiny')) });
});
afterAll(() => chromium?.close());

/** What Mermaid draws: the labels of nodes and edges, in the order of the text. */
async function drawn(part: Pick<Parameters<typeof writeMermaid>[0], 'nodes' | 'edges'>): Promise<{
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}> {
  const sink = new Sink();
  await writeMermaid({ repoId: 'one', roots: [], ...part }, sink);
  return page.evaluate(async (text) => {
    const { mermaid, document } = globalThis as unknown as {
      mermaid: { render(id: string, text: string): Promise<{ svg: string }> };
      document: {
        body: { innerHTML: string };
        querySelectorAll(selector: string): ArrayLike<{ textContent: string | null }>;
      };
    };
    const { svg } = await mermaid.render(`drawing${Math.random()}`.replace('.', ''), text);
    document.body.innerHTML = svg;
    const textsOf = (selector: string) =>
      Array.from(document.querySelectorAll(selector), ({ textContent }) => textContent ?? '');
    return { nodes: textsOf('.node .nodeLabel'), edges: textsOf('.edgeLabels .edgeLabel .edgeLabel') };
  }, sink.text);
}

describe('Mermaid draws', () => {
  test('every node and every kind of edge', async () => {
    const nodes = [node('a'), node('b'), node('c')];
    const edges = [edge('a', 'CALLS', 'b'), edge('b', 'READS', 'c'), edge('c', 'CALLS', 'c')];
    const found = await drawn({ nodes, edges });
    expect(found.nodes).toEqual(['a', 'b', 'c']);
    expect([...found.edges].sort()).toEqual(['CALLS', 'CALLS', 'READS']);
  });

  test.each(HOSTILE_TEXTS)('the name %j as it is', async (name) => {
    const { nodes } = await drawn({ nodes: [node('a', { name })], edges: [] });
    expect(nodes).toHaveLength(1);
    // Controls are shown as their pictures, and the screen joins white space.
    expect(nodes[0]?.replace(/\s+/g, '')).toBe(
      name
        .replace(/[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, pictured)
        .replace(/\s+/g, ''),
    );
  });
});

function pictured(control: string): string {
  const code = control.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '␡' : `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
