import { type AnalysisFieldNames, analysisOf, analysisRow } from './analysis-row.ts';
import type { AnalysisResult, JsonValue } from './analysis-storage.ts';
import type { AnalysisRow } from './backend/analysis-backend.ts';

/** A result in CodePrism's JSON form, snake_case, as its Rust serde writes it. */
export interface AnalysisResultJson {
  readonly id: string;
  readonly repo_id: string;
  readonly analysis_type: string;
  readonly timestamp: { readonly secs_since_epoch: number; readonly nanos_since_epoch: number };
  readonly data: JsonValue;
  readonly metadata: Readonly<Record<string, string>>;
}

const SNAKE_CASE: AnalysisFieldNames = {
  repoId: 'repo_id',
  analysisType: 'analysis_type',
  seconds: 'secs_since_epoch',
  nanoseconds: 'nanos_since_epoch',
};

/**
 * A parsed JSON document in CodePrism's form as a result, which is a copy. Unknown fields are
 * ignored, as its own reader does; a missing one is refused.
 * @throws `INVALID_GRAPH` naming the field
 */
export function analysisFromJson(value: unknown): AnalysisResult {
  return analysisOf(analysisRowFromJson(value));
}

/** As {@link analysisFromJson}, for backends that keep results in this form. */
export function analysisRowFromJson(value: unknown): AnalysisRow {
  return analysisRow(value, SNAKE_CASE);
}

/** Fields come in the order in which CodePrism writes them. */
export function analysisToJson(result: AnalysisResult): AnalysisResultJson {
  const { id, repoId, analysisType, timestamp, data, metadata } = result;
  return {
    id,
    repo_id: repoId,
    analysis_type: analysisType,
    timestamp: { secs_since_epoch: timestamp.seconds, nanos_since_epoch: timestamp.nanoseconds },
    data,
    metadata,
  };
}

/** A row as text in CodePrism's JSON form, for backends that keep results in it. */
export function analysisRowToJson(row: AnalysisRow): string {
  const { data: _, metadata, ...head } = analysisToJson({ ...row, data: null });
  return `${JSON.stringify(head).slice(0, -1)},"data":${row.data},"metadata":${JSON.stringify(metadata)}}`;
}
