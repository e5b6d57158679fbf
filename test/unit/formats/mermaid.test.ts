import { describe, expect, test } from 'vitest';
import { MERMAID_LIMITS, writeMermaid } from '../../../src/formats/index.ts';
import { sampleGraph } from '../cli/sample.ts';
import { HOSTILE_TEXTS } from './graph-readers.ts';
import { failure, Sink } from './helpers.ts';

const { nodes, edges } = sampleGraph('one');
const stored = edges.filter(({ target }) => target !== 'library#log');

async function written(part: Partial<Parameters<typeof writeMermaid>[0]>): Promise<string> {
  const sink = new Sink();
  await writeMermaid({ repoId: 'one', roots: [], nodes, edges: stored, ...part }, sink);
  return sink.text;
}

describe('a Mermaid diagram', () => {
  test('shows names, arrows and what it is around', async () => {
    const text = await written({ roots: [String(nodes[1]?.id)] });
    expect(text).toMatch(/^flowchart LR\n/);
    expect(text).toContain('  n1["start"]\n');
    expect(text).toContain('  n0 --> n1\n');
    expect(text).toContain('  class n1 root\n');
  });

  test('says the kind of each arrow where there are several', async () => {
    const [first] = stored;
    if (first === undefined) throw new Error('There is no edge.');
    expect(await written({ edges: [first, { ...first, kind: 'READS' }] })).toContain('n0 -->|"READS"| n1');
  });

  test.each(HOSTILE_TEXTS)('cannot be broken by the name %j', async (name) => {
    const [first] = nodes;
    if (first === undefined) throw new Error('There is no node.');
    const [, line] = (await written({ nodes: [{ ...first, name }], edges: [] })).split('\n');
    const [, shown = ''] = /^ {2}n0\["([^"\n]+)"\]$/.exec(line ?? '') ?? [];
    expect(shown).toMatch(/^(?:#\d+;|[\w ./-]|[^\0-\x7f])+$/);
    const read = shown.replace(/#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    const pictured = name.replace(
      /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
      picture,
    );
    expect(read).toBe(pictured.trim() === '' ? '\u00a0' : pictured);
  });

  test('of more than it can hold is refused with the way out', async () => {
    const [first] = nodes;
    if (first === undefined) throw new Error('There is no node.');
    const many = Array.from({ length: MERMAID_LIMITS.nodes + 1 }, (_, index) => ({
      ...first,
      id: `${index}`,
    }));
    const error = await failure(written({ nodes: many, edges: [] }));
    expect(error).toMatchObject({ code: 'UNSUPPORTED', message: expect.stringContaining('less depth') });
    const wide = [{ ...first, name: 'x'.repeat(MERMAID_LIMITS.characters) }];
    expect(await failure(written({ nodes: wide, edges: [] }))).toMatchObject({ code: 'UNSUPPORTED' });
  });
});

/** What Unicode has for showing a control character of ASCII. */
function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code === 0x7f) return '␡';
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
