import { describe } from '../errors/index.ts';
import { checkKeys, checkString, wrongOption } from './option-checks.ts';
import type { NodeSelector } from './queries.ts';

/** @throws `CONFIG_INVALID` naming the part of the selector */
export function checkSelector(selector: NodeSelector, name = 'node'): NodeSelector {
  if (typeof selector === 'string') {
    checkString(selector, name);
    return selector;
  }
  if (typeof selector === 'object' && selector !== null && 'id' in selector) {
    checkKeys(selector, ['id'], name);
    checkString(selector.id, `${name}.id`);
    return selector;
  }
  checkKeys(selector, ['name', 'kind', 'file'], name);
  checkString(selector.name, `${name}.name`);
  if (selector.kind !== undefined) checkString(selector.kind, `${name}.kind`);
  if (selector.file !== undefined) checkString(selector.file, `${name}.file`);
  return selector;
}

/** @throws `CONFIG_INVALID` naming the selector that is wrong */
export function checkSelectors(selectors: readonly NodeSelector[], name: string): readonly NodeSelector[] {
  if (!Array.isArray(selectors)) {
    throw wrongOption(name, `must be a list but is ${describe(selectors)}`, 'Give an array of nodes.');
  }
  return selectors.map((selector, index) => checkSelector(selector, `${name}[${index}]`));
}
