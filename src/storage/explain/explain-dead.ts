import { compareCodePoints, groupBy, type SerializableEdge } from '../../graph/index.ts';
import { wrongOption } from '../front-door/option-checks.ts';
import type { Caveat, NodeSelector, NodeSummary } from '../queries/answers.ts';
import type { GraphQueries } from '../queries/graph-queries.ts';
import type { DeadCodeItem, Verdict, WhyAlive, WhyAliveOptions } from '../queries/liveness.ts';

/** By which rules a node is judged, and how far the evidence is followed. */
export interface ExplainOptions extends WhyAliveOptions {
  /** The most steps from a node to what refers to it, from 1. Default 4. */
  readonly depth?: number;
  /** The most nodes whose verdict is given, from 1. Default 40. */
  readonly limit?: number;
}

/** Something that refers to a node, and why that gives no life. */
export interface Evidence {
  readonly node: NodeSummary;
  /** The edges by which it does, by target and kind. */
  readonly edges: readonly SerializableEdge[];
  readonly verdict: Verdict;
  /** Why it is not alive; absent where it is. */
  readonly judged?: DeadCodeItem;
  /**
   * Who refers to it in turn, by id; empty where that is given at another
   * place of the tree or lies beyond the bounds.
   */
  readonly referrers: readonly Evidence[];
  /** What refers to it has been given already. */
  readonly isRepeated: boolean;
}

/** All that is known about why a node is not alive. */
export interface DeadExplanation {
  /** The answer of `whyAlive`: the verdict with reasons and doubts, or the way by which life comes. */
  readonly why: WhyAlive;
  /** Who refers to the node, or to what its `parent` says lies in it; empty where it is alive. */
  readonly referrers: readonly Evidence[];
  /** The bounds left something out. */
  readonly isCut: boolean;
  readonly caveats: readonly Caveat[];
}

const DEFAULT_DEPTH = 4;
const DEFAULT_LIMIT = 40;

/**
 * Follows the evidence that a node is dead: who refers to it, why each of these is not alive, and who refers
 * to them. It asks a store's own questions, so every backend answers alike.
 *
 * @throws what `whyAlive` throws, and `CONFIG_INVALID` for a depth or limit below 1
 */
export async function explainDead(
  queries: GraphQueries,
  repoId: string,
  node: NodeSelector,
  options: ExplainOptions = {},
): Promise<DeadExplanation> {
  const { depth = DEFAULT_DEPTH, limit = DEFAULT_LIMIT, ...rules } = options;
  for (const [name, value] of Object.entries({ depth, limit }))
    if (!(value >= 1)) throw wrongOption(name, 'is below 1', 'Give 1 or more.');
  const why = await queries.whyAlive(repoId, node, rules);
  const none = { why, referrers: [], isCut: false, caveats: why.caveats };
  if (why.verdict === 'alive') return none;
  const { signal, timeoutMs } = rules;
  const running = { ...(signal && { signal }), ...(timeoutMs !== undefined && { timeoutMs }) };
  const parts = await queries.findNodes(
    repoId,
    { attributes: { parent: why.node.id } },
    { ...running, limit },
  );
  const roots = [why.node, ...parts.items];
  const kinds =
    rules.livenessKinds ?? (await queries.summary(repoId, running)).edgesByKind.map(({ kind }) => kind);
  if (kinds.length === 0) return none;
  const around = await queries.callGraph(
    repoId,
    roots.map(({ id }) => ({ id })),
    { ...running, depth, edgeKinds: kinds, direction: 'callers', limit: limit + roots.length },
  );
  const tree = new EvidenceTree(around.edges.items, around.nodes.items, (id) =>
    queries.whyAlive(repoId, { id }, rules),
  );
  const referrers = await tree.into(roots.map(({ id }) => id));
  return { why, referrers, isCut: around.nodes.truncated || parts.truncated, caveats: why.caveats };
}

/** The edges around a node as a tree in which everything is followed once. */
class EvidenceTree {
  readonly #into: ReadonlyMap<string, readonly SerializableEdge[]>;
  readonly #nodes: ReadonlyMap<string, NodeSummary>;
  readonly #judge: (id: string) => Promise<WhyAlive>;
  readonly #answers = new Map<string, Promise<WhyAlive>>();
  readonly #followed = new Set<string>();

  constructor(
    edges: readonly SerializableEdge[],
    nodes: readonly NodeSummary[],
    judge: (id: string) => Promise<WhyAlive>,
  ) {
    this.#nodes = new Map(nodes.map((node) => [node.id, node]));
    this.#judge = judge;
    this.#into = groupBy(edges, ({ target }) => target);
  }

  #judgedOnce(id: string): Promise<WhyAlive> {
    const answer = this.#answers.get(id) ?? this.#judge(id);
    this.#answers.set(id, answer);
    return answer;
  }

  /** Who refers to one of some nodes that belong together, other than they themselves. */
  async into(ids: readonly string[]): Promise<Evidence[]> {
    for (const id of ids) this.#followed.add(id);
    const others = ids
      .flatMap((id) => this.#into.get(id) ?? [])
      .filter(({ source }) => !ids.includes(source));
    const bySource = groupBy(others, ({ source }) => source);
    const found: Evidence[] = [];
    for (const source of [...bySource.keys()].sort(compareCodePoints)) {
      const node = this.#nodes.get(source);
      if (node === undefined) continue;
      const isRepeated = this.#followed.has(source);
      const { verdict, judged } = await this.#judgedOnce(source);
      const referrers = isRepeated || verdict === 'alive' ? [] : await this.into([source]);
      const edges = bySource.get(source) ?? [];
      found.push({ node, edges, verdict, ...(judged && { judged }), referrers, isRepeated });
    }
    return found;
  }
}
