import type { z } from 'zod';
import { quote, StorageError } from '../errors/index.ts';
import type { Timestamp } from '../graph/index.ts';
import type {
  AnalysisResult,
  AnalysisStorage,
  JsonValue,
  ReadOptions,
  WriteOptions,
} from '../storage/index.ts';

/** A result whose data is of a known shape. */
export interface TypedAnalysis<Data> extends Omit<AnalysisResult, 'data'> {
  readonly data: Data;
}

/** What may be said of a result besides its data, and how it is stored. */
export interface StoreDetails extends WriteOptions {
  /** Default: the type, so that a repository has one result of it, the last one stored. */
  readonly id?: string | undefined;
  /** When the analysis was made. Default: now. */
  readonly timestamp?: Timestamp | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** A type of results, and the shape of their data. */
export interface AnalysisKind {
  readonly type: string;
  readonly schema: z.ZodType;
}

/** @throws `INVALID_GRAPH` naming the field that is wrong */
export async function storeTyped(
  analysis: AnalysisStorage,
  { type, schema }: AnalysisKind,
  repoId: string,
  data: unknown,
  { id = type, timestamp = now(), metadata = {}, ...options }: StoreDetails,
): Promise<void> {
  const problem = problemOf(schema, data);
  if (problem !== undefined) {
    throw new StorageError(
      'INVALID_GRAPH',
      `analysis ${quote(id)}: ${problem.text}. Give data of the documented shape.`,
      {
        operation: 'storeAnalysis',
        backend: analysis.backend,
        repoId,
        context: { analysis: id, field: problem.field },
      },
    );
  }
  const result = { id, repoId, analysisType: type, timestamp, data: data as JsonValue, metadata };
  await analysis.storeAnalysis(result, options);
}

/** @throws `CORRUPT` naming the result and the field that is wrong */
export async function latestTyped<Data>(
  analysis: AnalysisStorage,
  { type, schema }: AnalysisKind,
  repoId: string,
  options: ReadOptions,
): Promise<TypedAnalysis<Data> | undefined> {
  const [found] = await analysis.findAnalysis(repoId, { ...options, analysisType: type, limit: 1 });
  if (found === undefined) return undefined;
  const problem = problemOf(schema, found.data);
  // What was read, and not what the schema makes of it: nothing that it does not know is lost.
  if (problem === undefined) return found as unknown as TypedAnalysis<Data>;
  throw new StorageError(
    'CORRUPT',
    `Analysis ${quote(found.id)} of repository ${quote(repoId)} is no ${type} result: ${problem.text}. Store it again or delete it.`,
    {
      operation: 'findAnalysis',
      backend: analysis.backend,
      repoId,
      context: { analysis: found.id, field: problem.field },
    },
  );
}

function problemOf(schema: z.ZodType, data: unknown): { field: string; text: string } | undefined {
  const issue = schema.safeParse(data).error?.issues[0];
  if (issue === undefined) return undefined;
  const steps = issue.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`));
  const field = `data${steps.join('')}`;
  return { field, text: `${field}: ${issue.message}` };
}

function now(): Timestamp {
  const milliseconds = Date.now();
  return { seconds: Math.floor(milliseconds / 1_000), nanoseconds: (milliseconds % 1_000) * 1_000_000 };
}
