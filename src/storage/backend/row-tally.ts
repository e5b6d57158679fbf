import { quote, StorageError } from '../../errors/index.ts';
import {
  type EdgeReference,
  IgnoredFields,
  type SerializableEdge,
  type SerializableNode,
} from '../../graph/index.ts';
import { SeenEdges } from '../../hashes/seen-edges.ts';
import { SeenTexts } from '../../hashes/seen-texts.ts';
import type { GivenAgain, RepeatedRows, WriteReport } from '../reports.ts';

const MOST_EXAMPLES = 5;

/** One pass over the rows of one sort. */
export interface RowPass<Row> {
  /** @param given the row as it came, @param row what was taken of it */
  see(given: unknown, row: Row): void;
  /** After the last row. */
  end(): void;
}

/**
 * Notices, while rows are read, what a store will not keep of them: all but the last of each identity, and
 * fields that are no part of a graph. Of rows it remembers hashes alone, so two identities are taken for one
 * once in 2^64. A source may be read several times; its first whole pass counts.
 */
export class RowTally {
  readonly #isStrict: boolean;
  #nodes: RepeatedRows<string> | undefined;
  #edges: RepeatedRows<EdgeReference> | undefined;
  readonly #ignored = new IgnoredFields();

  /** @param isStrict refuses what is otherwise counted */
  constructor(isStrict = false) {
    this.#isStrict = isStrict;
  }

  get report(): Pick<WriteReport, 'givenAgain' | 'ignoredFields'> {
    const givenAgain: GivenAgain = { nodes: this.#nodes ?? NONE, edges: this.#edges ?? NONE };
    return { givenAgain, ignoredFields: this.#ignored.counts };
  }

  /**
   * @throws `INVALID_GRAPH` from the pass where the tally is strict and a
   * node is given again or has an unknown field
   */
  nodePass(): RowPass<SerializableNode> {
    if (this.#nodes !== undefined) return UNSEEN;
    const seen = new SeenTexts();
    return this.#pass(
      ({ id }) => seen.add(id),
      ({ id }) => id,
      (id) => `node ${quote(id)}`,
      (ignored, given) => ignored.ofNode(given),
      (repeated) => {
        this.#nodes = repeated;
      },
    );
  }

  /** @param origin fields that were ignored before the rows came here @throws as {@link nodePass} */
  edgePass(origin?: () => Readonly<Record<string, number>> | undefined): RowPass<SerializableEdge> {
    if (this.#edges !== undefined) return UNSEEN;
    const seen = new SeenEdges();
    return this.#pass(
      (edge) => seen.add(edge),
      ({ source, target, kind }): EdgeReference => ({ source, target, kind }),
      ({ source, kind, target }) => `edge ${quote(`${source} -${kind}-> ${target}`)}`,
      (ignored, given) => ignored.ofEdge(given),
      (repeated) => {
        this.#edges = repeated;
        this.#take(origin?.() ?? {});
      },
    );
  }

  /** The fields of the graph itself and of its metadata. */
  graph(given: unknown, metadata: unknown): void {
    const ignored = new IgnoredFields();
    if (given !== undefined) ignored.ofGraph(given);
    ignored.ofMetadata(metadata);
    this.#take(ignored.counts);
  }

  #pass<Row, Identity>(
    isNew: (row: Row) => boolean,
    identityOf: (row: Row) => Identity,
    label: (identity: Identity) => string,
    lookAt: (ignored: IgnoredFields, given: unknown) => void,
    done: (repeated: RepeatedRows<Identity>) => void,
  ): RowPass<Row> {
    const ignored = new IgnoredFields();
    const first = new Map<string, Identity>();
    let rows = 0;
    return {
      see: (given, row) => {
        lookAt(ignored, given);
        if (isNew(row)) return;
        const identity = identityOf(row);
        if (this.#isStrict) throw againRefused(label(identity));
        rows++;
        if (first.size < MOST_EXAMPLES) first.set(label(identity), identity);
      },
      end: () => {
        this.#take(ignored.counts);
        done({ rows, first: [...first.values()] });
      },
    };
  }

  #take(counts: Readonly<Record<string, number>>): void {
    if (this.#isStrict && Object.keys(counts).length > 0) throw fieldsRefused(counts);
    this.#ignored.add(counts);
  }
}

const NONE = { rows: 0, first: [] } as const;

const UNSEEN: RowPass<unknown> = { see: () => undefined, end: () => undefined };

/** Reports rows that are all at hand to a tally. */
export function tallyRows<Row>(pass: RowPass<Row>, rows: readonly Row[]): void {
  for (const row of rows) pass.see(row, row);
  pass.end();
}

function againRefused(label: string): StorageError {
  return new StorageError(
    'INVALID_GRAPH',
    `${label} is given again; only the last would be stored. Give each row once, or do not ask for strict.`,
  );
}

function fieldsRefused(counts: Readonly<Record<string, number>>): StorageError {
  const names = Object.keys(counts).slice(0, MOST_EXAMPLES).map(quote).join(', ');
  return new StorageError(
    'INVALID_GRAPH',
    `The graph has fields that are no part of one and would not be stored: ${names}. Put them into attributes as text, or do not ask for strict.`,
    { context: { ignoredFields: counts } },
  );
}
