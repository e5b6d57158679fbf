export type { GraphInput } from './byte-input.ts';
export { loadGraphFile, type ReadGraphOptions, readGraphFile } from './read-graph-file.ts';
export { writeGraphJson, writeGraphNdjson } from './write-graph.ts';
