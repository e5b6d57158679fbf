import type { Definition } from './definitions.ts';
import type { ScipOccurrence } from './messages.ts';
import { startOf } from './scopes.ts';

/** The type that an `impl` block is for, and the trait where it is one's, as symbols. */
export interface Impl {
  readonly type: string | undefined;
  readonly trait: string | undefined;
}

/**
 * What the `impl` block around a definition is of. Its symbol has only names,
 * as in `impl#[Circle][Shape]area().`; they are those of the block's own
 * mentions, which stand nearest before the definition.
 * @param references in the order of the text
 */
export function implAround(
  { name, range }: Definition,
  references: readonly ScipOccurrence[],
): Impl | undefined {
  const descriptors = name?.descriptors ?? [];
  const impl = descriptors.findLastIndex(({ name: text, kind }) => text === 'impl' && kind === 'type');
  const names = descriptors.slice(impl + 1, -1);
  if (impl === -1 || names.length === 0 || names.some(({ kind }) => kind !== 'type-parameter'))
    return undefined;
  const [type, trait] = names.map((descriptor) => plainName(descriptor.name));
  const before = startOf(range);
  return { type: lastNamed(references, type, before), trait: lastNamed(references, trait, before) };
}

/** `From` of `From<Vec<T>>`, `Circle` of `&mut shapes::Circle`. */
function plainName(text: string): string {
  return /(\w+)\s*(?:<|$)/.exec(text)?.[1] ?? text;
}

/**
 * The type that `Self` stands for, which is given as the `impl` block
 * it is in; the symbol itself for any other.
 */
export function typeOfSelf(symbol: string, references: readonly ScipOccurrence[], before: number): string {
  const name = /impl#\[`?([^\]`]+)`?\]$/.exec(symbol)?.[1];
  return name === undefined ? symbol : (lastNamed(references, plainName(name), before) ?? symbol);
}

function lastNamed(
  references: readonly ScipOccurrence[],
  name: string | undefined,
  before: number,
): string | undefined {
  if (name === undefined) return undefined;
  const isNamed = ({ symbol }: ScipOccurrence): boolean =>
    symbol.endsWith(`/${name}#`) || symbol.endsWith(` ${name}#`) || symbol.endsWith(`#${name}#`);
  return references.findLast((each) => startOf(each.range) < before && isNamed(each))?.symbol;
}
