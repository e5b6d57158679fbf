import {
  FUNCTION,
  LOCAL,
  LOCAL_FUNCTION,
  MODULE,
  type NodeKind,
  PARAMETER,
  TYPE_PARAMETER,
} from '../kinds.ts';
import { ENCODING, type ScipSymbol } from '../messages.ts';
import type { SymbolName } from '../symbol-name.ts';
import type { Profile } from './profile.ts';

/** What the hover text begins with, which is all that scip-typescript says about kinds. */
const HOVER = /^```\w*\n(\(?[\w ]+\)?)/;

const BY_HOVER: ReadonlyMap<string, NodeKind> = new Map<string, NodeKind>([
  ['class', { kind: 'Class', subkind: 'class' }],
  ['interface', { kind: 'Class', subkind: 'interface' }],
  ['type', { kind: 'Class', subkind: 'type' }],
  ['enum', { kind: 'Class', subkind: 'enum' }],
  ['(enum member)', { kind: 'Variable', subkind: 'enum-member' }],
  ['(method)', { kind: 'Method', subkind: 'method' }],
  ['(property)', { kind: 'Variable', subkind: 'property' }],
  ['(parameter)', PARAMETER],
  ['(type parameter)', TYPE_PARAMETER],
  ['namespace', MODULE],
  ['module', MODULE],
]);

function kindOf({ documentation }: ScipSymbol, name: SymbolName | undefined): NodeKind | undefined {
  const own = name?.descriptors.at(-1);
  const accessor = /^<(get|set)>/.exec(own?.name ?? '')?.[1];
  if (accessor !== undefined) return { kind: 'Method', subkind: `${accessor}ter` };
  if (own?.kind === 'namespace') return MODULE;
  if (own?.name === '<constructor>') return { kind: 'Method', subkind: 'constructor' };
  const hover = HOVER.exec(documentation)?.[1] ?? '';
  const known = BY_HOVER.get(hover.startsWith('(') ? hover : (hover.split(' ')[0] ?? ''));
  if (name === undefined) return hover.startsWith('function') ? LOCAL_FUNCTION : (known ?? LOCAL);
  // A function that is used as a class is called one, and a constructor's parameter a property.
  if (own?.kind === 'method') return known?.kind === 'Method' ? known : undefined;
  if (own?.kind === 'parameter') return PARAMETER;
  return own?.kind === 'type' && known?.kind !== 'Class' ? undefined : (known ?? functionLike(hover));
}

function functionLike(hover: string): NodeKind | undefined {
  return hover.startsWith('function') ? FUNCTION : undefined;
}

/** How indexes of scip-typescript are read. */
export const SCIP_TYPESCRIPT: Profile = {
  tool: 'scip-typescript',
  encoding: ENCODING.utf16,
  kindOf,
  definitions: 'together',
  fileSymbol: 'own',
  valuesHaveSpans: true,
  limits: [
    'A property that a constructor declares by its parameter has no symbol: its uses are those of the parameter.',
    'Members of class expressions, of `export default class {}` and of object literals written as methods are known in their own file alone.',
    'CommonJS exports and methods that are assigned to a prototype have no definition.',
    'An interface that extends another is only seen where the sources are given.',
  ],
};
