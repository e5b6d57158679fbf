import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { beforeEach, expect, test } from 'vitest';
import { instrument } from '../../../examples/opentelemetry.ts';
import { Connection } from '../../../src/backends/neo4j/connection/connection.ts';
import { statement } from '../../../src/backends/neo4j/cypher/statement.ts';
import { settingsOf } from '../../../src/backends/neo4j/options.ts';
import { openStore } from '../../../src/index.ts';
import { trace } from '../../../src/tracing/channels.ts';
import { operations } from '../../../src/tracing/index.ts';
import { driverError, FakeDriver } from '../neo4j/fake-driver.ts';

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
instrument(provider.getTracer('test'));
beforeEach(() => exporter.reset());

const STATEMENT = statement<'id'>('read/thing', 'MATCH (n {id: $id}) RETURN n');

test('a call of a store is a span, with what OpenTelemetry calls its attributes', async () => {
  await using store = await openStore('memory:');
  await expect(store.queries.summary('unknown')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const [span] = exporter.getFinishedSpans();
  expect(span).toMatchObject({
    name: 'summary',
    kind: SpanKind.CLIENT,
    status: { code: SpanStatusCode.ERROR },
  });
  expect(span?.attributes).toEqual({
    'db.system.name': 'memory',
    'db.operation.name': 'summary',
    'codeprism.repository': 'unknown',
    'error.type': 'NOT_FOUND',
  });
});

test('a statement is a span below the call that sent it', async () => {
  let failures = 1;
  const driver = new FakeDriver({
    answer: () => {
      if (failures-- > 0) throw driverError('Neo.TransientError.Transaction.DeadlockDetected');
      return [];
    },
  });
  const settings = settingsOf({ uri: 'neo4j+s://user:secret@db.example', password: 'secret' });
  const connection = new Connection(driver.asDriver, settings, 'code');
  await trace(
    operations,
    () => ({ 'db.operation.name': 'outer' }),
    () => ({}),
    () => connection.read((tx) => tx.run(STATEMENT, { id: 'private' })),
  );
  const spans = exporter.getFinishedSpans();
  expect(spans.map(({ name }) => name)).toEqual(['read/thing', 'read/thing', 'outer']);
  const outer = spans[2]?.spanContext().spanId;
  expect(spans.map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual([outer, outer, undefined]);
  const attributes = {
    'db.system.name': 'neo4j',
    'db.namespace': 'code',
    'db.operation.name': 'read/thing',
    'db.query.summary': 'read/thing',
    'db.query.text': 'MATCH (n {id: $id}) RETURN n',
    'server.address': 'db.example',
    'server.port': 7687,
  };
  const code = 'Neo.TransientError.Transaction.DeadlockDetected';
  expect(spans[0]?.attributes).toEqual({
    ...attributes,
    'error.type': code,
    'db.response.status_code': code,
  });
  expect(spans[1]?.attributes).toEqual(attributes);
  expect(JSON.stringify(spans.map((span) => [span.attributes, span.events, span.status]))).not.toMatch(
    /secret|private/,
  );
});
