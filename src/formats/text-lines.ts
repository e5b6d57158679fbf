import { unreadable } from './file-problem.ts';
import { decodeUtf8 } from './parse-json.ts';
import { LONGEST_JSON } from './read-graph-json.ts';

/** One line of a file, and where it begins. */
export interface TextLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** The lines that hold more than white space. @throws `CORRUPT` naming the line that is not UTF-8 */
export async function* textLines(bytes: AsyncIterable<Uint8Array>, name: string): AsyncIterable<TextLine> {
  let number = 1;
  let rest: Uint8Array[] = [];
  let restBytes = 0;
  for await (const chunk of bytes) {
    const feed = chunk.lastIndexOf(0x0a);
    rest.push(feed === -1 ? chunk : chunk.subarray(0, feed));
    restBytes += chunk.length;
    if (restBytes > LONGEST_JSON) throw unreadable(name, `has a line that is too long (line ${number})`);
    if (feed === -1) continue;
    const block = decodeUtf8(Buffer.concat(rest), name, number);
    rest = [chunk.subarray(feed + 1)];
    restBytes = chunk.length - feed - 1;
    for (const text of block.split('\n')) {
      if (text.trim() !== '') yield { number, text };
      number++;
    }
  }
  const last = decodeUtf8(Buffer.concat(rest), name, number);
  if (last.trim() !== '') yield { number, text: last };
}
