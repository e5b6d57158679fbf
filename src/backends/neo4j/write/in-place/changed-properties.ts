import { attribute, type SerializableNode, type SerializableSpan } from '../../../../graph/index.ts';
import { propertyOf } from '../../cypher/names.ts';
import type { RowOf, Statement } from '../../cypher/statement.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import { indexedStart, keyPrefix } from '../../rows/keys.ts';
import type { Call, Destination } from '../../rows/row-encoder.ts';

const SPAN: readonly (keyof SerializableSpan)[] = [
  'startByte',
  'endByte',
  'startLine',
  'endLine',
  'startColumn',
  'endColumn',
];

/** More than these and the nodes are better written whole. */
const MOST_PROPERTIES = 40;

/** Only what finds nodes by number says how many were there. */
type Found = RowOf<typeof cypher.setPropertiesByNumber>;

/** A node before and after a change that left its kind as it was. */
export interface NodeChange {
  readonly former: SerializableNode;
  readonly node: SerializableNode;
}

/**
 * Sets the properties by which any of the nodes differs, and no others. They are named in the statement's
 * text, for a property whose name is a parameter costs the server several times as much.
 * @param numbers the database's own ids, by which a node is found in
 * a fraction of the time that its key takes
 * @returns undefined where the properties are too many
 */
export function setChangedProperties(
  { generation }: Destination,
  changes: readonly NodeChange[],
  numbers?: ReadonlyMap<string, number>,
): Call<Found> | undefined {
  const byName = changedProperties(changes);
  if (byName.size > MOST_PROPERTIES) return undefined;
  // In one order whatever changed first, so that the server has few texts to plan.
  const properties = [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, property]) => property);
  const assignments = properties.map(({ assignment }) => assignment);
  const nodes = changes.map(({ node }) => node);
  const value = properties.map(({ read }) => nodes.map(read));
  const number = numbers && nodes.map(({ id }) => numbers.get(id));
  if (number === undefined || number.includes(undefined)) {
    const parameters = { prefix: keyPrefix(generation), id: nodes.map(({ id }) => id), value };
    return { statement: setting(cypher.setProperties, assignments), parameters };
  }
  return { statement: setting(cypher.setPropertiesByNumber, assignments), parameters: { number, value } };
}

interface Property {
  /** With `#` for the column's number. */
  readonly assignment: string;
  readonly read: (node: SerializableNode) => string | number | null;
}

function changedProperties(changes: readonly NodeChange[]): Map<string, Property> {
  const properties = new Map<string, Property>();
  const text = (name: string, read: Property['read']): void => {
    if (!properties.has(name)) properties.set(name, { assignment: `n.${name} = $value[#][i]`, read });
  };
  const named = new Set<string>();
  const attributeNamed = (name: string): void => {
    if (named.has(name)) return;
    named.add(name);
    text(propertyOf(name), ({ attributes }) => attribute(attributes, name) ?? null);
  };
  for (const { former, node } of changes) {
    if (former.name !== node.name) {
      text('name', ({ name }) => name);
      text('nameKey', ({ name }) => indexedStart(name));
    }
    if (former.file !== node.file) {
      text('file', ({ file }) => file);
      text('fileKey', ({ file }) => indexedStart(file));
    }
    for (const field of SPAN) {
      if (former.span[field] === node.span[field] || properties.has(field)) continue;
      const assignment = `n.${field} = toInteger($value[#][i])`;
      properties.set(field, { assignment, read: ({ span }) => span[field] });
    }
    for (const name in node.attributes) {
      if (former.attributes[name] !== node.attributes[name]) attributeNamed(name);
    }
    for (const name in former.attributes) {
      if (!Object.hasOwn(node.attributes, name)) attributeNamed(name);
    }
  }
  return properties;
}

function setting(
  { name, text }: Statement<string>,
  assignments: readonly string[],
): Statement<string, Found> {
  const numbered = assignments.map((assignment, column) => assignment.replace('#', String(column)));
  return { name, text: text.replace('n.attr_node = $value[0][i]', numbered.join(', ')) };
}
