export { looksLikeIndex } from './index-stream.ts';
export { openScip, type ScipIndex, type ScipInput, type ScipOptions, type ScipReport } from './scip-index.ts';
