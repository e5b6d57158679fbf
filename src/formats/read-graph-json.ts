import { constants } from 'node:buffer';
import { quote, StorageError } from '../errors/index.ts';
import { graphFromJson, type IgnoredFields, type SerializableGraph } from '../graph/index.ts';
import { notAGraph, unreadable } from './file-problem.ts';
import { decodeUtf8, parseJson } from './parse-json.ts';
import { keyGivenTwice } from './repeated-keys.ts';

/** Bytes of the largest JSON document that can be read: the length of Node's longest string, about 512 MB. */
export const LONGEST_JSON: number = constants.MAX_STRING_LENGTH;

/**
 * One JSON document in CodePrism's form, pretty or compact, as a graph.
 * @param name the file's name for errors @param reading given for a file that anyone may have made
 * @throws `CORRUPT` for what is no JSON, `INVALID_GRAPH` for JSON that
 * is no graph, `UNSUPPORTED` above the limit
 */
export async function readGraphJson(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  reading?: ForeignGraph,
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
    if (reading !== undefined) checkForeign(text, value, reading.repoId);
    return graphFromJson(value, reading?.ignored);
  } catch (error) {
    throw notAGraph(name, error);
  }
}

/** What a file must say clearly that a store did not write itself. */
export interface ForeignGraph {
  /** Receives the fields that are no part of a graph. */
  readonly ignored: IgnoredFields;
  /** Where it is to be stored, whatever the file says. */
  readonly repoId: string | undefined;
}

function checkForeign(text: string, value: unknown, repoId: string | undefined): void {
  const key = keyGivenTwice(text);
  if (key !== undefined) {
    const problem = `${quote(key)} is given twice, and JSON would keep only the last.`;
    throw new StorageError('INVALID_GRAPH', `graph: ${problem} Put all of it under one key.`);
  }
  const { repo_id: own, metadata } = (value ?? {}) as { repo_id?: unknown; metadata?: { repo_id?: unknown } };
  const other = metadata?.repo_id;
  if (repoId !== undefined || typeof own !== 'string' || typeof other !== 'string' || own === other) return;
  throw new StorageError(
    'INVALID_GRAPH',
    `graph: repo_id is ${quote(own)}, but metadata.repo_id is ${quote(other)}. Say which is meant: --repo ${JSON.stringify(own)} or --repo ${JSON.stringify(other)} (in a program: the option repoId).`,
    { context: { repoIds: [own, other] } },
  );
}

function tooLong(name: string): StorageError {
  return new StorageError(
    'UNSUPPORTED',
    `File ${quote(name)} holds more than ${LONGEST_JSON} bytes of JSON, the longest text Node can hold. ` +
      'Use the NDJSON form, which is read line by line.',
    { context: { file: name, limit: LONGEST_JSON } },
  );
}
