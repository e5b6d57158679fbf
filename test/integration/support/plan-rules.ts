import type { Plan } from 'neo4j-driver';

/** One operator of a plan: its name, what it works on, and what feeds it. */
export interface Operator {
  readonly name: string;
  readonly details: string;
  readonly children: readonly Operator[];
}

export function operatorOf(plan: Plan): Operator {
  return {
    name: plan.operatorType.replace(/@.*$/, ''),
    details: String(plan.arguments.Details ?? ''),
    children: plan.children.map(operatorOf),
  };
}

/** Reached by a key, by a range of keys, or by what the database itself calls a node. */
const SEEKS = [
  // Since 2025.11: MERGE by a uniqueness constraint as one operator.
  'MergeUniqueNode',
  'NodeByElementIdSeek',
  'NodeByIdSeek',
  'NodeIndexSeek',
  'NodeIndexSeekByRange',
  'NodeUniqueIndexSeek',
  'NodeUniqueIndexSeek(Locking)',
  'NodeUniqueIndexSeekByRange',
];
/** At most one row each, so that their product is one. */
const UNIQUE_SEEKS = ['NodeUniqueIndexSeek', 'NodeUniqueIndexSeek(Locking)'];
/**
 * What a branch may begin with besides a seek: rows from parameters,
 * from the branch beside it, or from a procedure.
 */
const OTHER_LEAVES = ['Argument', 'Create', 'ProcedureCall', 'Unwind'];

/**
 * What is wrong with a plan.
 * @param scanned labels that are few nodes in any database, so that reading all of them is meant
 */
export function planProblems(plan: Operator, scanned: readonly string[] = []): string[] {
  const operators = [...operatorsOf(plan)];
  return operators.flatMap((operator) => {
    const shown = `${operator.name} ${operator.details}`;
    if (operator.name.includes('Scan')) return isMeant(operator, scanned) ? [] : [`reads all: ${shown}`];
    if (operator.name === 'CartesianProduct') return isOneRow(operator) ? [] : ['a product of many rows'];
    if (operator.children.length > 0 || [...SEEKS, ...OTHER_LEAVES].includes(operator.name)) return [];
    return [`begins with neither a seek nor parameters: ${shown}`];
  });
}

export function* operatorsOf(plan: Operator): Generator<Operator> {
  yield plan;
  for (const child of plan.children) yield* operatorsOf(child);
}

function isMeant({ name, details }: Operator, scanned: readonly string[]): boolean {
  const isOfLabel = scanned.some((label) => details.includes(`:${label}(`) || details.endsWith(`:${label}`));
  return isOfLabel && ['NodeIndexScan', 'NodeByLabelScan'].includes(name);
}

function isOneRow(product: Operator): boolean {
  return product.children.every(({ name, children }) => UNIQUE_SEEKS.includes(name) && children.length === 0);
}
