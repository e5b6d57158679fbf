import { node } from '../fixtures.ts';

/** A text that holds half of a surrogate pair, which UTF-8 cannot keep. */
export const LONE = 'x\ud800y';

/** What is wrong, the wrong value of the field, and the field as the message has to name it. */
export type Wrong = readonly [what: string, fields: object, field: string];

const TEXT_PROBLEMS: readonly (readonly [string, unknown])[] = [
  ['missing', undefined],
  ['null', null],
  ['a number', 7],
  ['a lone surrogate', LONE],
  ['a lone low surrogate', '\udc00'],
];
const INTEGER_PROBLEMS: readonly (readonly [string, unknown])[] = [
  ['missing', undefined],
  ['negative', -1],
  ['above 2^53−1', 2 ** 53],
  ['a fraction', 1.5],
  ['NaN', Number.NaN],
  ['infinite', Number.POSITIVE_INFINITY],
  ['a string', '1'],
  ['a bigint', 1n],
];
class Instance {
  readonly key = 'value';
}

/** Objects whose content is not in their own properties, or that are more than those. */
export const NOT_PLAIN: readonly (readonly [string, object])[] = [
  ['a Map', new Map([['key', 'value']])],
  ['a Set', new Set(['value'])],
  ['a Date', new Date(0)],
  ['an instance of a class', new Instance()],
  ['an object with inherited fields', Object.create({ key: 'value' })],
  ['URL parameters', new URLSearchParams('key=value')],
];

const ATTRIBUTE_PROBLEMS: readonly (readonly [string, unknown])[] = [
  ['missing', undefined],
  ['null', null],
  ['an array', []],
  ['a map with a null value', { key: null }],
  ['a map with a number', { key: 1 }],
  ['a map with a lone surrogate as value', { key: LONE }],
  ['a map with a lone surrogate as key', { [LONE]: '' }],
  ...NOT_PLAIN,
];
const SPAN_FIELDS = ['startByte', 'endByte', 'startLine', 'endLine', 'startColumn', 'endColumn'] as const;

/** Nodes that must be refused, and the field at fault. */
export const WRONG_NODES: readonly Wrong[] = [
  ...['id', 'name', 'kind', 'file'].flatMap((field) => fieldsOf(field, TEXT_PROBLEMS)),
  ...fieldsOf('attributes', ATTRIBUTE_PROBLEMS),
  ...SPAN_FIELDS.flatMap((field) =>
    INTEGER_PROBLEMS.map(([what, value]): Wrong => {
      const span = { ...node('x').span, [field]: value };
      return [`span.${field} ${what}`, { span }, `span.${field}`];
    }),
  ),
  ...fieldsOf('span', [
    ['missing', undefined],
    ['null', null],
  ]),
];
/** Edges that must be refused, and the field at fault. */
export const WRONG_EDGES: readonly Wrong[] = [
  ...['source', 'target', 'kind'].flatMap((field) => fieldsOf(field, TEXT_PROBLEMS)),
  ...fieldsOf('kind', [['empty', '']]),
  ...fieldsOf('attributes', ATTRIBUTE_PROBLEMS),
];
/** Metadata that must be refused, and the field at fault. */
export const WRONG_METADATA: readonly Wrong[] = [
  ...['repoId', 'schemaVersion'].flatMap((field) => fieldsOf(field, TEXT_PROBLEMS)),
  ...['version', 'totalNodes', 'totalEdges'].flatMap((field) => fieldsOf(field, INTEGER_PROBLEMS)),
  ...fieldsOf('fileHashes', ATTRIBUTE_PROBLEMS),
  ...fieldsOf('lastUpdated', [
    ['missing', undefined],
    ['a number', 5],
  ]),
  ...['seconds', 'nanoseconds'].flatMap((field) =>
    INTEGER_PROBLEMS.map(([what, value]): Wrong => {
      const lastUpdated = { seconds: 1, nanoseconds: 1, [field]: value };
      return [`lastUpdated.${field} ${what}`, { lastUpdated }, `lastUpdated.${field}`];
    }),
  ),
];

function fieldsOf(field: string, problems: readonly (readonly [string, unknown])[]): Wrong[] {
  return problems.map(([what, value]) => [`${field} ${what}`, { [field]: value }, field]);
}

/** Grouped by field, so that one test proves one field. */
export function byField(wrongs: readonly Wrong[]): ReadonlyMap<string, readonly Wrong[]> {
  const groups = new Map<string, Wrong[]>();
  for (const wrong of wrongs) {
    const group = groups.get(wrong[2]) ?? [];
    groups.set(wrong[2], group);
    group.push(wrong);
  }
  return groups;
}
