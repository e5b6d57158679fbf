export { type DetectedLanguage, detectLanguages } from './detect.ts';
export { typescriptAnalyzer } from './typescript/index.ts';
