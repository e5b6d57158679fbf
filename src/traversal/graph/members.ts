import { attribute, type SerializableNode } from '../../graph/index.ts';
import { languageOf } from './language.ts';

/** What functions in object literals are called. */
export const LITERAL_SUBKINDS: readonly string[] = ['method', 'getter', 'setter', 'property-fn'];
/** Languages in which an object literal may hold functions, also by file extension. */
const WITH_LITERALS: ReadonlySet<string> = new Set([
  ...['javascript', 'js', 'jsx', 'mjs', 'cjs', 'typescript', 'ts', 'tsx', 'mts', 'cts'],
]);
/** Languages in which a name that begins with an underscore is nobody else's, also by file extension. */
const WITH_UNDERSCORES: ReadonlySet<string> = new Set(['python', 'py', 'pyi']);
/** What exists for the type checker alone, though its kind is Class. */
const TYPE_SUBKINDS: ReadonlySet<string> = new Set(['interface', 'type']);

/** Whether it is a function, wherever it lies. */
export function isCallable({ kind }: Pick<SerializableNode, 'kind'>): boolean {
  return kind === 'Method' || kind === 'Function';
}

/** Whether a node that lies in no class is a function or another property of an object literal. */
export function isLiteralMember(node: Pick<SerializableNode, 'kind' | 'file' | 'attributes'>): boolean {
  const subkind = attribute(node.attributes, 'subkind');
  if (subkind === undefined) return false;
  const isMember = isCallable(node)
    ? LITERAL_SUBKINDS.includes(subkind)
    : node.kind === 'Variable' && subkind === 'property';
  return isMember && WITH_LITERALS.has(languageOf(node));
}

/** Whether a member of a class is for that class alone, as far as its language or people keep to it. */
export function isPrivate({
  name,
  attributes,
  file,
}: Pick<SerializableNode, 'name' | 'file' | 'attributes'>): boolean {
  const visibility = attribute(attributes, 'visibility');
  if (visibility !== undefined) return visibility === 'private';
  return (
    name.startsWith('#') || (name.startsWith('_') && WITH_UNDERSCORES.has(languageOf({ file, attributes })))
  );
}

/** Whether a class is an interface or another type, whose members do nothing. */
export function isTypeOnly({ attributes }: Pick<SerializableNode, 'attributes'>): boolean {
  return TYPE_SUBKINDS.has(attribute(attributes, 'subkind') ?? '');
}

/**
 * What a node is judged as: what runs, what only a type checker reads, or
 * not at all, since another node stands for it.
 */
export type JudgedAs = 'code' | 'type' | 'nothing';

/** Subkinds of what is judged as a type, whatever the kind. */
export const JUDGED_AS_TYPE: readonly string[] = ['interface', 'type', 'enum', 'enum-member'];

/** What a node is judged as, by its attributes. */
export function judgedAs({ attributes }: Pick<SerializableNode, 'attributes'>): JudgedAs {
  if (attribute(attributes, 'overload') === 'true') return 'nothing';
  const isType =
    attribute(attributes, 'type-only') === 'true' ||
    JUDGED_AS_TYPE.includes(attribute(attributes, 'subkind') ?? '');
  return isType ? 'type' : 'code';
}
