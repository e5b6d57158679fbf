import { displayWidth } from './width.ts';

/** Behind what a text may go on in the next line: spaces, and in places of files separators. */
const BETWEEN_WORDS = /(?<= )(?=[^ ])/;
const BETWEEN_FOLDERS = /(?<=[ /\\])(?=[^ /\\])/;

/**
 * A text in lines of at most `width` columns, broken between words; a
 * word that is longer has a line for itself.
 */
export function wrapped(text: string, width: number, isPlace = false): string[] {
  if (displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text, isPlace)) {
    if (line !== '' && displayWidth((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** The columns of the longest part of a text that cannot be broken. */
export function longestPiece(text: string, isPlace = false): number {
  return piecesOf(text, isPlace).reduce((most, piece) => Math.max(most, displayWidth(piece.trimEnd())), 0);
}

/**
 * The lines of a text at most `width` columns wide; where one goes
 * on, it is indented below its own beginning.
 */
export function wrappedLines(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const [indent = ''] = /^ */.exec(line) ?? [];
      const deeper = `${indent}  `;
      const [first = '', ...others] = wrapped(line.slice(indent.length), Math.max(20, width - deeper.length));
      return [`${indent}${first}`, ...others.map((other) => `${deeper}${other}`)];
    })
    .join('\n');
}

function piecesOf(text: string, isPlace: boolean): string[] {
  return text.split(isPlace ? BETWEEN_FOLDERS : BETWEEN_WORDS);
}
