import { InvalidArgumentError } from 'commander';

/** `100`, `0`; for `--limit`. */
export function parseCount(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('Give a whole number, 0 or more.');
}

/** `1`, `2`, … or `all`. */
export function parseDepth(text: string): number {
  if (text === 'all') return Number.POSITIVE_INFINITY;
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError('Give a whole number of steps, at least 1, or all.');
}

/** `0` to `1`. */
export function parseShare(text: string): number {
  const value = Number(text);
  if (/^\d*\.?\d+$/.test(text) && value <= 1) return value;
  throw new InvalidArgumentError('Give a number from 0 to 1.');
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

/** `90s`, `30m`, `12h`, `7d`, `2w`, in seconds. */
export function parseAge(text: string): number {
  const [, amount, unit = ''] = /^(\d+)([smhdw])$/.exec(text) ?? [];
  const seconds = Number(amount) * (SECONDS[unit] ?? Number.NaN);
  if (Number.isSafeInteger(seconds)) return seconds;
  throw new InvalidArgumentError('Give an age such as 90s, 30m, 12h, 7d or 2w.');
}

/** `30`, `0.5`; a timer can count up to 24 days. */
export function parseSeconds(text: string): number {
  const value = Number(text);
  if (/^\d*\.?\d+$/.test(text) && value >= 0.001 && value <= 2_147_483) return value;
  throw new InvalidArgumentError('Give a number of seconds, such as 30 or 0.5.');
}

/** A value as JSON, or as the text itself where it is none. */
export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Whatever was given, as often as it was; for texts that may hold commas. */
export function parseEach(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, text];
}

/** `A,B`; given again, it adds to what was given before. */
export function parseList(text: string, previous: readonly string[] = []): readonly string[] {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  if (items.length === 0) throw new InvalidArgumentError('Give at least one, separated by commas.');
  return [...previous, ...items];
}

/**
 * Without the keys whose value is `undefined`: to the library an absent option and an undefined one differ.
 */
export function given<Options extends object>(
  options: Options,
): { [Key in keyof Options]?: Exclude<Options[Key], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Options]?: Exclude<Options[Key], undefined>;
  };
}
