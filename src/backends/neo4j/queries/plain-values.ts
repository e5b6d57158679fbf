import neo4j from 'neo4j-driver';
import { StorageError } from '../../../errors/index.ts';
import { recordOf } from '../../../graph/index.ts';

/** What the driver gives for a value of a row, as a value that JSON can hold. */
export function plainValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plainValue);
  if (neo4j.isNode(value)) return { labels: value.labels, properties: plainRecord(value.properties) };
  if (neo4j.isRelationship(value)) return { type: value.type, properties: plainRecord(value.properties) };
  if (neo4j.isPath(value)) {
    const steps = value.segments.flatMap(({ relationship, end }) => [relationship, end]);
    return [value.start, ...steps].map(plainValue);
  }
  if (value instanceof Int8Array) return Buffer.from(value).toString('base64');
  return isPlainRecord(value) ? plainRecord(value) : String(value);
}

/**
 * A parameter as the driver must have it: it would send a plain number float,
 * which no LIMIT and no index of integers takes.
 * @throws `CONFIG_INVALID` naming the parameter that Cypher has no value for
 */
export function parameterValue(value: unknown, name: string): unknown {
  if (Number.isSafeInteger(value)) return neo4j.int(value as number);
  if (value === null || ['string', 'number', 'boolean', 'bigint'].includes(typeof value)) return value;
  if (Array.isArray(value)) return value.map((item, index) => parameterValue(item, `${name}[${index}]`));
  if (isPlainRecord(value)) {
    return recordOf(
      Object.entries(value).map(([key, item]) => [key, parameterValue(item, `${name}.${key}`)]),
    );
  }
  throw new StorageError(
    'CONFIG_INVALID',
    `Parameter ${name} is a ${typeof value}, which Cypher has no value for. Give texts, numbers, booleans, null, and lists and maps of them.`,
    { context: { option: name } },
  );
}

function plainRecord(record: object): Record<string, unknown> {
  return recordOf(Object.entries(record).map(([key, value]) => [key, plainValue(value)]));
}

function isPlainRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
