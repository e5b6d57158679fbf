import type { TracingChannel, TracingChannelSubscribers } from 'node:diagnostics_channel';
import { operations, statements, type Trace } from './channels.ts';
import { type Counts, DURATION_BUCKETS, prometheusText } from './prometheus-text.ts';

/** Counts what stores do, until it is disposed of. */
export interface MetricsCollector extends Disposable {
  /** Everything counted so far in the Prometheus text format (`text/plain; version=0.0.4`). */
  text(): string;
  /** Stops counting; what was counted stays readable. */
  stop(): void;
}

/**
 * Counts calls of traced stores and Cypher statements of this process from now on: how
 * many, how many failed and with what, how long they took, and how many are under way. Its
 * size is bounded by the kinds of calls, not by their number.
 */
export function collectMetrics(): MetricsCollector {
  const kinds = [
    new Collected('codeprism_operation', 'Calls of store methods', operations),
    new Collected('codeprism_statement', 'Cypher statements', statements),
  ];
  const stop = (): void => {
    for (const kind of kinds) kind.stop();
  };
  return { text: () => kinds.map((kind) => kind.text()).join(''), stop, [Symbol.dispose]: stop };
}

/** What one channel reports. */
class Collected {
  readonly #name: string;
  readonly #help: string;
  readonly #channel: TracingChannel<unknown, Trace>;
  readonly #subscribers: TracingChannelSubscribers<Trace>;
  readonly #counts = new Map<string, Counts>();
  /** When a call began, in milliseconds of the process's clock. */
  readonly #begun = new WeakMap<Trace, number>();

  constructor(name: string, help: string, channel: TracingChannel<unknown, Trace>) {
    this.#name = name;
    this.#help = help;
    this.#channel = channel;
    const ignore = (): void => undefined;
    this.#subscribers = {
      start: (call) => this.#start(call),
      end: ignore,
      asyncStart: ignore,
      asyncEnd: (call) => this.#end(call),
      error: ignore,
    };
    channel.subscribe(this.#subscribers);
  }

  text(): string {
    return prometheusText(this.#name, this.#help, [...this.#counts.values()]);
  }

  stop(): void {
    this.#channel.unsubscribe(this.#subscribers);
  }

  #start(call: Trace): void {
    this.#begun.set(call, performance.now());
    this.#of(call).active++;
  }

  #end(call: Trace): void {
    const begun = this.#begun.get(call);
    // It began before anybody counted.
    if (begun === undefined) return;
    const seconds = (performance.now() - begun) / 1_000;
    const counts = this.#of(call);
    counts.active--;
    counts.calls++;
    counts.seconds += seconds;
    const bucket = DURATION_BUCKETS.findIndex((bound) => seconds <= bound);
    if (bucket >= 0) counts.buckets[bucket] = (counts.buckets[bucket] ?? 0) + 1;
    const errorType = call.attributes['error.type'];
    if (errorType !== undefined) counts.errors.set(errorType, (counts.errors.get(errorType) ?? 0) + 1);
  }

  #of({ attributes }: Trace): Counts {
    const labels = {
      db_system_name: attributes['db.system.name'] ?? '',
      db_operation_name: attributes['db.operation.name'] ?? '',
      db_namespace: attributes['db.namespace'] ?? '',
    };
    const key = JSON.stringify(Object.values(labels));
    let counts = this.#counts.get(key);
    if (counts === undefined) {
      const buckets = DURATION_BUCKETS.map(() => 0);
      counts = { labels, active: 0, calls: 0, seconds: 0, buckets, errors: new Map() };
      this.#counts.set(key, counts);
    }
    return counts;
  }
}
