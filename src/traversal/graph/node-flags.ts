import { attribute, type SerializableNode } from '../../graph/index.ts';

/** External nodes are never judged and never entry points (liveness, "candidates"). */
export function isExternal(node: Pick<SerializableNode, 'file' | 'attributes'>): boolean {
  return node.file === '' || attribute(node.attributes, 'external') === 'true';
}

/** Whether users of its package reach it. */
export function isApi(node: Pick<SerializableNode, 'attributes'>): boolean {
  return attribute(node.attributes, 'api') === 'true';
}
