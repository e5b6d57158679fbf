import type { CyclesQuery, QueryEngine, ReadOptions } from '../../../../storage/index.ts';
import { type CycleGraph, cycleGraph, cyclesIn } from '../../../../traversal/index.ts';
import type { PresentState } from '../../read/repository-state.ts';
import type { GenerationReader } from '../generation-reader.ts';
import { KeptParts } from '../kept-by-state.ts';
import type { QuestionRunner } from '../question-runner.ts';
import { dependencies } from './dependencies.ts';
import { type FileReference, groupPairs, readFileReferences } from './file-references.ts';
import { type FannedNode, hotspotsAmong, readFans } from './hotspots.ts';
import { readSymbolCycles } from './symbol-cycles.ts';

/** What is read of a repository for some questions, and kept for others like them. */
interface PartReading<Part extends object> {
  readonly kept: KeptParts<Part>;
  /** All that decides what is read. */
  readonly question: unknown;
  readonly read: (reader: GenerationReader) => Promise<Part>;
}

/**
 * How symbols, files and folders hang together: counted or followed by
 * numbers, and only what is listed read whole.
 */
export function structureQueries(
  questions: QuestionRunner,
): Pick<QueryEngine, 'cycles' | 'dependencies' | 'hotspots'> {
  const symbols = new KeptParts<CycleGraph>();
  const files = new KeptParts<readonly FileReference[]>();
  const fans = new KeptParts<readonly FannedNode[]>();

  async function ask<Part extends object, Answer>(
    repoId: string,
    options: ReadOptions,
    { kept, question, read }: PartReading<Part>,
    answerFrom: (part: Part, reader: GenerationReader) => Promise<Answer>,
    inProcess: (engine: QueryEngine) => Promise<Answer>,
  ): Promise<Answer> {
    const asked = await questions.ask<{
      readonly answer: Answer;
      readonly of?: { state: PresentState; part: Part };
    }>(
      repoId,
      options,
      async (reader, state) => {
        const part = kept.find(state, question) ?? (await read(reader));
        return { answer: await answerFrom(part, reader), of: { state, part } };
      },
      async (engine) => ({ answer: await inProcess(engine) }),
    );
    // Only now it is known that what was read is of one state.
    if (asked.of !== undefined) kept.keep(asked.of.state, question, asked.of.part);
    return asked.answer;
  }

  const references = (edgeKinds: readonly string[] | undefined): PartReading<readonly FileReference[]> => ({
    kept: files,
    question: edgeKinds ?? null,
    read: (reader) => readFileReferences(reader, edgeKinds),
  });

  return {
    cycles: (repoId, query) => {
      const { by, edgeKinds, selfLoops } = query;
      const inProcess = (engine: QueryEngine) => engine.cycles(repoId, query);
      if (by !== 'symbol') {
        return ask(
          repoId,
          query,
          references(edgeKinds),
          (part) => cyclesIn(cyclesBy(part, by), query),
          inProcess,
        );
      }
      const reading = {
        kept: symbols,
        question: [edgeKinds, selfLoops],
        read: (reader: GenerationReader) => readSymbolCycles(reader, query),
      };
      return ask(repoId, query, reading, (part) => cyclesIn(part, query), inProcess);
    },
    dependencies: (repoId, query) =>
      ask(
        repoId,
        query,
        references(query.edgeKinds),
        (part, reader) => dependencies(reader, part, query),
        (engine) => engine.dependencies(repoId, query),
      ),
    hotspots: (repoId, query) => {
      const reading = {
        kept: fans,
        question: query.edgeKinds,
        read: (reader: GenerationReader) => readFans(reader, query.edgeKinds),
      };
      return ask(
        repoId,
        query,
        reading,
        (part, reader) => hotspotsAmong(reader, part, query),
        (engine) => engine.hotspots(repoId, query),
      );
    },
  };
}

function cyclesBy(
  references: readonly FileReference[],
  by: Exclude<CyclesQuery['by'], 'symbol'>,
): CycleGraph {
  const { paths, all } = groupPairs(references, by);
  const pairs = [...all];
  const column = (side: 'from' | 'to'): Uint32Array => Uint32Array.from(pairs, (pair) => pair[side]);
  return cycleGraph(paths, column('from'), column('to'));
}
