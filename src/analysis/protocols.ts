import { z } from 'zod';
import type { AnalysisStorage, ReadOptions } from '../storage/index.ts';
import { latestTyped, type StoreDetails, storeTyped, type TypedAnalysis } from './typed-analysis.ts';

/** The type of {@link storeProtocolCompatibility}'s results, and their id unless another is given. */
export const PROTOCOL_COMPATIBILITY = 'protocol-compatibility';

/** Whether a repository keeps to one version of a protocol, and what does not. */
export interface ProtocolCompatibility {
  readonly protocol: string;
  readonly version: string;
  readonly compatible: boolean;
  readonly problems: readonly ProtocolProblem[];
}

/** One place where two sides of a protocol do not fit. */
export interface ProtocolProblem {
  /** The id of the symbol that it lies in; null where it lies in none. */
  readonly symbol: string | null;
  readonly message: string;
}

/** The data of a result of type {@link PROTOCOL_COMPATIBILITY}. */
export interface ProtocolCompatibilityData {
  readonly protocols: readonly ProtocolCompatibility[];
}

const schema = z.looseObject({
  protocols: z.array(
    z.looseObject({
      protocol: z.string(),
      version: z.string(),
      compatible: z.boolean(),
      problems: z.array(z.looseObject({ symbol: z.string().nullable(), message: z.string() })),
    }),
  ),
});
const KIND = { type: PROTOCOL_COMPATIBILITY, schema };

/** Stores how a repository keeps to protocols. @throws `INVALID_GRAPH` naming the field that is wrong */
export function storeProtocolCompatibility(
  analysis: AnalysisStorage,
  repoId: string,
  protocols: readonly ProtocolCompatibility[],
  details: StoreDetails = {},
): Promise<void> {
  return storeTyped(analysis, KIND, repoId, { protocols }, details);
}

/** What was stored last, by its timestamp. @throws `CORRUPT` naming the result and the field that is wrong */
export function latestProtocolCompatibility(
  analysis: AnalysisStorage,
  repoId: string,
  options: ReadOptions = {},
): Promise<TypedAnalysis<ProtocolCompatibilityData> | undefined> {
  return latestTyped(analysis, KIND, repoId, options);
}
