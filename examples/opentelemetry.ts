// In your own project the last import is from 'codeprism-neo4j/tracing'.
import { AsyncLocalStorage } from 'node:async_hooks';
import { context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { operations, statements, type Trace } from '../src/tracing/index.ts';

/** Makes a span of every call of a traced store, with one for each of its Cypher statements below it. */
export function instrument(tracer: Tracer): void {
  const current = new AsyncLocalStorage<Span>();
  const spans = new WeakMap<Trace, Span>();
  for (const channel of [operations, statements]) {
    channel.start.bindStore(current, (message) => {
      const call = message as Trace;
      const { 'db.operation.name': name, 'db.query.summary': summary } = call.attributes;
      const parent = current.getStore();
      const around = parent === undefined ? context.active() : trace.setSpan(context.active(), parent);
      const options = { kind: SpanKind.CLIENT, attributes: { ...call.attributes } };
      const span = tracer.startSpan(summary ?? name ?? 'codeprism', options, around);
      spans.set(call, span);
      return span;
    });
    channel.subscribe({
      start: () => {},
      end: () => {},
      asyncStart: () => {},
      asyncEnd: (call) => {
        const span = spans.get(call);
        // Complete only now: a failure has added what it is.
        span?.setAttributes({ ...call.attributes });
        if (call.error !== undefined) span?.setStatus({ code: SpanStatusCode.ERROR });
        span?.end();
      },
      error: () => {},
    });
  }
}
