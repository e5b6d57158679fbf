/**
 * The NDJSON form of a graph, one JSON value a line, UTF-8, lines ended by a line feed:
 *
 * 1. `{"codeprism":"graph","format":1,"metadata":{…}}`
 * 2. a line `{"node":{…}}` for each node, then a line `{"edge":{…}}` for
 *    each edge, all in CodePrism's snake_case
 * 3. `{"end":{"nodes":N,"edges":M}}`, so that a file that was cut off is never taken for a whole one
 *
 * Nodes come before edges, so that a reader that cannot go back sees both in the order stores want them.
 * Empty lines are allowed. The repository's id is the metadata's; its totals are ignored, as stores do.
 */
export const NDJSON_FORMAT = 1;

/** How a file in this form begins; every other text is taken for one JSON document. */
export const NDJSON_START: RegExp = /^\s*\{\s*"codeprism"\s*:/;
