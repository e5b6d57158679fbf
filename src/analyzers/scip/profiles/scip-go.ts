import { type NodeKind, TYPE_PARAMETER } from '../kinds.ts';
import { ENCODING, type ScipSymbol } from '../messages.ts';
import type { SymbolName } from '../symbol-name.ts';
import type { Profile } from './profile.ts';

const INTERFACE = 21;

/** Type parameters are said to be interfaces. */
function kindOf({ kind, signature }: ScipSymbol, name: SymbolName | undefined): NodeKind | undefined {
  return name === undefined && (kind === INTERFACE || signature.startsWith('type parameter'))
    ? TYPE_PARAMETER
    : undefined;
}

/** How indexes of scip-go are read. */
export const SCIP_GO: Profile = {
  tool: 'scip-go',
  encoding: ENCODING.utf8,
  kindOf,
  definitions: 'apart',
  // Any file may have functions of this name, and none can be called.
  isOfItsFile: (symbol) => symbol.endsWith('/init().') || symbol.endsWith('/_.'),
  fileSymbol: 'none',
  isStructural: true,
  limits: ['Parameters are variables like any other.'],
};
