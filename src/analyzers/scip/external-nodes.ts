import type { SerializableNode } from '../../graph/index.ts';
import type { IndexState } from './state.ts';
import type { SymbolName } from './symbol-name.ts';

const NOWHERE = { startByte: 0, endByte: 0, startLine: 0, endLine: 0, startColumn: 0, endColumn: 0 };

/**
 * Nodes for what is used and not defined in the index: symbols of libraries, and what its indexer leaves out.
 */
export function* externalNodes(state: IndexState): Generator<SerializableNode> {
  for (const entity of usedExternals(state)) {
    const name = state.entities.name(entity);
    const { kind, subkind } = state.kindOf(entity);
    yield {
      id: state.idOf(entity),
      name: externalName(name),
      kind,
      file: '',
      span: NOWHERE,
      attributes: { subkind, external: 'true', ...(name?.package && { package: name.package }) },
    };
  }
}

function externalName(name: SymbolName | undefined): string {
  const own = name?.descriptors.at(-1);
  if (own === undefined) return '';
  if (own.kind === 'meta') {
    // A module of Python, or a member of an object, which TypeScript's indexer numbers.
    return own.name === '__init__' ? (name?.descriptors.at(-2)?.name ?? '') : own.name.replace(/\d+$/, '');
  }
  return own.name.replace(/^<constructor>$/, 'constructor').replace(/^<[gs]et>/, '');
}

function usedExternals(state: IndexState): ReadonlySet<number> {
  const { entities, uses, relations } = state;
  const found = new Set<number>();
  const note = (entity: number): void => {
    if (!entities.isDefined(entity)) found.add(entity);
  };
  for (let index = 0; index < uses.length; index++) {
    const { source, target, use } = uses.row(index);
    const resolved = state.resolve(target);
    if (state.isShown(resolved, use)) note(resolved);
    note(state.resolve(source));
  }
  for (const [type, parents] of relations.supertypes) {
    if (entities.isDefined(type)) for (const parent of parents) note(parent);
  }
  for (const { to } of relations.members) note(to);
  return found;
}
