import { constants } from 'node:buffer';
import { quote, StorageError } from '../errors/index.ts';
import { graphFromJson, type SerializableGraph } from '../graph/index.ts';
import { notAGraph, unreadable } from './file-problem.ts';
import { decodeUtf8, parseJson } from './parse-json.ts';

/** Bytes of the largest JSON document that can be read: the length of Node's longest string, about 512 MB. */
export const LONGEST_JSON: number = constants.MAX_STRING_LENGTH;

/**
 * One JSON document in CodePrism's form, pretty or compact, as a graph.
 * @param name the file's name for errors
 * @throws `CORRUPT` for what is no JSON, `INVALID_GRAPH` for JSON that is no graph, `UNSUPPORTED` above the limit
 */
export async function readGraphJson(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
): Promise<SerializableGraph> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bytes) {
    size += part.length;
    if (size > LONGEST_JSON) throw tooLong(name);
    parts.push(part);
  }
  const text = decodeUtf8(Buffer.concat(parts, size), name);
  parts.length = 0;
  if (text.trim() === '') throw unreadable(name, 'is empty');
  const value = parseJson(text, name);
  try {
    return graphFromJson(value);
  } catch (error) {
    throw notAGraph(name, error);
  }
}

function tooLong(name: string): StorageError {
  return new StorageError(
    'UNSUPPORTED',
    `File ${quote(name)} holds more than ${LONGEST_JSON} bytes of JSON, the longest text Node can hold. ` +
      'Use the NDJSON form, which is read line by line.',
    { context: { file: name, limit: LONGEST_JSON } },
  );
}
