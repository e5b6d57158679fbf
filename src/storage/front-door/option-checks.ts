import { describe, nearest, quote, StorageError } from '../../errors/index.ts';
import { isPlainObject, notPlain } from '../../errors/plain-object.ts';

/** Options that every query takes. */
const COMMON_KEYS = ['timeoutMs', 'signal', 'onProgress'];
const DEFAULT_LIMIT = 100;
/** What a timer can count. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

// Each of these throws `CONFIG_INVALID` naming the option.

/** Unknown keys are refused, so that a misspelt option is never silently without effect. */
export function checkOptions(options: object, known: readonly string[]): void {
  checkKeys(options, [...known, ...COMMON_KEYS], 'options');
}

/** Refuses what is no object, and keys that are not known, with the nearest one that is. */
export function checkKeys(value: object, known: readonly string[], name: string): void {
  checkGiven(value, name);
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    const hint = nearest(key, known, 1).map((near) => ` Did you mean ${near}?`);
    throw wrongOption(`${name}.${key}`, 'is unknown', `Known are ${known.join(', ')}.${hint}`);
  }
}

/** Refuses as options what is no plain object; its keys are not looked at. */
export function checkGiven(value: object, name = 'options'): void {
  if (typeof value !== 'object' || value === null) {
    throw wrongOption(name, `must be an object but is ${describe(value)}`, 'Give an object.');
  }
  checkPlain(value, name);
}

/** A map has no keys to be unknown: it would be an object without any option. */
export function checkPlain(value: object, name: string): void {
  if (isPlainObject(value)) return;
  const { problem, remedy } = notPlain(value);
  throw wrongOption(name, problem, remedy);
}

/** The most items to answer with; the default where nothing is said. */
export function limitOf(options: { readonly limit?: number }): number {
  return checkCount(options.limit ?? DEFAULT_LIMIT, 'limit');
}

/** Milliseconds, `undefined` for no limit. */
export function timeoutOf(options: { readonly timeoutMs?: number | undefined } | null): number | undefined {
  const value = options?.timeoutMs;
  if (value === undefined) return undefined;
  if (checkCount(value, 'timeoutMs', 1) <= LONGEST_TIMEOUT_MS) return value;
  throw wrongOption(
    'timeoutMs',
    `is ${describe(value)}`,
    `Give at most ${LONGEST_TIMEOUT_MS}, or leave it out.`,
  );
}

/** An integer of at least `least`. */
export function checkCount(value: number, name: string, least = 0): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw wrongOption(name, `is ${describe(value)}`, `Give an integer of at least ${least}.`);
}

/** A number from 0 to 1. */
export function checkShare(value: number, name: string): number {
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw wrongOption(name, `is ${describe(value)}`, 'Give a number from 0 to 1.');
}

/** A number of steps, `Infinity` for no bound. */
export function checkDepth(depth: number): number {
  return depth === Number.POSITIVE_INFINITY ? depth : checkCount(depth, 'depth', 1);
}

/** A boolean. */
export function checkFlag(value: boolean, name: string): boolean {
  if (typeof value === 'boolean') return value;
  throw wrongOption(name, `must be true or false but is ${describe(value)}`, 'Give a boolean.');
}

/** One of some texts. */
export function checkChoice<Choice extends string>(
  value: Choice,
  choices: readonly Choice[],
  name: string,
): Choice {
  if (choices.includes(value)) return value;
  const found = typeof value === 'string' ? quote(value) : describe(value);
  throw wrongOption(name, `is ${found}`, `Choose from ${choices.join(', ')}.`);
}

/** A well-formed text. */
export function checkString(value: string, name: string): string {
  if (typeof value !== 'string') {
    throw wrongOption(name, `must be a string but is ${describe(value)}`, 'Give a string.');
  }
  // A driver would send the replacement character in its place, which may well be stored.
  if (!value.isWellFormed()) throw wrongOption(name, 'holds a lone surrogate', 'No stored text has one.');
  return value;
}

/** A list of well-formed texts. */
export function checkStrings<Text extends string>(value: readonly Text[], name: string): readonly Text[] {
  if (!isTextList(value))
    throw wrongOption(
      name,
      'must be a list of well-formed strings',
      'Give an array, [] where there is nothing.',
    );
  return value;
}

/** Each once; `undefined` where none are given. */
export function distinctStrings(value: readonly string[] | undefined, name: string): string[] | undefined {
  return value === undefined ? undefined : [...new Set(checkStrings(value, name))];
}

/** The edge kinds to follow, each once and at least one. */
export function checkEdgeKinds(value: readonly string[]): readonly string[] {
  const kinds = [...new Set(checkStrings(value, 'edgeKinds'))];
  if (kinds.length === 0) throw wrongOption('edgeKinds', 'is empty', 'Name at least one edge kind.');
  return kinds;
}

/** An object whose values are well-formed texts. */
export function checkTextMap(value: Readonly<Record<string, string>>, name: string): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) checkPlain(value, name);
  else throw wrongOption(name, 'must be an object of well-formed strings', 'Give { name: value }.');
  if (!isTextList(Object.entries(value).flat())) {
    throw wrongOption(name, 'must be an object of well-formed strings', 'Give { name: value }.');
  }
}

/** For what has no dry run: ignored, it would be a write that nobody wanted. */
export function refuseDryRun(options: object): void {
  if ((options as { readonly dryRun?: unknown }).dryRun === undefined) return;
  throw wrongOption('dryRun', 'is for writes of graphs only', 'Leave it out.');
}

/** `CONFIG_INVALID` for an option: what is wrong with it, and what to give instead. */
export function wrongOption(option: string, problem: string, remedy: string): StorageError {
  return new StorageError('CONFIG_INVALID', `Option ${option} ${problem}. ${remedy}`, {
    context: { option },
  });
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && item.isWellFormed());
}
