import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { EDGE_KINDS, NODE_KINDS } from '../../../src/graph/index.ts';

type Rules = ReadonlyMap<string, Readonly<Record<string, string>>>;

const STYLE = new URL('../../../cypher/explore/codeprism.grass', import.meta.url);
const rules = parsed(await readFile(STYLE, 'utf8'));

/** As Neo4j Browser does it: blocks of properties, quotes taken off, no comments. */
function parsed(text: string): Rules {
  const blocks = Array.from(text.matchAll(/([\w.]+)\s*\{([^}"]*(?:"[^"]*"[^}"]*)*)\}/g));
  expect(
    blocks
      .map(([block]) => block)
      .join('')
      .replace(/\s/g, ''),
  ).toBe(text.replace(/\s/g, ''));
  return new Map(
    blocks.map(([, selector = '', body = '']) => [
      selector,
      Object.fromEntries(
        Array.from(body.matchAll(/([\w-]+): "?([^;"]+)"?;/g), ([, name, value]) => [name, value]),
      ),
    ]),
  );
}

/** How the rules together show a node with these labels, or a relationship of this type. */
function shown(tag: string, classes: readonly string[]): Record<string, string> {
  return Object.assign(
    {},
    ...[tag, ...classes.map((name) => `${tag}.${name}`)].map((selector) => rules.get(selector) ?? {}),
  );
}

describe('the style shows', () => {
  test.each(NODE_KINDS)('%s with a colour of its own, a size, its name, legibly', (kind) => {
    expect([...rules.keys()]).toContain(`node.${kind}`);
    const style = shown('node', ['CodeNode', kind]);
    expect(style.caption).toBe('{name}');
    expect(style.diameter).toMatch(/^\d+px$/);
    expect(contrast(style.color, style['text-color-internal'])).toBeGreaterThanOrEqual(4.5);
    const others = NODE_KINDS.filter((other) => other !== kind).map((other) => shown('node', [other]).color);
    expect(others).not.toContain(style.color);
  });

  test.each([...EDGE_KINDS, 'DECLARED_IN', 'AWAITS_PARENT'])(
    '%s with a colour, a width and its type',
    (type) => {
      expect([...rules.keys()]).toContain(`relationship.${type}`);
      const style = shown('relationship', [type]);
      expect(style.caption).toBe('<type>');
      expect(style['shaft-width']).toMatch(/^\d+px$/);
      expect(contrast(style.color, style['text-color-internal'])).toBeGreaterThanOrEqual(4.5);
    },
  );

  test('an end that is not stored by its id, for it has no name', () => {
    expect(shown('node', ['CodeNode', 'Unresolved']).caption).toBe('{id}');
  });

  test('what is marked as dead with a rim, in the colour of its kind', () => {
    const [dead, alive] = [
      ['CodeNode', 'Method', 'Dead'],
      ['CodeNode', 'Method'],
    ].map((labels) => shown('node', labels));
    expect(dead?.color).toBe(alive?.color);
    expect(dead?.['border-color']).not.toBe(alive?.['border-color']);
  });

  test('the kinds that fill most pictures apart from one another to colour-blind eyes', () => {
    const common = ['Module', 'Class', 'Function', 'Method', 'Variable', 'Parameter'];
    for (const matrix of Object.values(COLOUR_BLIND)) {
      const seen = common
        .map((kind) => rgb(shown('node', [kind]).color).map(linear))
        .map((colour) =>
          matrix.map((row) => row.reduce((sum, weight, index) => sum + weight * (colour[index] ?? 0), 0)),
        );
      for (const [index, one] of seen.entries()) {
        for (const other of seen.slice(index + 1)) expect(distance(one, other)).toBeGreaterThan(0.08);
      }
    }
  });
});

/**
 * What a person without one sort of cones sees of linear red, green
 * and blue (Machado, Oliveira, Fernandes 2009).
 */
const COLOUR_BLIND: Readonly<Record<string, readonly (readonly number[])[]>> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function rgb(colour = ''): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255);
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

/** By WCAG 2: 1 for equal colours, 21 for black on white; 4.5 is legible. */
function contrast(a: string | undefined, b: string | undefined): number {
  const [dark = 0, light = 0] = [a, b]
    .map((colour) => rgb(colour).map(linear))
    .map(([red = 0, green = 0, blue = 0]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue)
    .sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, index) => value - (b[index] ?? 0)));
}
