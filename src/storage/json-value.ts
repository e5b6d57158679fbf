import { describe, quote } from '../errors/index.ts';
import { invalid, type Place } from '../graph/check.ts';
import { LIMITS } from '../graph/limits.ts';

/** Why a value is not kept exactly as JSON, and where in it. */
interface Problem {
  /** From the inside to the outside. */
  readonly path: string[];
  readonly text: string;
}

/**
 * A value as JSON text that says all of it.
 * @throws `INVALID_GRAPH` naming the place within the value
 */
export function exactJson(value: unknown, place: Place, field: string): string {
  if (value === undefined)
    throw invalid(place, field, 'is missing', 'Every field of the record must be given.');
  const problem = problemOf(value, 0);
  if (problem === undefined) return JSON.stringify(value);
  const path = problem.path.reverse().join('');
  throw invalid(place, field + path, problem.text, 'Give what JSON can hold.');
}

function problemOf(value: unknown, depth: number): Problem | undefined {
  if (typeof value === 'string')
    return value.isWellFormed() ? undefined : found(`holds a lone surrogate (${quote(value)})`);
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : found(`is ${value}, which JSON cannot say`);
  if (typeof value === 'boolean' || value === null) return undefined;
  if (!isContainer(value)) return found(`is ${described(value)}, which JSON cannot say`);
  if (depth === LIMITS.jsonDepth)
    return found(`is nested deeper than ${LIMITS.jsonDepth} levels, or holds itself`);
  return Array.isArray(value) ? problemInList(value, depth) : problemInObject(value, depth);
}

function problemInList(list: readonly unknown[], depth: number): Problem | undefined {
  for (let index = 0; index < list.length; index++) {
    const problem = problemOf(list[index], depth + 1);
    if (problem !== undefined) return within(problem, `[${index}]`);
  }
  return undefined;
}

function problemInObject(value: object, depth: number): Problem | undefined {
  for (const [key, item] of Object.entries(value)) {
    if (!key.isWellFormed()) return found(`has a key with a lone surrogate (${quote(key)})`);
    const problem = item === undefined ? undefined : problemOf(item, depth + 1);
    if (problem !== undefined) return within(problem, `[${quote(key)}]`);
  }
  return undefined;
}

/** A list, or an object that is of no class: others have more to them than their properties. */
function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

function described(value: unknown): string {
  if (value === undefined) return 'undefined';
  return typeof value === 'object' ? `an object of the class ${value?.constructor?.name}` : describe(value);
}

function found(text: string): Problem {
  return { path: [], text };
}

function within(problem: Problem, step: string): Problem {
  problem.path.push(step);
  return problem;
}
