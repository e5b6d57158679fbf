import type * as zod from 'zod';
import { describe, nearest, quote, StorageError } from '../errors/index.ts';
import { z } from './zod.ts';

/** Something that is wrong with a configuration. */
export interface ConfigProblem {
  /** The field, such as `neo4j.batchRows`; empty for the whole. */
  readonly field: string;
  /** A whole sentence or two: what is wrong, and what to do. Never a value that could be secret. */
  readonly message: string;
}

/**
 * The value as the schema gives it.
 * @param place begins the error's message
 * @throws `CONFIG_INVALID` naming each field
 */
export function parsedBy<Value>(schema: zod.ZodType<Value>, input: unknown, place?: string): Value {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw configError(
    result.error.issues.flatMap((issue) => problemsOf(schema, input, issue)),
    place,
  );
}

/** What zod found, in words that name the field, the type of what it holds, and what it may hold. */
function problemsOf(
  schema: zod.ZodType,
  input: unknown,
  issue: zod.core.$ZodIssue,
): readonly ConfigProblem[] {
  const field = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey(field, key, keysAt(schema, issue.path)));
  const value = valueAt(input, issue.path);
  if (issue.code === 'invalid_value') return [{ field, message: wrongChoice(field, value, issue.values) }];
  const name = field === '' ? 'The configuration' : `Field ${field}`;
  const remedy = issue.message.startsWith('Give ') ? issue.message : 'Give an object.';
  return [{ field, message: `${name} is ${kindOf(value)}. ${remedy}` }];
}

/** All problems in one error. @param place such as `The configuration` */
export function configError(problems: readonly ConfigProblem[], place?: string): StorageError {
  const text = problems.map(({ message }) => message).join(' ');
  return new StorageError('CONFIG_INVALID', place === undefined ? text : `${place}: ${text}`, {
    context: { fields: problems.map(({ field }) => field) },
  });
}

function unknownKey(parent: string, key: string, known: readonly string[]): ConfigProblem {
  const field = parent === '' ? key : `${parent}.${key}`;
  const [near] = nearest(key, known, 1);
  const remedy = near === undefined ? `Known are ${known.join(', ')}.` : `Did you mean ${near}?`;
  return { field, message: `Field ${quote(field)} is unknown. ${remedy}` };
}

function wrongChoice(field: string, value: unknown, choices: readonly unknown[]): string {
  const known = choices.map(String);
  const [near] = typeof value === 'string' ? nearest(value.toLowerCase(), known, 1) : [];
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  const shown = typeof value === 'string' ? quote(value) : describe(value);
  return `Field ${field} is ${shown}. Give one of ${known.join(', ')}.${hint}`;
}

function kindOf(value: unknown): string {
  return value === '' ? 'empty' : describe(value);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key],
    input,
  );
}

function keysAt(schema: zod.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let at = schema;
  for (const key of [...path, undefined]) {
    while (at instanceof z().ZodOptional || at instanceof z().ZodDefault) at = at.unwrap() as zod.ZodType;
    if (!(at instanceof z().ZodObject)) return [];
    if (key === undefined) return Object.keys(at.shape);
    at = at.shape[String(key)];
  }
  return [];
}
