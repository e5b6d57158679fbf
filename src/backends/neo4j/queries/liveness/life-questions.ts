import { JUDGED_KINDS } from '../../../../graph/index.ts';
import type {
  IfDeletedQuery,
  IfDeletedReport,
  NodeSelector,
  ReadOptions,
  WhyAlive,
  WhyAliveQuery,
} from '../../../../storage/index.ts';
import type { Connection } from '../../connection/connection.ts';
import { MOVED } from '../../connection/patience.ts';
import {
  isSameState,
  type RepositoryState,
  readConsistently,
  untilUnmoved,
} from '../../read/repository-state.ts';
import { GenerationReader } from '../generation-reader.ts';
import { type Found, KeptByState } from '../kept-by-state.ts';
import { type NumberedNode, selectNumbered } from '../numbers/select-nodes.ts';
import { type ClassRows, readClassRows } from './class-rows.ts';
import { ifDeleted } from './if-deleted.ts';
import type { JudgedParts, NumberedJudgement } from './judged-parts.ts';
import { isTold, whyAlive } from './why-alive.ts';

/** What is known of a repository's life before a question about one node is asked. */
interface Known {
  readonly judged: NumberedJudgement;
  readonly classes: ClassRows;
  readonly nodes: readonly NumberedNode[];
}

/** What a question is about, and the state of the repository in which it is so. */
interface Selected {
  readonly state: RepositoryState;
  readonly nodes: readonly NumberedNode[];
}

interface Question<Answer> {
  readonly selectors: readonly NodeSelector[];
  readonly judge: (selected: Selected) => Promise<Found<NumberedJudgement> | undefined>;
  readonly answer: (reader: GenerationReader, known: Known) => Promise<Answer>;
}

/**
 * Questions about some nodes' lives, each answered of one state of the
 * repository; undefined where it is not stored.
 */
export class LifeQuestions {
  readonly #connection: Connection;
  readonly #parts: JudgedParts;
  readonly #classes: KeptByState<ClassRows>;

  constructor(connection: Connection, parts: JudgedParts) {
    this.#connection = connection;
    this.#parts = parts;
    this.#classes = new KeptByState(connection);
  }

  whyAlive(repoId: string, query: WhyAliveQuery): Promise<WhyAlive | undefined> {
    // What most questions are about, so that they share a part.
    const part = { ...query, kinds: JUDGED_KINDS, groupByRoot: false };
    return this.#ask(repoId, query, {
      selectors: [query.node],
      judge: async ({ state, nodes: [one] }) => {
        const judged = await this.#parts.judged(repoId, part, state);
        const isOther = one !== undefined && !JUDGED_KINDS.includes(one.node.kind);
        if (judged === undefined || !isOther || isTold(judged.value, one)) return judged;
        return this.#parts.judged(repoId, { ...part, about: one.number }, state);
      },
      answer: (reader, { judged, classes, nodes: [one] }) => {
        if (one === undefined) throw new Error('No node was selected.');
        return whyAlive(reader, classes, judged, one, query);
      },
    });
  }

  ifDeleted(repoId: string, query: IfDeletedQuery): Promise<IfDeletedReport | undefined> {
    return this.#ask(repoId, query, {
      selectors: query.nodes,
      judge: ({ state }) => this.#parts.judged(repoId, { ...query, groupByRoot: false }, state),
      answer: (reader, { judged, classes, nodes }) => ifDeleted(reader, classes, judged, nodes, query),
    });
  }

  #ask<Answer>(
    repoId: string,
    options: ReadOptions,
    { selectors, judge, answer }: Question<Answer>,
  ): Promise<Answer | undefined> {
    return untilUnmoved(this.#connection, repoId, options, async () => {
      const selected = await this.#select(repoId, options, selectors);
      const judged = selected && (await judge(selected));
      const classes = judged && (await this.#readClasses(repoId, options, selected.state));
      if (selected === undefined || judged === undefined || classes === undefined) return undefined;
      const known = { judged: judged.value, classes: classes.value, nodes: selected.nodes };
      const states = [selected.state, judged.state, classes.state];
      return readConsistently(
        this.#connection,
        repoId,
        async (tx, state) => {
          if (!states.every((other) => isSameState(other, state))) return MOVED;
          return { result: await answer(new GenerationReader(tx, state.generation), known) };
        },
        options,
      );
    });
  }

  #select(
    repoId: string,
    options: ReadOptions,
    selectors: readonly NodeSelector[],
  ): Promise<Selected | undefined> {
    return readConsistently(
      this.#connection,
      repoId,
      async (tx, state) => ({
        state,
        nodes: await selectNumbered(new GenerationReader(tx, state.generation), selectors),
      }),
      options,
    );
  }

  #readClasses(
    repoId: string,
    options: ReadOptions,
    seen: RepositoryState,
  ): ReturnType<KeptByState<ClassRows>['find']> {
    const read = (shared: ReadOptions): Promise<Found<ClassRows> | undefined> =>
      readConsistently(
        this.#connection,
        repoId,
        async (tx, state) => ({
          state,
          value: await readClassRows(new GenerationReader(tx, state.generation)),
        }),
        shared,
      );
    return this.#classes.find(repoId, 'classes', options, read, seen);
  }
}
