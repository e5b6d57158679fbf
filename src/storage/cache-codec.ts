/** How values of one type become bytes and values again. */
export interface CacheCodec<Value> {
  /** What it throws is the failure of `set`. */
  encode(value: Value): Uint8Array;
  /** What it throws makes the value a miss: nobody fails for what another version has written. */
  decode(bytes: Uint8Array): Value;
}

/**
 * Values as JSON. What JSON would change silently is refused: functions, symbols, numbers that are not
 * finite, `undefined` in a list, and objects of a class; a property that is `undefined` is left out.
 *
 * @param check makes sure of the type of what was read, and throws where it is another
 */
export function jsonCodec<Value = unknown>(check: (value: unknown) => Value): CacheCodec<Value> {
  return {
    encode: (value) => Buffer.from(exactJson(value)),
    decode: (bytes) => check(JSON.parse(Buffer.from(bytes).toString())),
  };
}

function exactJson(value: unknown): string {
  const text = JSON.stringify(value, function (this: Record<string, unknown>, key, converted: unknown) {
    const given = this[key];
    if (!isExact(given) || (given === undefined && (Array.isArray(this) || key === ''))) {
      throw new TypeError(`${typeof given} at ${JSON.stringify(key)}`);
    }
    return converted;
  });
  return text;
}

function isExact(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null)
    return typeof value !== 'function' && typeof value !== 'symbol';
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
