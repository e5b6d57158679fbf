import { compareIds, type Timestamp } from '../../graph/index.ts';
import type { AnalysisFilter, AnalysisRow } from './analysis-backend.ts';

type Selectable = Pick<AnalysisRow, 'id' | 'analysisType' | 'timestamp'>;

/** The rows of a repository that a filter wants, the newest first, those of one moment by id. */
export function selectAnalyses<Row extends Selectable>(rows: Iterable<Row>, filter: AnalysisFilter): Row[] {
  const { analysisType, since, limit } = filter;
  return [...rows]
    .filter((row) => analysisType === undefined || row.analysisType === analysisType)
    .filter((row) => since === undefined || compareTimestamps(row.timestamp, since) >= 0)
    .sort((a, b) => compareTimestamps(b.timestamp, a.timestamp) || compareIds(a, b))
    .slice(0, limit);
}

/** The earlier first. */
export function compareTimestamps(a: Timestamp, b: Timestamp): number {
  return a.seconds - b.seconds || a.nanoseconds - b.nanoseconds;
}
