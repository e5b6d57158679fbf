import { type TracingChannel, tracingChannel } from 'node:diagnostics_channel';
import type { Attributes } from './attributes.ts';

/** What subscribers of both channels are given, the same object at every event of one call. */
export interface Trace {
  /**
   * Named as OpenTelemetry's stable conventions for databases name them; complete when the call has ended.
   */
  readonly attributes: Attributes;
  /** What the call failed with, from the event `error` on. Its message can name nodes and files. */
  error?: unknown;
}

/**
 * Calls of a store's methods, by `traced`. Its name for `node:diagnostics_channel` is `codeprism:operation`.
 */
export const operations: TracingChannel<unknown, Trace> = tracingChannel('codeprism:operation');

/** Cypher statements, as they are sent. Its name for `node:diagnostics_channel` is `codeprism:statement`. */
export const statements: TracingChannel<unknown, Trace> = tracingChannel('codeprism:statement');

/**
 * Runs work inside a channel. Where nobody listens it is simply run. What it gives is not handed to
 * subscribers: it may be large, and is nobody's business but the caller's.
 *
 * @param errorAttributes what a failure adds to the attributes
 */
export function trace<Result>(
  channel: TracingChannel<unknown, Trace>,
  attributes: () => Attributes,
  errorAttributes: (error: unknown) => Attributes,
  work: () => Promise<Result>,
): Promise<Result> {
  return channel.hasSubscribers ? published(channel, attributes(), errorAttributes, work) : work();
}

async function published<Result>(
  channel: TracingChannel<unknown, Trace>,
  attributes: Attributes,
  errorAttributes: (error: unknown) => Attributes,
  work: () => Promise<Result>,
): Promise<Result> {
  const outcome: { result?: Result } = {};
  const observed = async (): Promise<void> => {
    try {
      outcome.result = await work();
    } catch (error) {
      Object.assign(attributes, errorAttributes(error));
      throw error;
    }
  };
  await channel.tracePromise(observed, { attributes });
  return outcome.result as Result;
}
