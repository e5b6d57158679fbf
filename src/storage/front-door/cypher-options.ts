import type { LimitOptions } from '../queries/answers.ts';
import type { CypherQuery } from '../queries/cypher-rows.ts';
import { checkKeys, checkOptions, checkString, limitOf, timeoutOf } from './option-checks.ts';

/** @throws `CONFIG_INVALID` naming the option */
export function cypherQuery(
  cypher: string,
  parameters: Readonly<Record<string, unknown>>,
  options: LimitOptions,
): CypherQuery {
  checkString(cypher, 'cypher');
  checkKeys(parameters, Object.keys(parameters ?? {}), 'parameters');
  checkOptions(options, ['limit']);
  return {
    cypher,
    parameters,
    limit: limitOf(options),
    timeoutMs: timeoutOf(options),
    signal: options.signal,
    onProgress: options.onProgress,
  };
}
