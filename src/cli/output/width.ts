import { stripVTControlCharacters } from 'node:util';
import { CONTROLS } from '../../formats/control-characters.ts';

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
const PLAIN_ASCII = /^[\x20-\x7e]*$/;
const WIDE_EMOJI = /^\p{Emoji_Presentation}|\ufe0f/u;
const WIDTHLESS = /^[\p{Mn}\p{Me}\p{Cf}]/u;
const UNPRINTABLE = new RegExp(`${CONTROLS.source}|\\p{Cs}`, 'gu');

/**
 * The first and last code points of East Asian wide and fullwidth blocks (Unicode's EastAsianWidth, W and F).
 */
const WIDE_BLOCKS: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x17000, 0x18d08],
  [0x1aff0, 0x1b2fb],
  [0x20000, 0x3fffd],
];

/** Columns that a text takes on a terminal; escape sequences take none. */
export function displayWidth(text: string): number {
  if (PLAIN_ASCII.test(text)) return text.length;
  let width = 0;
  for (const { segment } of GRAPHEMES.segment(stripVTControlCharacters(text))) width += clusterWidth(segment);
  return width;
}

/**
 * The text on one line and without effect on the terminal: controls are shown as `\u001b`, newlines as `\n`.
 */
export function printable(text: string): string {
  if (PLAIN_ASCII.test(text)) return text;
  return text.replace(UNPRINTABLE, (character) => {
    const escaped = JSON.stringify(character).slice(1, -1);
    return escaped === character ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : escaped;
  });
}

/** The text in at most `width` columns, its middle replaced by … where it is longer. */
export function cutMiddle(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  const clusters = Array.from(GRAPHEMES.segment(text), ({ segment }) => segment);
  const room = Math.max(0, width - 1);
  const head = take(clusters, Math.ceil(room / 2));
  const tail = take(clusters.toReversed(), room - displayWidth(head.join('')));
  return `${head.join('')}…${tail.toReversed().join('')}`;
}

/** Fills a text up to a width in the terminal's cells, at its end. */
export function padRight(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Fills a text up to a width in the terminal's cells, at its beginning. */
export function padLeft(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

function take(clusters: readonly string[], width: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const cluster of clusters) {
    used += clusterWidth(cluster);
    if (used > width) break;
    taken.push(cluster);
  }
  return taken;
}

function clusterWidth(cluster: string): number {
  if (WIDE_EMOJI.test(cluster)) return 2;
  if (WIDTHLESS.test(cluster)) return 0;
  const code = cluster.codePointAt(0) ?? 0;
  return WIDE_BLOCKS.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}
