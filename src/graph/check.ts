import { describe, quote, StorageError } from '../errors/index.ts';
import { isPlainObject, notPlain } from '../errors/plain-object.ts';
import { setOwn } from './attributes.ts';
import { LIMITS } from './limits.ts';

/**
 * Says where a checked value stands, such as `nodes[3] "src/a.ts#f"`;
 * called only when there is something to say.
 */
export type Place = () => string;

/** `INVALID_GRAPH`, with the place and the field. */
export function invalid(place: Place, field: string, problem: string, remedy: string): StorageError {
  const where = place();
  return new StorageError('INVALID_GRAPH', `${where}: ${field} ${problem}. ${remedy}`, {
    context: { place: where, field },
  });
}

/** A plain object. @throws `INVALID_GRAPH` */
export function checkObject(value: unknown, place: Place, field: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw invalid(
    place,
    field,
    `must be an object but is ${describe(value)}`,
    'Give an object with the documented fields.',
  );
}

/** An array. @throws `INVALID_GRAPH` */
export function checkArray(value: unknown, place: Place, field: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw invalid(
    place,
    field,
    `must be an array but is ${describe(value)}`,
    'Give a list, [] where there is nothing.',
  );
}

/** A string that UTF-8 can hold. */
export function checkText(value: unknown, place: Place, field: string): string {
  if (typeof value !== 'string') {
    if (value === undefined)
      throw invalid(place, field, 'is missing', 'Every field of the record must be given.');
    throw invalid(place, field, `must be a string but is ${describe(value)}`, 'Give a string.');
  }
  if (!value.isWellFormed()) {
    throw invalid(
      place,
      field,
      `holds a lone surrogate (${quote(value)}), which no UTF-8 store can keep`,
      'Repair the text, for example with String.prototype.toWellFormed, before storing.',
    );
  }
  return value;
}

/** An id: a well-formed text that is not too long; it may be empty. @throws `INVALID_GRAPH` */
export function checkId(value: unknown, place: Place, field: string): string {
  return checkBytes(checkText(value, place, field), LIMITS.idBytes, place, field);
}

/** A kind: a well-formed text that is not too long and not empty. @throws `INVALID_GRAPH` */
export function checkKind(value: unknown, place: Place, field: string): string {
  return checkBytes(checkText(value, place, field), LIMITS.kindBytes, place, field);
}

function checkBytes(text: string, limit: number, place: Place, field: string): string {
  // A UTF-16 unit is at most three bytes, so most texts need no counting.
  if (text.length * 3 > limit && Buffer.byteLength(text) > limit) {
    const size = `is ${Buffer.byteLength(text)} bytes of UTF-8, more than the limit of ${limit}`;
    throw invalid(place, field, size, 'Shorten it, for example by a hash of its tail.');
  }
  return text;
}

/** An integer from 0 to 2^53−1: beyond it a JavaScript number no longer holds every integer. */
export function checkInteger(value: unknown, place: Place, field: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value === 0 ? 0 : value;
  if (value === undefined)
    throw invalid(place, field, 'is missing', 'Every field of the record must be given.');
  if (typeof value !== 'number') {
    throw invalid(
      place,
      field,
      `must be an integer but is ${describe(value)}`,
      'Give an integer from 0 to 2^53−1.',
    );
  }
  if (value < 0) throw invalid(place, field, `is negative (${value})`, 'Give an integer from 0 to 2^53−1.');
  const problem = Number.isInteger(value) ? `is above 2^53−1 (about ${value})` : `is no integer (${value})`;
  throw invalid(
    place,
    field,
    problem,
    'Give an integer from 0 to 2^53−1; a larger one would be rounded silently.',
  );
}

/** A string-to-string map as a plain object of own properties. */
export function checkAttributes(value: unknown, place: Place, field: string): Record<string, string> {
  return checkMap(value, place, field, LIMITS.attributeNameBytes);
}

/**
 * Like {@link checkAttributes} for file paths, which become values
 * and not names, so no limit applies to them.
 */
export function checkTextMap(value: unknown, place: Place, field: string): Record<string, string> {
  return checkMap(value, place, field, Number.POSITIVE_INFINITY);
}

function checkMap(value: unknown, place: Place, field: string, keyBytes: number): Record<string, string> {
  const map = checkObject(value, place, field);
  if (!isPlainObject(map)) {
    const { problem, remedy } = notPlain(map);
    throw invalid(place, field, problem, remedy);
  }
  const checked: Record<string, string> = {};
  for (const key of Object.keys(map)) {
    const item = map[key];
    // The name of an item's field is costly and only wanted where the check will fail.
    const isText = typeof item === 'string' && item.isWellFormed();
    const text = isText ? item : checkText(item, place, `${field}[${quote(key)}]`);
    checkBytes(checkText(key, place, `a key of ${field}`), keyBytes, place, `a key of ${field}`);
    setOwn(checked, key, text);
  }
  return checked;
}
