import { compareCodePoints, type SerializableNode } from '../../../graph/index.ts';
import type { NodeSelector, NodeSummary } from '../../../storage/index.ts';
import {
  CANDIDATES_KEPT,
  type Candidates,
  nodeSummary,
  onlyCandidate,
  selectorTerms,
} from '../../../traversal/index.ts';
import type { StatementRunner } from '../connection/connection.ts';
import * as cypher from '../cypher/statements.generated.ts';
import { RowReader } from '../read/row-reader.ts';
import { indexedStart, keyRange, nodeKey } from '../rows/keys.ts';

/** Ids asked for in one statement. */
const LIMITS = { batchRows: 10_000, batchBytes: 8 * 1024 * 1024 };

/** What queries share: one generation, read in one transaction. */
export class GenerationReader {
  readonly tx: StatementRunner;
  readonly generation: number;
  readonly range: { readonly from: string; readonly to: string };
  readonly rows: RowReader;

  constructor(tx: StatementRunner, generation: number) {
    this.tx = tx;
    this.generation = generation;
    this.range = keyRange(generation);
    this.rows = new RowReader(tx, generation, LIMITS);
  }

  key(id: string): string {
    return nodeKey(this.generation, id);
  }

  /** Stored nodes in the order of the given ids. */
  async summaries(ids: readonly string[]): Promise<NodeSummary[]> {
    const byId = new Map((await this.rows.nodes(ids)).map((node) => [node.id, node]));
    return ids.flatMap((id) => {
      const node = byId.get(id);
      return node === undefined ? [] : [nodeSummary(node)];
    });
  }

  /** Stored nodes of a name, by its index. */
  async named(name: string): Promise<SerializableNode[]> {
    const row = await this.tx.one(cypher.findByName, {
      generation: this.generation,
      name,
      nameKey: indexedStart(name),
    });
    return this.rows.nodes(row.id);
  }

  /** The one stored node that a selector names. @throws `NOT_FOUND`, `AMBIGUOUS` */
  async select(selector: NodeSelector): Promise<NodeSummary> {
    return onlyCandidate(selector, firstById(await this.#candidates(selector)), {
      names: async () => (await this.tx.one(cypher.allNames, this.range)).names,
      named: async (name) => firstById(await this.named(name)),
    });
  }

  /**
   * The one stored node that each selector names; those named by id in one statement.
   * @throws `NOT_FOUND`, `AMBIGUOUS`
   */
  async selectAll(selectors: readonly NodeSelector[]): Promise<NodeSummary[]> {
    const ids = selectors.flatMap((selector) => selectorTerms(selector).id ?? []);
    const byId = new Map((await this.rows.nodes(new Set(ids))).map((node) => [node.id, node]));
    const selected: NodeSummary[] = [];
    for (const selector of selectors) {
      const { id } = selectorTerms(selector);
      const node = id === undefined ? undefined : byId.get(id);
      selected.push(node === undefined ? await this.select(selector) : nodeSummary(node));
    }
    return selected;
  }

  async #candidates(selector: NodeSelector): Promise<SerializableNode[]> {
    const { id, name } = selectorTerms(selector);
    const byId = id === undefined ? [] : await this.rows.nodes([id]);
    if (byId.length > 0 || name === undefined) return byId;
    return (await this.named(name.name)).filter(
      (node) =>
        (name.kind === undefined || node.kind === name.kind) &&
        (name.file === undefined || node.file === name.file),
    );
  }
}

function firstById(found: readonly SerializableNode[]): Candidates {
  const sorted = found.toSorted((a, b) => compareCodePoints(a.id, b.id));
  return { items: sorted.slice(0, CANDIDATES_KEPT).map(nodeSummary), total: found.length };
}
