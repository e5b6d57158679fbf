import { quote, StorageError } from '../errors/index.ts';
import { checkAttributes, checkId, checkKind, checkObject, type Place } from '../graph/check.ts';
import { validateTimestamp } from '../graph/validate.ts';
import type { AnalysisResult, JsonValue } from './analysis-storage.ts';
import type { AnalysisRow } from './backend/analysis-backend.ts';
import { exactJson } from './json-value.ts';

/** The names a result's fields have in one notation, so that an error names the field the caller wrote. */
export interface AnalysisFieldNames {
  readonly repoId: string;
  readonly analysisType: string;
  readonly seconds: string;
  readonly nanoseconds: string;
}

const CAMEL_CASE: AnalysisFieldNames = {
  repoId: 'repoId',
  analysisType: 'analysisType',
  seconds: 'seconds',
  nanoseconds: 'nanoseconds',
};

/**
 * Checks that a result can be kept exactly, and gives it as it is kept: a copy.
 * @throws `INVALID_GRAPH` naming the field
 */
export function analysisRow(value: unknown, names: AnalysisFieldNames = CAMEL_CASE): AnalysisRow {
  const place: Place = () => {
    const id = (value as { readonly id?: unknown } | null | undefined)?.id;
    return typeof id === 'string' ? `analysis ${quote(id)}` : 'analysis';
  };
  const result = checkObject(value, place, 'the value');
  return {
    id: checkId(result.id, place, 'id'),
    repoId: checkId(result[names.repoId], place, names.repoId),
    analysisType: checkKind(result[names.analysisType], place, names.analysisType),
    timestamp: validateTimestamp(result.timestamp, place, 'timestamp', names),
    data: exactJson(result.data, place, 'data'),
    metadata: checkAttributes(result.metadata, place, 'metadata'),
  };
}

/** @throws `CORRUPT` where the data is no JSON */
export function analysisOf({
  id,
  repoId,
  analysisType,
  timestamp,
  data,
  metadata,
}: AnalysisRow): AnalysisResult {
  return {
    id,
    repoId,
    analysisType,
    timestamp: { ...timestamp },
    data: parsed(data, repoId, id),
    metadata: { ...metadata },
  };
}

function parsed(data: string, repoId: string, id: string): JsonValue {
  try {
    return JSON.parse(data) as JsonValue;
  } catch (cause) {
    throw new StorageError(
      'CORRUPT',
      `The data of analysis ${quote(id)} of repository ${quote(repoId)} is not JSON. Store the analysis again or delete it.`,
      { repoId, context: { analysis: id, field: 'data' }, cause },
    );
  }
}
