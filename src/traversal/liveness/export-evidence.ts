import { inCodePointOrder } from '../../graph/code-point-order.ts';
import { attribute, JUDGED_KINDS, type SerializableNode } from '../../graph/index.ts';
import type { Caveat } from '../../storage/index.ts';
import type { CompactGraph } from '../graph/compact-graph.ts';
import { isDue, type Work } from '../turns.ts';

/**
 * What can be doubtful in its own right, and shows what a graph says about
 * exports: what is judged where no kinds are asked for.
 */
export const DOUBTFUL_KINDS: ReadonlySet<string> = new Set(JUDGED_KINDS);
/** Kinds of nodes that stand for a use that was not resolved to what it uses. */
export const UNRESOLVED_KINDS: ReadonlySet<string> = new Set(['Call', 'Literal', 'Unknown']);

/** Whether a node says that it is exported, or that it is not. */
export function tellsExports({ attributes }: Pick<SerializableNode, 'attributes'>): boolean {
  return Boolean(attribute(attributes, 'exported') || attribute(attributes, 'api'));
}

/** Whether it is marked so, unless it is known that users of the package do not reach it. */
export function mayBeExported({ attributes }: Pick<SerializableNode, 'attributes'>): boolean {
  const api = attribute(attributes, 'api');
  return api === 'true' || (api !== 'false' && attribute(attributes, 'exported') === 'true');
}

/** Languages as texts, of a whole graph. */
export interface ExportEvidence {
  /** The languages of declarations that are not external. */
  readonly declared: ReadonlySet<string>;
  /** Those of them of which any declaration says whether it is exported. */
  readonly told: ReadonlySet<string>;
}

/** What a graph says of its exports, language by language. */
export function* exportEvidence({ nodes, external, languages }: CompactGraph): Work<ExportEvidence> {
  const declared = new Uint8Array(languages.count);
  const told = new Uint8Array(languages.count);
  for (let vertex = 0; vertex < nodes.length; vertex++) {
    if (isDue(vertex)) yield vertex;
    const node = nodes[vertex];
    if (node === undefined || external[vertex] === 1 || !DOUBTFUL_KINDS.has(node.kind)) continue;
    const language = languages.of[vertex] ?? 0;
    declared[language] = 1;
    if (told[language] === 0 && tellsExports(node)) told[language] = 1;
  }
  const named = (flags: Uint8Array): ReadonlySet<string> =>
    new Set(languages.names.filter((_, language) => flags[language] === 1));
  return { declared: named(declared), told: named(told) };
}

/** The caveat about languages that can be judged, but of whose exports nothing is known. */
export function exportCaveats(
  { declared, told }: ExportEvidence,
  languagesWithEntryPoint: ReadonlySet<string>,
): readonly Caveat[] {
  const untold = [...declared].filter(
    (language) => !told.has(language) && languagesWithEntryPoint.has(language),
  );
  if (untold.length === 0) return [];
  const message =
    `No declaration says whether it is exported (${inCodePointOrder(untold).join(', ')}), so others may use whatever is dead. ` +
    'Give the attributes exported or api to be sure.';
  return [{ code: 'exports-unknown', message }];
}
