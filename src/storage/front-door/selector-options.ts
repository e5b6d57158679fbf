import { describe } from '../../errors/index.ts';
import type { NodeSelector } from '../queries/answers.ts';
import { checkKeys, checkString, wrongOption } from './option-checks.ts';

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

/** One selector or a list of them, as a list. @throws `CONFIG_INVALID` */
export function selectorList(
  given: NodeSelector | readonly NodeSelector[],
  name: string,
): readonly NodeSelector[] {
  return isList(given) ? checkSelectors(given, name) : [checkSelector(given, name)];
}

function isList(given: NodeSelector | readonly NodeSelector[]): given is readonly NodeSelector[] {
  return Array.isArray(given);
}
