import type { Descriptor, SymbolName } from './symbol-name.ts';

/** What a symbol becomes in the graph. */
export interface NodeKind {
  readonly kind: 'Module' | 'Class' | 'Function' | 'Method' | 'Parameter' | 'Variable';
  readonly subkind: string;
}

const CLASS: NodeKind = { kind: 'Class', subkind: 'class' };
const METHOD: NodeKind = { kind: 'Method', subkind: 'method' };
const PROPERTY: NodeKind = { kind: 'Variable', subkind: 'property' };
const VARIABLE: NodeKind = { kind: 'Variable', subkind: 'variable' };
/** The kind of a function's parameter. */
export const PARAMETER: NodeKind = { kind: 'Parameter', subkind: 'parameter' };
/** The kind of a type's or a function's type parameter. */
export const TYPE_PARAMETER: NodeKind = { kind: 'Parameter', subkind: 'type-parameter' };
/** The kind of a file, and of what is a module in it. */
export const MODULE: NodeKind = { kind: 'Module', subkind: 'module' };
/** The kind of a function that is no method. */
export const FUNCTION: NodeKind = { kind: 'Function', subkind: 'function' };
/** The kind of a variable that only its function sees. */
export const LOCAL: NodeKind = { kind: 'Variable', subkind: 'local' };
/** The kind of a function that only the one around it sees. */
export const LOCAL_FUNCTION: NodeKind = { kind: 'Function', subkind: 'local-fn' };

const classOf = (subkind: string): NodeKind => ({ kind: 'Class', subkind });
const methodOf = (subkind: string): NodeKind => ({ kind: 'Method', subkind });

/** SymbolInformation.Kind by number. Kinds of logic and proof languages are left to the descriptor. */
const BY_NUMBER: ReadonlyMap<number, NodeKind> = new Map([
  [3, classOf('type')], // AssociatedType
  [7, CLASS],
  [8, VARIABLE], // Constant
  [9, methodOf('constructor')],
  [11, classOf('enum')],
  [12, { kind: 'Variable', subkind: 'enum-member' }],
  [13, PROPERTY], // Event
  [15, PROPERTY], // Field
  [16, MODULE], // File
  [17, FUNCTION],
  [18, methodOf('getter')],
  [21, classOf('interface')],
  [25, { kind: 'Function', subkind: 'macro' }],
  [26, METHOD],
  [27, PARAMETER], // MethodReceiver
  [28, CLASS], // Message
  [29, MODULE],
  [30, MODULE], // Namespace
  [33, CLASS], // Object
  [34, FUNCTION], // Operator
  [35, MODULE], // Package
  [36, CLASS], // PackageObject
  [37, PARAMETER],
  [38, PARAMETER], // ParameterLabel
  [41, PROPERTY],
  [42, classOf('interface')], // Protocol
  [44, PARAMETER], // SelfParameter
  [45, methodOf('setter')],
  [49, classOf('struct')],
  [52, PARAMETER], // ThisParameter
  [53, classOf('trait')],
  [54, classOf('type')],
  [55, classOf('type')], // TypeAlias
  [56, classOf('interface')], // TypeClass
  [58, TYPE_PARAMETER],
  [59, classOf('union')],
  [60, VARIABLE], // Value
  [61, VARIABLE],
  [62, CLASS], // Contract
  [63, CLASS], // Error
  [64, MODULE], // Library
  [66, METHOD], // AbstractMethod
  [67, METHOD], // MethodSpecification
  [68, METHOD], // ProtocolMethod
  [69, METHOD], // PureVirtualMethod
  [70, METHOD], // TraitMethod
  [71, METHOD], // TypeClassMethod
  [72, methodOf('getter')], // Accessor
  [74, METHOD], // MethodAlias
  [75, CLASS], // SingletonClass
  [76, METHOD], // SingletonMethod
  [77, PROPERTY], // StaticDataMember
  [78, PROPERTY], // StaticEvent
  [79, PROPERTY], // StaticField
  [80, METHOD], // StaticMethod
  [81, PROPERTY], // StaticProperty
  [82, VARIABLE], // StaticVariable
  [84, CLASS], // Extension
  [85, CLASS], // Mixin
]);

/**
 * What the indexer says that a symbol is; `undefined` where it does not
 * say, or says what the graph does not know.
 */
export function kindOfNumber(kind: number): NodeKind | undefined {
  return BY_NUMBER.get(kind);
}

/** What a symbol is by the sign that ends its descriptor, and by what contains it. */
export function kindOfDescriptor({ descriptors }: SymbolName): NodeKind {
  const own = descriptors.at(-1);
  const outer = descriptors.at(-2);
  switch (own?.kind) {
    case 'namespace':
      return MODULE;
    case 'type':
      return CLASS;
    case 'method':
      return isClassLike(outer) ? METHOD : outer?.kind === 'method' ? LOCAL_FUNCTION : FUNCTION;
    case 'macro':
      return { kind: 'Function', subkind: 'macro' };
    case 'parameter':
      return PARAMETER;
    case 'type-parameter':
      return isClassLike(outer) || outer?.kind === 'method' ? TYPE_PARAMETER : CLASS;
    case 'meta':
      return own.name === '__init__' ? MODULE : PROPERTY;
    default:
      return isClassLike(outer) ? PROPERTY : VARIABLE;
  }
}

function isClassLike(descriptor: Descriptor | undefined): boolean {
  return descriptor?.kind === 'type' || descriptor?.kind === 'type-parameter';
}

/** What is called by its name: functions and methods. */
export function isCallable({ kind }: NodeKind): boolean {
  return kind === 'Function' || kind === 'Method';
}

const TYPES_ALONE = new Set(['interface', 'type', 'type-parameter', 'trait']);

/** What nothing but the types of a program can mean. */
export function isTypeAlone({ subkind }: NodeKind): boolean {
  return TYPES_ALONE.has(subkind);
}
