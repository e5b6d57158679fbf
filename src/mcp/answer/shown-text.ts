import type { NodeSummary } from '../../storage/index.ts';

/** What a name of code usually consists of; all else is quoted, so that no name can pose as text of ours. */
const PLAIN = /^[\p{L}\p{N}_$.#@~<>:+*/\\[\](),=-]+$/u;

/** Control characters, and those that hide text or turn its direction. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Longer names are shown by their ends: an agent that needs the whole name asks by id. */
const LONGEST = 160;

/** A text from a graph on one line: as it is if it looks like a name or path, else quoted and escaped. */
export function shownText(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST / 2)}…${text.slice(-LONGEST / 2)}` : text;
  return PLAIN.test(short) ? short : shownJson(short);
}

/** A value from a database as JSON in which nothing is hidden. */
export function shownJson(value: unknown): string {
  return JSON.stringify(value).replace(HIDDEN, escaped);
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** `name kind file:line`, the form in which every tool lists nodes. */
export function nodeLine(node: NodeSummary): string {
  return `${shownText(node.name)} ${shownText(node.kind)} ${placeOf(node)}`;
}

/** `file:line`, or `(external)` where the node lies in no file. */
export function placeOf({ file, span }: NodeSummary): string {
  return file === '' ? '(external)' : `${shownText(file)}:${span.startLine}`;
}
