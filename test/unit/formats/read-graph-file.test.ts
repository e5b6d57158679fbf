import { createReadStream } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadGraphFile, readGraphFile, writeGraphNdjson } from '../../../src/formats/index.ts';
import { canonicalGraph, graphToJson } from '../../../src/graph/index.ts';
import { AWKWARD, failure, rowsOf, Sink, temporaryFolder } from './helpers.ts';

const { file, directory } = await temporaryFolder();

const sink = new Sink();
await writeGraphNdjson(AWKWARD, sink);
const NDJSON = sink.text;
const COMPACT = JSON.stringify(graphToJson(AWKWARD));
const PRETTY = JSON.stringify(graphToJson(AWKWARD), null, 2);

const FORMS: [string, string | Uint8Array][] = [
  ['compact JSON', COMPACT],
  ['pretty JSON', PRETTY],
  ['JSON with white space around it', `\n \t${PRETTY}\r\n`],
  ['NDJSON', NDJSON],
  ['NDJSON with Windows line ends and empty lines', NDJSON.replaceAll('\n', '\r\n\r\n')],
  ['NDJSON without a last line feed', NDJSON.trimEnd()],
  ['gzipped JSON', gzipSync(COMPACT)],
  ['gzipped NDJSON', gzipSync(NDJSON)],
  ['gzip in two members', Buffer.concat([gzipSync(COMPACT.slice(0, 50)), gzipSync(COMPACT.slice(50))])],
];

describe.each(FORMS)('%s', (_, content) => {
  it('is read from a file, as often as wanted, whatever its name', async () => {
    const source = await readGraphFile(await file('misleading.png', content));
    for (let pass = 0; pass < 2; pass++) {
      expect(await rowsOf(source.edges())).toEqual(AWKWARD.edges);
      expect(await rowsOf(source.nodes())).toEqual(AWKWARD.nodes);
    }
    expect(source.metadata).toEqual(AWKWARD.metadata);
  });

  it('is read from a stream in pieces of one byte', async () => {
    const bytes = createReadStream(await file('stream', content), { highWaterMark: 1 });
    expect(canonicalGraph(await loadGraphFile(bytes))).toEqual(canonicalGraph(AWKWARD));
  });
});

const LINES = NDJSON.trimEnd().split('\n');
const withLine = (index: number, line: string): string => LINES.with(index, line).join('\n');
const HEADER = LINES[0] ?? '';

/** Content, code, and what the message must say beside the file's name. */
const REFUSED: [string, string | Uint8Array, string, string][] = [
  ['nothing', '', 'CORRUPT', 'is empty'],
  ['white space', ' \n', 'CORRUPT', 'is empty'],
  ['gzipped nothing', gzipSync(''), 'CORRUPT', 'is empty'],
  ['a list', '[]', 'INVALID_GRAPH', 'must be an object but is an array'],
  ['an object that is none', '{}', 'INVALID_GRAPH', 'repo_id is missing'],
  ['a number', '12', 'INVALID_GRAPH', 'must be an object'],
  ['text', 'hello world', 'CORRUPT', 'line 1, column 1'],
  ['an image', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'CORRUPT', 'line 1, byte 1'],
  ['UTF-16 with a mark', Buffer.from(`\uFEFF${COMPACT}`, 'utf16le'), 'CORRUPT', 'is UTF-16 text'],
  ['UTF-16', Buffer.from(COMPACT, 'utf16le'), 'CORRUPT', 'is UTF-16 text'],
  [
    'invalid UTF-8 further down',
    Buffer.concat([Buffer.from('{\n "a": "é'), Buffer.from([0xff])]),
    'CORRUPT',
    'line 2, byte 10',
  ],
  ['cut JSON', PRETTY.slice(0, 300), 'CORRUPT', 'is cut off'],
  ['a cut literal', '{"a": tru', 'CORRUPT', 'is cut off'],
  ['JSON with something behind it', `${PRETTY}\n{}`, 'CORRUPT', 'something else behind the end of its JSON'],
  ['a comma too many', '{\n  "a": [1,\n 2,]\n}', 'CORRUPT', 'line 3, column 4'],
  ['a raw control character', '{"a": "\n"}', 'CORRUPT', 'line 1, column 8'],
  ['cut gzip', gzipSync(COMPACT).subarray(0, 200), 'CORRUPT', 'was cut off'],
  ['damaged gzip', gzipSync(COMPACT).fill(0xff, 20, 60), 'CORRUPT', 'damaged gzip'],
  [
    'gzip with something behind it',
    Buffer.concat([gzipSync(COMPACT), Buffer.alloc(8)]),
    'CORRUPT',
    'behind the end of its gzip',
  ],
  [
    'a null attribute',
    COMPACT.replace('"7"', 'null'),
    'INVALID_GRAPH',
    'attributes["line"] must be a string but is null',
  ],
  ['a lone surrogate', COMPACT.replace('"7"', '"\\ud800"'), 'INVALID_GRAPH', 'lone surrogate'],
  [
    'an integer above 2^53',
    COMPACT.replace('9007199254740991', '9007199254740993'),
    'INVALID_GRAPH',
    'nodes[0] "": span.end_byte is above',
  ],
  ['NDJSON without its end', LINES.slice(0, -1).join('\n'), 'CORRUPT', 'no end line'],
  [
    'NDJSON cut between nodes',
    LINES.slice(0, 2).join('\n'),
    'CORRUPT',
    '1 nodes and 0 edges but no end line',
  ],
  ['NDJSON cut within a line', NDJSON.slice(0, HEADER.length + 20), 'CORRUPT', 'line 2'],
  [
    'NDJSON with a row taken out',
    LINES.toSpliced(1, 1).join('\n'),
    'CORRUPT',
    'promises 2 nodes and 2 edges, but there are 1 and 2',
  ],
  ['NDJSON with something behind it', `${NDJSON}{}`, 'CORRUPT', 'behind its end (line 7)'],
  [
    'NDJSON with a node behind an edge',
    [...LINES.slice(0, 4), LINES[1], ...LINES.slice(4)].join('\n'),
    'INVALID_GRAPH',
    'line 5',
  ],
  ['NDJSON with another thing', withLine(3, '{"x":1}'), 'INVALID_GRAPH', 'line 4'],
  ['NDJSON with a list', withLine(3, '[]'), 'INVALID_GRAPH', 'line 4'],
  [
    'NDJSON with a wrong node',
    withLine(2, '{"node":{"id":"q"}}'),
    'INVALID_GRAPH',
    'line 3: nodes[1] "q": name is missing',
  ],
  ['NDJSON of a later format', NDJSON.replace('"format":1', '"format":2'), 'UNSUPPORTED', 'format 2'],
  [
    'NDJSON of something else',
    NDJSON.replace('"graph"', '"analysis"'),
    'INVALID_GRAPH',
    '"codeprism" must be "graph"',
  ],
];

describe('refusals name the file and the place', () => {
  it.each(REFUSED)('%s', async (name, content, code, said) => {
    const path = await file(`refused-${name.replaceAll(/\W/g, '-')}`, content);
    const error = await failure(loadGraphFile(path));
    expect(error).toMatchObject({ code, message: expect.stringContaining(said) });
    expect(error.message).toContain(JSON.stringify(path));
  });

  it('a missing file and a folder', async () => {
    expect(await failure(readGraphFile(`${directory}/none`))).toMatchObject({ code: 'NOT_FOUND' });
    const folder = await failure(readGraphFile(directory));
    expect(folder).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining(directory) });
  });

  it('a name given for a stream', async () => {
    const error = await failure(loadGraphFile(createReadStream(await file('x', '[')), { name: 'the pipe' }));
    expect(error.message).toContain('"the pipe"');
  });
});

describe('reading', () => {
  it('gives a stream once: nodes, then edges', async () => {
    const source = await readGraphFile(createReadStream(await file('once', NDJSON)));
    expect(source.readOnce).toBe(true);
    await expect(rowsOf(source.edges())).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    expect(await rowsOf(source.nodes())).toHaveLength(2);
    await expect(rowsOf(source.nodes())).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    expect(await rowsOf(source.edges())).toHaveLength(2);
  });

  it('notices that a file changed between two passes', async () => {
    const source = await readGraphFile(await file('changing', NDJSON));
    await rowsOf(source.nodes());
    await file('changing', `${NDJSON}\n`);
    await expect(rowsOf(source.edges())).rejects.toMatchObject({
      code: 'CONFLICT',
      retryable: true,
    });
  });

  it('reports bytes of the total', async () => {
    const path = await file('progress', gzipSync(COMPACT));
    const seen: unknown[] = [];
    await loadGraphFile(path, { onProgress: (progress) => seen.push(progress) });
    const total = gzipSync(COMPACT).length;
    expect(seen.at(-1)).toEqual({ phase: 'read bytes', done: total, total });
  });

  it.each([COMPACT, NDJSON, gzipSync(NDJSON)])('stops at an aborted signal', async (content) => {
    const signal = AbortSignal.abort(new Error('enough'));
    const error = await failure(loadGraphFile(await file('aborted', content), { signal }));
    expect(error).toMatchObject({ code: 'ABORTED', cause: signal.reason });
  });
});
