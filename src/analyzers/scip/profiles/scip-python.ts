import { type NodeKind, PARAMETER } from '../kinds.ts';
import { ENCODING, type ScipSymbol } from '../messages.ts';
import type { SymbolName } from '../symbol-name.ts';
import type { Profile } from './profile.ts';

function kindOf({ symbol, documentation }: ScipSymbol, name: SymbolName | undefined): NodeKind | undefined {
  // A lambda's parameter is written as a local with a descriptor behind it.
  if (name === undefined) return symbol.endsWith(')') ? PARAMETER : undefined;
  const own = name.descriptors.at(-1);
  if (own?.name === '__init__' && own.kind === 'meta') return { kind: 'Module', subkind: 'module' };
  if (own?.kind !== 'method') return undefined;
  if (own.name === '__init__') return { kind: 'Method', subkind: 'constructor' };
  return /^```python\n(?:@.*\n)*@(?:functools\.)?(?:cached_)?property\n/.test(documentation)
    ? { kind: 'Method', subkind: 'getter' }
    : undefined;
}

/** How indexes of scip-python are read. */
export const SCIP_PYTHON: Profile = {
  tool: 'scip-python',
  encoding: ENCODING.utf16,
  kindOf,
  definitions: 'together',
  fileSymbol: 'own',
  redefinitionsAreReferences: true,
  limits: [
    'A relative import names the top-level module of that name, which may be another file.',
    'What came by `import *` is referred to as its module, so its functions look unused.',
    'Functions of `os.path` are given as those of `ntpath` or `posixpath`.',
  ],
};
