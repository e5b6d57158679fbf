import { checkKeys, checkString } from './option-checks.ts';
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
