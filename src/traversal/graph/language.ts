import { attribute, type SerializableNode } from '../../graph/index.ts';

/**
 * The language a node is written in: its `language` attribute, else its file's extension, in lower case;
 * empty where there is neither (liveness, "language"). `.gitignore` has no extension, `index.d.ts` has `ts`.
 */
export function languageOf(node: Pick<SerializableNode, 'file' | 'attributes'>): string {
  return (attribute(node.attributes, 'language') || extensionOf(node.file)).toLowerCase();
}

function extensionOf(path: string): string {
  const name = path.lastIndexOf('/') + 1;
  const dot = path.lastIndexOf('.');
  return dot > name ? path.slice(dot + 1) : '';
}
