import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { writeGraphNdjson } from '../../src/formats/index.ts';
import type { SerializableGraph } from '../../src/index.ts';
import type { Bench } from '../bench.ts';
import { comparison, type Judge } from '../comparison.ts';
import { compete, failureOf, mapOutcome, type Outcome } from '../compete.ts';
import { inRepository } from '../graphs/edits.ts';
import { namedGraph, SHIPPED_GRAPH } from '../graphs/find-graph.ts';
import { median, type Row } from '../rows.ts';
import { compiledChild } from '../streaming/compiled-child.ts';
import { streamInChild } from '../streaming/in-child.ts';
import type { StreamResult } from '../streaming/job.ts';
import type { Section } from './section.ts';

const COPIES = 10;
const MIB = 1_024 * 1_024;

interface Streams {
  readonly graph: string;
  /** The graph once, and as many copies of it as {@link COPIES} says. */
  readonly once: Outcome<StreamResult>;
  readonly copied: Outcome<StreamResult>;
}

export const scale: Section = {
  name: 'scale',
  description: `the rate of streaming ${COPIES} joined copies of the graph, beside the graph once`,
  run: async (bench) => {
    const streams = await measured(bench);
    return [
      scaleRow(streams, 'storeGraph, streamed', (result) => result.storeSeconds),
      scaleRow(streams, 'streamGraph', (result) => result.readSeconds),
    ];
  },
};

export const memory: Section = {
  name: 'memory',
  description: `the memory of a process that streams ${COPIES} copies in and out, and its growth a row`,
  run: async (bench) => memoryRows(await measured(bench)),
};

const done = new WeakMap<Bench, Promise<Streams>>();

/** Both sections read the same runs. */
function measured(bench: Bench): Promise<Streams> {
  const streams = done.get(bench) ?? measure(bench);
  done.set(bench, streams);
  return streams;
}

async function measure(bench: Bench): Promise<Streams> {
  const { graph, name } = await bench.graph();
  const folder = await mkdtemp(join(tmpdir(), 'codeprism-bench-stream-'));
  try {
    const file = await ndjson(graph, join(folder, 'graph.ndjson'));
    const warmUpFile = await ndjson((await namedGraph(SHIPPED_GRAPH)).graph, join(folder, 'warm-up.ndjson'));
    const program = await compiledChild('streaming');
    const stream = (copies: number): Promise<StreamResult> =>
      bench.withRepository((repoId) =>
        bench.withRepository((warmUpRepoId) => {
          const { uri, username, password, database, version, source } = bench.server;
          const server = { uri, username, password, database, version, source };
          return streamInChild(program, { server, file, warmUpFile, copies, repoId, warmUpRepoId });
        }),
      );
    bench.say('streaming: a store that does not count, to warm the server');
    await bench.withRepository((repoId) => bench.store.graph.storeGraph(inRepository(graph, repoId)));
    const outcomes = await compete(
      { once: () => stream(1), copied: () => stream(COPIES) },
      {
        rounds: bench.rounds,
        warmUp: false,
        onTurn: (what, round) => bench.say(`streaming, round ${round}: ${what}`),
      },
    );
    return { graph: name, ...outcomes };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function ndjson(graph: SerializableGraph, file: string): Promise<string> {
  const stream = createWriteStream(file);
  await writeGraphNdjson(graph, stream);
  await finished(stream.end());
  return file;
}

function scaleRow(
  { graph, once, copied }: Streams,
  name: string,
  secondsOf: (result: StreamResult) => number,
): Row {
  const rows = copied.values[0]?.rows ?? 0;
  const rowsOnce = once.values[0]?.rows ?? 0;
  const rate: Judge = {
    unit: 'percent',
    figure: (seconds, secondsOnce) => (100 * (rows / seconds)) / (rowsOnce / secondsOnce),
  };
  return comparison(
    { section: 'scale', name: `rate of ${name}`, graph },
    { name: `${COPIES} copies`, rows, outcome: mapOutcome(copied, secondsOf) },
    { name: 'once', rows: rowsOnce, outcome: mapOutcome(once, secondsOf) },
    rate,
    { atLeast: 80 },
  );
}

function memoryRows({ graph, once, copied }: Streams): Row[] {
  const row = { section: 'memory', graph };
  const peak = { ...row, name: `peak, ${COPIES} copies streamed in and out` };
  const growth = { ...row, name: `growth of what is held, 1 to ${COPIES} copies` };
  const missing = failureOf(once, copied);
  if (missing !== undefined) return [peak, growth].map((each) => ({ ...each, missing }));
  const mebibytes = copied.values.map((result) => result.peakBytes / MIB);
  const mebibytesOnce = once.values.map((result) => result.peakBytes / MIB);
  const bytesARow = (bytesOf: (result: StreamResult) => number): number[] =>
    copied.values.slice(0, once.values.length).map((large, round) => {
      const small = once.values[round] ?? large;
      return (bytesOf(large) - bytesOf(small)) / (large.rows - small.rows);
    });
  const resident = median(bytesARow(({ peakBytes }) => peakBytes)).toFixed(0);
  return [
    {
      ...peak,
      figure: { unit: 'mebibytes', values: mebibytes, goal: { atMost: 400 } },
      notes: [`${median(mebibytesOnce).toFixed(0)} MiB for the graph once`],
    },
    {
      ...growth,
      figure: {
        unit: 'bytes a row',
        values: bytesARow(({ heldBytes }) => heldBytes),
        goal: { atMost: 32 },
      },
      notes: [`the peak of what is resident grew by ${resident} bytes a row, the rest of which is garbage`],
    },
  ];
}
