import type { NodeKind } from '../kinds.ts';
import { ENCODING, type ScipSymbol } from '../messages.ts';
import type { SymbolName } from '../symbol-name.ts';
import type { Profile } from './profile.ts';

const RECORD = /^(?:\w+ )*(?:record )?[\w$]+(?:\(|$)/;

/** Records, enum constants and parameters come without a kind. */
function kindOf(
  { kind, signature, displayName }: ScipSymbol,
  name: SymbolName | undefined,
): NodeKind | undefined {
  if (kind !== 0) return undefined;
  if (name === undefined) return { kind: 'Parameter', subkind: 'parameter' };
  const own = name.descriptors.at(-1);
  const isEnumMember =
    own?.kind === 'term' && displayName.startsWith(own.name) && !/\s/.test(signature.split('(')[0] ?? '');
  if (isEnumMember) return { kind: 'Variable', subkind: 'enum-member' };
  return own?.kind === 'type' && RECORD.test(signature) ? { kind: 'Class', subkind: 'class' } : undefined;
}

/** How indexes of scip-java are read. */
export const SCIP_JAVA: Profile = {
  tool: 'scip-java',
  encoding: ENCODING.utf16,
  kindOf,
  definitions: 'apart',
  fileSymbol: 'none',
  packagesAreNotDefined: true,
  overridesBothWays: true,
  limits: [
    'Overloads are numbered in the order of the class, so their ids move when one is inserted.',
    'A record does not say what it implements, unless the sources are given.',
  ],
};
