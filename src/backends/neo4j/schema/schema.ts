import type { Connection } from '../connection/connection.ts';
import type { RowOf, Statement } from '../cypher/statement.ts';
import * as cypher from '../cypher/statements.generated.ts';

/** Names the node that numbers generations. */
export const STORE_NAME = 'codeprism';
/** The layout of labels, keys and properties that this version writes; a newer one is refused. */
export const LAYOUT_VERSION = 2;
/** The layout without constraints and indexes, as a bulk import leaves it: the next to open it adds them. */
export const BARE_LAYOUT_VERSION = 0;

/** What a database must have before graphs are stored: constraints first, then indexes. */
export const SCHEMA: readonly Statement<never, never>[] = [
  cypher.storeName,
  cypher.repositoryId,
  cypher.generationNumber,
  cypher.codeNodeKey,
  cypher.sourceFileKey,
  cypher.batchKey,
  cypher.analysisResultKey,
  cypher.analysisResultAge,
  cypher.nodeName,
  cypher.nodeFile,
  cypher.unresolvedGeneration,
];

/** What one statement of {@link SCHEMA} creates. */
export interface SchemaRule {
  readonly kind: 'constraint' | 'index';
  readonly name: string;
  readonly label: string;
  readonly properties: readonly string[];
}

const CREATES =
  /^CREATE (?<kind>CONSTRAINT|INDEX) (?<name>\w+) [\s\S]*?\(\w+:(?<label>\w+)\)(?<rest>[\s\S]*)$/;

/** Every constraint and index that the store rests on. */
export function schemaRules(): SchemaRule[] {
  return SCHEMA.map(ruleOf);
}

/** What a statement of {@link SCHEMA} creates. */
export function ruleOf({ text }: Statement<never>): SchemaRule {
  const { kind, name = '', label = '', rest = '' } = CREATES.exec(text)?.groups ?? {};
  const properties = Array.from(rest.matchAll(/\b\w+\.(\w+)/g), ([, property = '']) => property);
  return { kind: kind === 'INDEX' ? 'index' : 'constraint', name, label, properties };
}

/**
 * What is not there or cannot be used yet, each as a person would name it;
 * another name, or a stronger constraint, will do.
 */
export async function missingSchema(connection: Connection, layoutVersion: number | null): Promise<string[]> {
  const indexes = await readIndexes(connection);
  const rules = schemaRules().filter((rule) => !indexFor(rule, indexes)?.isUsable);
  const missing = rules.map(describeRule);
  if (layoutVersion === LAYOUT_VERSION) return missing;
  return [...missing, `node (:CodePrismStore {name: '${STORE_NAME}', layoutVersion: ${LAYOUT_VERSION}})`];
}

/** An index over nodes, which may be somebody else's. */
type NodeIndex = RowOf<typeof cypher.listIndexes>;

/** The indexes of nodes that a database has, those behind constraints too. */
export async function readIndexes(connection: Connection): Promise<NodeIndex[]> {
  return connection.read((tx) => tx.run(cypher.listIndexes, {}));
}

/** What does for a rule, whatever its name and whoever made it. */
export function indexFor(rule: SchemaRule, indexes: readonly NodeIndex[]): NodeIndex | undefined {
  return indexes.find(
    ({ label, properties, isUnique }) =>
      label === rule.label &&
      (isUnique || rule.kind === 'index') &&
      properties.length === rule.properties.length &&
      properties.every((property, index) => property === rule.properties[index]),
  );
}

/** A constraint or index for people. */
export function describeRule({ kind, name, label, properties }: SchemaRule): string {
  return `${kind} ${name} on (:${label} {${properties.join(', ')}})`;
}
