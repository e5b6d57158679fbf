/**
 * The one place where kinds and attribute names become labels, relationship types and property
 * names. Each mapping is injective: an identifier that is not reserved stays as it is, anything
 * else is spelt out behind a prefix that no unescaped name begins with. The results hold ASCII
 * letters, digits and underscores alone, so they need no quoting.
 */

const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_]*$/;
const ESCAPED = 'X_';
const ATTRIBUTE = 'attr_';

/** The relationship type from a node to its container. */
export const CONTAINMENT = 'DECLARED_IN';

/** Relationships the store derives itself; they are never loaded back as edges. */
export const DERIVED_TYPES: readonly string[] = [
  'AWAITS_PARENT',
  'CONSTRUCTED_BY',
  'DECLARED_IN',
  'ENTRY',
  'OF',
  'OVERRIDES',
];

const RESERVED_LABELS = new Set([
  'AnalysisResult',
  'Batch',
  'CodeNode',
  'CodePrismStore',
  'Dead',
  'EntrySet',
  'EntrySource',
  'Generation',
  'Repository',
  'SourceFile',
  'Unresolved',
]);
const RESERVED_TYPES = new Set(DERIVED_TYPES);

/** The second label of a node of this kind, such as `Function`. */
export function labelOf(nodeKind: string): string {
  return nameOf(nodeKind, RESERVED_LABELS);
}

/** The type of a relationship for an edge of this kind, such as `CALLS`. */
export function typeOf(edgeKind: string): string {
  return nameOf(edgeKind, RESERVED_TYPES);
}

/** The kind of an edge by its relationship's type; the inverse of {@link typeOf}. */
export function kindOf(type: string): string {
  return type.startsWith(ESCAPED) ? unescaped(type) : type;
}

/**
 * Whether {@link typeOf} gives this type to edges of some kind. A database may have types of others, even an
 * empty one, that must not get into a statement.
 */
export function isEdgeType(type: string): boolean {
  return typeOf(kindOf(type)) === type;
}

/** The property that holds the attribute of this name, such as `attr_line`. */
export function propertyOf(attributeName: string): string {
  return ATTRIBUTE + (isPlain(attributeName) ? attributeName : escaped(attributeName));
}

/** Whether a property holds an attribute. */
export function isAttribute(property: string): boolean {
  return property.startsWith(ATTRIBUTE);
}

/** The attribute that a property holds; the inverse of {@link propertyOf}. */
export function attributeOf(property: string): string {
  const name = property.slice(ATTRIBUTE.length);
  return name.startsWith(ESCAPED) ? unescaped(name) : name;
}

function nameOf(kind: string, reserved: ReadonlySet<string>): string {
  return isPlain(kind) && !reserved.has(kind) ? kind : escaped(kind);
}

function isPlain(text: string): boolean {
  return IDENTIFIER.test(text) && !text.startsWith(ESCAPED);
}

/** Letters and digits stay, every other code point becomes `_hex_`. */
function escaped(text: string): string {
  return (
    ESCAPED + text.replace(/[^A-Za-z0-9]/gu, (character) => `_${character.codePointAt(0)?.toString(16)}_`)
  );
}

function unescaped(name: string): string {
  return name
    .slice(ESCAPED.length)
    .replace(/_([0-9a-f]{1,5}|10[0-9a-f]{4})_/g, (_, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    );
}
