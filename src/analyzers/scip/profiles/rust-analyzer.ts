import type { NodeKind } from '../kinds.ts';
import { ENCODING, type ScipSymbol } from '../messages.ts';
import type { SymbolName } from '../symbol-name.ts';
import type { Profile } from './profile.ts';

/** Roots of crates that share a package's symbols with its library and mean others. */
const OTHER_ROOT = /(?:^|\/)(?:src\/main\.rs|src\/bin\/.+\.rs|(?:examples|tests|benches)\/.+\.rs|build\.rs)$/;

function kindOf(_: ScipSymbol, name: SymbolName | undefined): NodeKind | undefined {
  const own = name?.descriptors.at(-1);
  // An `impl` block and its type have symbols that define nothing.
  return own?.kind === 'type-parameter' ? { kind: 'Class', subkind: 'type' } : undefined;
}

/** How indexes of rust-analyzer are read. */
export const RUST_ANALYZER: Profile = {
  tool: 'rust-analyzer',
  encoding: ENCODING.utf8,
  kindOf,
  definitions: 'apart',
  isOfItsFile: (_, path) => OTHER_ROOT.test(path),
  fileSymbol: 'own',
  referencesCarrySpans: true,
  hasOperators: true,
  limits: [
    'Which type implements which trait is only seen where the sources are given.',
    'Methods that are derived have no definition.',
  ],
};
