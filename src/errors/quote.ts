const LONGEST_SHOWN = 80;

/**
 * A value for an error message: JSON-quoted, cut in the middle when
 * long, so that hostile text stays on one line.
 */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : describe(value);
  if (text.length <= LONGEST_SHOWN) return JSON.stringify(text);
  const half = LONGEST_SHOWN / 2;
  return `${JSON.stringify(`${text.slice(0, half)}…${text.slice(-half)}`)} (${text.length} characters)`;
}

/** The type of a value as a person would say it: `null`, `an array`, `a string`. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'object') return 'an object';
  return `a ${typeof value}`;
}
