/**
 * Whether a value is an object of own properties and of no class, from whatever realm. Others have more to
 * them than their properties, or, as maps have, none: reading them by key loses what they hold.
 */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return true;
  // Another realm's Object.prototype.
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'isPrototypeOf');
}

/** What is no plain object, as a person would say it, and how to make one of it. */
export function notPlain(value: object): { readonly problem: string; readonly remedy: string } {
  const className: unknown = (value as { readonly constructor?: { readonly name?: unknown } }).constructor
    ?.name;
  const isNamed = typeof className === 'string' && className !== '' && className !== 'Object';
  const problem = isNamed ? `is an object of the class ${className}` : 'has inherited fields';
  const isIterable = typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function';
  const remedy = isIterable ? 'Object.fromEntries makes one.' : 'A copy by { ...value } has its own fields.';
  return { problem: `must be a plain object but ${problem}`, remedy };
}
