import { LIMITS } from './limits.ts';
import type {
  Attributes,
  SerializableEdge,
  SerializableGraph,
  SerializableNode,
  SerializableSpan,
} from './types.ts';

// Nearly every row is exact, and finding what is wrong with one costs several times what it takes to see that
// nothing is. So these only look; whatever they do not accept at once is left to the checks that explain.

type Unchecked<Row> = { readonly [Field in keyof Row]?: unknown };

/** A UTF-16 unit is at most three bytes, so a text this short needs no counting. */
const SHORT_ID = LIMITS.idBytes / 3;
const SHORT_NAME = Math.min(LIMITS.kindBytes, LIMITS.attributeNameBytes) / 3;

/** Whether a graph's rows are. */
export function hasExactRows(graph: SerializableGraph): boolean {
  const { nodes, edges } = graph as Unchecked<SerializableGraph>;
  return areAll(nodes, isExactNode) && areAll(edges, isExactEdge);
}

/** Whether a node is valid and can be copied without repair. */
export function isExactNode(value: unknown): value is SerializableNode {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, kind, file, span, attributes } = value as Unchecked<SerializableNode>;
  return (
    isText(id, SHORT_ID) &&
    isText(name) &&
    isText(kind, SHORT_NAME) &&
    isText(file) &&
    isExactSpan(span) &&
    areExactAttributes(attributes)
  );
}

/** Whether an edge is valid and can be copied without repair. */
export function isExactEdge(value: unknown): value is SerializableEdge {
  if (typeof value !== 'object' || value === null) return false;
  const { source, target, kind, attributes } = value as Unchecked<SerializableEdge>;
  return (
    isText(source, SHORT_ID) &&
    isText(target, SHORT_ID) &&
    isText(kind, SHORT_NAME) &&
    kind !== '' &&
    areExactAttributes(attributes)
  );
}

/** A copy of a node that {@link isExactNode} accepts. */
export function copyExactNode({
  id,
  name,
  kind,
  file,
  span,
  attributes,
}: SerializableNode): SerializableNode {
  return { id, name, kind, file, span: copySpan(span), attributes: { ...attributes } };
}

/** A copy of an edge that {@link isExactEdge} accepts. */
export function copyExactEdge({ source, target, kind, attributes }: SerializableEdge): SerializableEdge {
  return { source, target, kind, attributes: { ...attributes } };
}

function areAll(values: unknown, isExact: (value: unknown) => boolean): boolean {
  if (!Array.isArray(values)) return false;
  // Not every(), which passes over holes.
  for (const value of values) if (!isExact(value)) return false;
  return true;
}

function isText(value: unknown, longest = Number.POSITIVE_INFINITY): value is string {
  return typeof value === 'string' && value.length <= longest && value.isWellFormed();
}

function isExactSpan(value: unknown): value is SerializableSpan {
  if (typeof value !== 'object' || value === null) return false;
  const span = value as Unchecked<SerializableSpan>;
  return (
    isCount(span.startByte) &&
    isCount(span.endByte) &&
    isCount(span.startLine) &&
    isCount(span.endLine) &&
    isCount(span.startColumn) &&
    isCount(span.endColumn)
  );
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Adding zero makes a positive one of the negative. */
function copySpan({
  startByte,
  endByte,
  startLine,
  endLine,
  startColumn,
  endColumn,
}: SerializableSpan): SerializableSpan {
  return {
    startByte: startByte + 0,
    endByte: endByte + 0,
    startLine: startLine + 0,
    endLine: endLine + 0,
    startColumn: startColumn + 0,
    endColumn: endColumn + 0,
  };
}

function areExactAttributes(value: unknown): value is Attributes {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false;
  const attributes = value as Readonly<Record<string, unknown>>;
  for (const name in attributes) if (!isText(name, SHORT_NAME) || !isText(attributes[name])) return false;
  return true;
}
