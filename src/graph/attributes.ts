/**
 * A plain object of own properties from pairs. Plain assignment would lose a `__proto__` key, so it is
 * defined; every other key takes the fast path.
 */
export function recordOf<Value>(pairs: Iterable<readonly [string, Value]>): Record<string, Value> {
  const record: Record<string, Value> = {};
  for (const [key, value] of pairs) setOwn(record, key, value);
  return record;
}

/** Sets an own property, also where the key is `__proto__`. */
export function setOwn<Value>(record: Record<string, Value>, key: string, value: Value): void {
  if (key === '__proto__') {
    Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    record[key] = value;
  }
}

/** A copy that shares nothing. Keys such as `__proto__` are keys like any other. */
export function copyRecord(record: Readonly<Record<string, string>>): Record<string, string> {
  // Spread defines own properties, so it keeps a `__proto__` key.
  return { ...record };
}

/** Whether two records have the same keys and values, in whatever order. */
export function equalRecords(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean {
  let more = 0;
  for (const key in a) {
    // Nothing that is inherited is a text.
    if (a[key] !== b[key]) return false;
    more++;
  }
  for (const _ in b) more--;
  return more === 0;
}

/** The value of an own attribute, `undefined` where there is none (never an inherited property). */
export function attribute(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
