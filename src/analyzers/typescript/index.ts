export { ownTypeScriptVersion } from './typescript.ts';
export { typescriptAnalyzer } from './typescript-analyzer.ts';
export type { Verification } from './verify/verification.ts';
export { type VerifyOptions, verifyRemovals } from './verify/verify-removals.ts';
