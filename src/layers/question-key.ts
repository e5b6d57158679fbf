import { createHash } from 'node:crypto';
import { ANSWER_FORM } from './answer-form.ts';
import type { Operation } from './intercept.ts';

/** Options that change how an answer is come by, and not what it is. */
const WITHOUT_EFFECT = new Set(['signal', 'onProgress', 'timeoutMs']);

/** What a question is called in a cache: readable up to its arguments, which are hashed. */
export function questionKey(storeId: string, operation: Operation, revision: string): string | undefined {
  const text = argumentsText(operation);
  if (text === undefined) return undefined;
  const hash = createHash('sha256').update(text).digest('base64url');
  return [...questionsOf(storeId, String(operation.repoId)), ANSWER_FORM, revision, operation.name, hash]
    .map(encodeURIComponent)
    .join(':');
}

/** A glob for the keys of all answers about one repository. */
export function answersOf(storeId: string, repoId: string): string {
  const words = questionsOf(storeId, repoId).map((word) => encodeURIComponent(word).replaceAll('*', '\\*'));
  return `${words.join(':')}:*`;
}

function questionsOf(storeId: string, repoId: string): readonly string[] {
  return ['queries', storeId, repoId];
}

/**
 * The arguments as one text, different for different ones; `undefined`
 * for what the store has to judge by itself.
 */
function argumentsText({ args, optionsAt }: Operation): string | undefined {
  try {
    return canonicalText(args.map((arg, index) => (index === optionsAt ? withoutControls(arg) : arg)));
  } catch {
    return undefined;
  }
}

function withoutControls(options: unknown): unknown {
  if (options === undefined) return undefined;
  return Object.fromEntries(Object.entries(plainObject(options)).filter(([key]) => !WITHOUT_EFFECT.has(key)));
}

/** JSON with sorted keys, and words of its own for the values that JSON writes alike. */
function canonicalText(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && !Number.isNaN(value)) return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'string' && value.isWellFormed()) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalText).join()}]`;
  const entries = Object.entries(plainObject(value)).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalText(item)}`).join()}}`;
}

function plainObject(value: unknown): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) return value;
  }
  throw new TypeError('nothing that a question is made of');
}
