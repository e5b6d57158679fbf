import { describe, quote, StorageError } from '../errors/index.ts';
import {
  edgeFromJson,
  type GraphMetadata,
  IgnoredFields,
  metadataFromJson,
  nodeFromJson,
  type SerializableEdge,
  type SerializableNode,
} from '../graph/index.ts';
import { described, notAGraph, unreadable } from './file-problem.ts';
import { NDJSON_FORMAT } from './ndjson-form.ts';
import { parseJson } from './parse-json.ts';
import type { TextLine } from './text-lines.ts';

type Row = Readonly<Record<string, unknown>>;

const NODE_LINE = '{"node":';

/** One pass through the lines of an NDJSON graph: the header, the nodes, the edges, in this order. */
export class NdjsonReader {
  readonly #lines: AsyncIterator<TextLine>;
  readonly #name: string;
  /** Fields of what was read so far that are no part of a graph. */
  readonly ignored: IgnoredFields = new IgnoredFields();
  #nodes = 0;
  #edges = 0;
  /** The line that ended the nodes. */
  #pending: TextLine | undefined;

  constructor(lines: AsyncIterable<TextLine>, name: string) {
    this.#lines = lines[Symbol.asyncIterator]();
    this.#name = name;
  }

  /** @throws `CORRUPT`, `INVALID_GRAPH`, `UNSUPPORTED` for a later format */
  async header(): Promise<GraphMetadata> {
    const line = await this.#next();
    const header = this.#parse(line);
    if (header.codeprism !== 'graph') {
      throw this.#wrong(line, `"codeprism" must be "graph" but is ${described(header.codeprism)}`);
    }
    if (header.format !== NDJSON_FORMAT) {
      throw new StorageError(
        'UNSUPPORTED',
        `File ${quote(this.#name)}, line ${line.number}: format ${described(header.format)} is not known here, ` +
          `only ${NDJSON_FORMAT}. Use a newer version of this package, or write the file again.`,
        { context: { file: this.#name, format: header.format } },
      );
    }
    return this.#checked(line, () => metadataFromJson(header.metadata, this.ignored));
  }

  async *nodes(): AsyncIterable<SerializableNode> {
    for (;;) {
      const line = await this.#next();
      const row = this.#parse(line);
      if (!('node' in row)) {
        this.#pending = line;
        return;
      }
      yield this.#checked(line, () => nodeFromJson(row.node, this.#nodes, this.ignored));
      this.#nodes++;
    }
  }

  /** Passes over the nodes, which another pass has read or will. */
  async skipNodes(): Promise<void> {
    for (;;) {
      const line = await this.#next();
      if (!line.text.startsWith(NODE_LINE) && !('node' in this.#parse(line))) {
        this.#pending = line;
        return;
      }
      this.#nodes++;
    }
  }

  /** Checks the end line and that nothing follows it. */
  async *edges(): AsyncIterable<SerializableEdge> {
    for (;;) {
      const line = this.#pending ?? (await this.#next());
      this.#pending = undefined;
      const row = this.#parse(line);
      if ('end' in row) return this.#end(line, row.end);
      if ('node' in row) throw this.#wrong(line, 'a node stands behind an edge');
      if (!('edge' in row)) throw this.#wrong(line, 'it holds neither a node nor an edge nor the end');
      yield this.#checked(line, () => edgeFromJson(row.edge, this.#edges, this.ignored));
      this.#edges++;
    }
  }

  /** Releases the file where it is not read to its end. */
  async close(): Promise<void> {
    await this.#lines.return?.();
  }

  async #end(line: TextLine, value: unknown): Promise<void> {
    const { nodes, edges } = (typeof value === 'object' && value !== null ? value : {}) as Row;
    if (nodes !== this.#nodes || edges !== this.#edges) {
      throw unreadable(
        this.#name,
        `is not whole: line ${line.number} promises ${described(nodes)} nodes and ${described(edges)} edges, ` +
          `but there are ${this.#nodes} and ${this.#edges}`,
        { remedy: 'Make or transfer the file again.', context: { line: line.number } },
      );
    }
    const extra = await this.#lines.next();
    if (extra.done === true) return;
    throw unreadable(this.#name, `holds something else behind its end (line ${extra.value.number})`, {
      remedy: 'Make the file again, or cut off what follows.',
      context: { line: extra.value.number },
    });
  }

  async #next(): Promise<TextLine> {
    const next = await this.#lines.next();
    if (next.done !== true) return next.value;
    throw unreadable(
      this.#name,
      `was cut off: it has ${this.#nodes} nodes and ${this.#edges} edges but no end line`,
      {
        remedy: 'Make or transfer the file again.',
        context: { nodes: this.#nodes, edges: this.#edges },
      },
    );
  }

  #parse(line: TextLine): Row {
    const value = parseJson(line.text, this.#name, line.number);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Row;
    throw this.#wrong(line, `it must hold an object but holds ${describe(value)}`);
  }

  #checked<Result>(line: TextLine, check: () => Result): Result {
    try {
      return check();
    } catch (error) {
      throw notAGraph(this.#name, error, line.number);
    }
  }

  #wrong(line: TextLine, problem: string): StorageError {
    return new StorageError(
      'INVALID_GRAPH',
      `File ${quote(this.#name)}, line ${line.number}: ${problem}. ` +
        'A graph in NDJSON has a header, then nodes, then edges, then an end line.',
      { context: { file: this.#name, line: line.number } },
    );
  }
}
