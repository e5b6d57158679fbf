import { GENERIC, type Profile } from './profile.ts';
import { RUST_ANALYZER } from './rust-analyzer.ts';
import { SCIP_GO } from './scip-go.ts';
import { SCIP_JAVA } from './scip-java.ts';
import { SCIP_PYTHON } from './scip-python.ts';
import { SCIP_TYPESCRIPT } from './scip-typescript.ts';
import { TY_SCIP } from './ty-scip.ts';

const PROFILES: readonly Profile[] = [
  SCIP_TYPESCRIPT,
  SCIP_PYTHON,
  SCIP_GO,
  SCIP_JAVA,
  RUST_ANALYZER,
  TY_SCIP,
];

/** The profile of the indexer that a file names. */
export function profileOf(tool: string): Profile {
  return PROFILES.find((profile) => profile.tool === tool) ?? { ...GENERIC, tool };
}

export type { Profile } from './profile.ts';
