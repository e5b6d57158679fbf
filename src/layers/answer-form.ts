import { type CacheCodec, jsonCodec } from '../storage/index.ts';

/**
 * The form of kept answers. To be raised with every change of what a question
 * answers: older answers are then never found again.
 */
export const ANSWER_FORM = 'codeprism-answer-2';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isFlag: Check = (value) => typeof value === 'boolean';
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const record =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(
      ([name, check]) => Object.hasOwn(value, name) && check(Reflect.get(value, name)),
    );

const NODE = { id: isText, name: isText, kind: isText, file: isText, span: record({ startLine: isCount }) };
const EDGE = record({ source: isText, target: isText, kind: isText, attributes: record({}) });
const CAVEATS = listOf(record({ code: isText, message: isText }));
const KINDS = listOf(record({ kind: isText, count: isCount }));
const listFields = (item: Check) => ({
  items: listOf(item),
  total: isCount,
  truncated: isFlag,
  caveats: CAVEATS,
});
const list = (item: Check): Check => record(listFields(item));
const RELATED = record({ ...NODE, distance: isCount });
const ENDS = record({ id: isText });
const FAN = record({ unique: isCount, weighted: isCount });

/** What each question's answer has at least. A question that is not here is not kept. */
const ANSWERS: Readonly<Record<string, Check>> = {
  findNodes: list(record(NODE)),
  callers: list(RELATED),
  callees: list(RELATED),
  callGraph: record({ nodes: list(RELATED), edges: list(EDGE), caveats: CAVEATS }),
  callPath: (value) =>
    value === null || record({ from: record(NODE), steps: listOf(record({ edge: EDGE, to: ENDS })) })(value),
  impactOf: record({
    ...listFields(RELATED),
    byDistance: listOf(record({ distance: isCount, nodes: isCount })),
    files: list(record({ file: isText, nodes: isCount, distance: isCount, isTest: isFlag })),
    tests: list(RELATED),
  }),
  deadCode: record({
    ...listFields(record({ ...NODE, verdict: isText, reasons: listOf(isText), doubts: listOf(isText) })),
    entryPoints: isCount,
    verdicts: record({ alive: isCount, 'test-only': isCount, dead: isCount, unknown: isCount }),
    deadApart: isCount,
  }),
  whyAlive: record({
    node: record(NODE),
    verdict: isText,
    path: listOf(record({ node: ENDS, rule: isText })),
    entryPoints: isCount,
    caveats: CAVEATS,
  }),
  ifDeleted: record({
    deleted: list(record(NODE)),
    changed: list(record({ ...NODE, before: isText, after: isText })),
    broken: list(record({ from: ENDS, edge: EDGE })),
    caveats: CAVEATS,
  }),
  cycles: list(record({ size: isCount, members: listOf(isText), example: listOf(isText) })),
  dependencies: list(record({ from: isText, to: isText, weight: isCount, kinds: KINDS })),
  hotspots: list(record({ ...NODE, fanIn: FAN, fanOut: FAN, score: isCount })),
  summary: record({
    repoId: isText,
    totalNodes: isCount,
    totalEdges: isCount,
    danglingEdges: isCount,
    files: isCount,
    nodesByKind: KINDS,
    edgesByKind: KINDS,
  }),
};

/** Whether answers to the question are kept at all. */
export function hasForm(question: string): boolean {
  return Object.hasOwn(ANSWERS, question);
}

/** An answer as it is kept: `undefined` as null, and whose form it has. */
export interface KeptAnswer {
  readonly form: string;
  readonly question: string;
  readonly answer: unknown;
}

const isKept = record({ form: (form) => form === ANSWER_FORM, question: isText, answer: () => true });

/** Reads back what has the form of the question's answers, and nothing else. */
export const keptAnswer = (question: string): CacheCodec<KeptAnswer> =>
  jsonCodec((value): KeptAnswer => {
    const kept = value as KeptAnswer;
    if (isKept(value) && kept.question === question && ANSWERS[question]?.(kept.answer) === true) return kept;
    throw new TypeError('no answer of this form');
  });
