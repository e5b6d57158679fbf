export type { GraphInput } from './byte-input.ts';
export { withMergedSites } from './merged-sites.ts';
export { MERMAID_LIMITS } from './mermaid.ts';
export type { Neighbourhood } from './neighbourhood.ts';
export { loadGraphFile, type ReadGraphOptions, readGraphFile } from './read-graph-file.ts';
export {
  writeDot,
  writeGexf,
  writeGraphJson,
  writeGraphMl,
  writeGraphNdjson,
  writeMermaid,
  writeNeighbourhoodDot,
} from './write-graph.ts';
