export { ownTypeScriptVersion } from './typescript.ts';
export { typescriptAnalyzer } from './typescript-analyzer.ts';
