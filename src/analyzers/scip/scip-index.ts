import { posix } from 'node:path';
import { quote, StorageError, throwIfAborted } from '../../errors/index.ts';
import { type GraphMetadata, type SerializableNode, timestampNow } from '../../graph/index.ts';
import type { Caveat, GraphSource } from '../../storage/index.ts';
import { caveatsOf } from './caveats.ts';
import { readDocument } from './document-graph.ts';
import { edgesOf } from './edges.ts';
import { externalNodes } from './external-nodes.ts';
import { languageOfDocument } from './facts.ts';
import { type IndexPart, indexParts } from './index-stream.ts';
import { ENCODING, type ScipDocument, type ScipMetadata } from './messages.ts';
import { placeOnText } from './place.ts';
import { type Profile, profileOf } from './profiles/index.ts';
import { SourceFiles } from './source-files.ts';
import { SourceText } from './source-text.ts';
import { IndexState } from './state.ts';

/** One file of an index, or a stream. */
export interface ScipInput {
  /** What errors call it. */
  readonly name: string;
  /** Whether it can be opened only once. */
  readonly readOnce: boolean;
  /** Where the paths in it begin, below the root of the sources; empty or left out for the root itself. */
  readonly prefix?: string | undefined;
  /** A new pass over its bytes, decompressed. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** How an index is read. */
export interface ScipOptions {
  /**
   * The folder that the index was made in, for its texts. Without it much is not known, and said to be so.
   */
  readonly sourceRoot?: string | undefined;
  /** Default: the last part of the path that the index gives for its project. */
  readonly repoId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What was read, once a pass is over. */
export interface ScipReport {
  /** The indexers, each with its version. */
  readonly indexers: readonly string[];
  readonly documents: number;
  /** Documents whose text was read. */
  readonly withText: number;
  /** What the index does not say, and what was left out. */
  readonly caveats: readonly Caveat[];
}

/** SCIP indexes as one graph. */
export interface ScipIndex {
  /** Rows as the files are read, a document at a time; edges once all nodes have been read. */
  readonly source: GraphSource;
  /** About the last pass that came to its end; `undefined` before. */
  report(): ScipReport | undefined;
}

/** The graph's own schema, as CodePrism numbers it. */
const GRAPH_SCHEMA = '1.0';

/**
 * Opens SCIP indexes, which become one graph together. Of the files one document is held at a time; what
 * grows with the project are the names of its symbols, and twenty bytes for each edge.
 *
 * @throws `NOT_FOUND` for a source folder that is not there, `CORRUPT` for bytes that are no
 * index. What is wrong further on comes when it is read: `CORRUPT` with the file and the
 * byte, `INVALID_GRAPH` for indexes without any document.
 */
export async function openScip(inputs: readonly ScipInput[], options: ScipOptions = {}): Promise<ScipIndex> {
  const { sourceRoot, repoId, signal } = options;
  const sources = sourceRoot === undefined ? undefined : await SourceFiles.below(sourceRoot);
  const openings = await Promise.all(inputs.map((input) => Opening.of(input)));
  let last: IndexState | undefined;

  async function* nodes(): AsyncGenerator<SerializableNode> {
    const state = new IndexState();
    for (const opening of openings) yield* readIndex(state, opening, sources, signal);
    if (state.findings.documents === 0) throw withoutDocuments(inputs);
    yield* externalNodes(state);
    last = state;
  }

  return {
    source: {
      metadata: metadataOf(repoId ?? projectName(openings, inputs)),
      readOnce: inputs.some(({ readOnce }) => readOnce),
      nodes,
      async *edges() {
        if (last === undefined) for await (const _ of nodes());
        if (last !== undefined) yield* edgesOf(last);
      },
    },
    report: () => last && reportOf(last, sources !== undefined),
  };
}

/** An input whose first part has been looked at. */
class Opening {
  readonly input: ScipInput;
  readonly metadata: ScipMetadata | undefined;
  #started: AsyncIterable<IndexPart> | undefined;

  private constructor(input: ScipInput, first: IndexPart | undefined, rest: AsyncIterator<IndexPart>) {
    this.input = input;
    this.metadata = first?.kind === 'metadata' ? first.metadata : undefined;
    this.#started = input.readOnce ? continued(first, rest) : undefined;
  }

  static async of(input: ScipInput): Promise<Opening> {
    const parts = indexParts(input.chunks(), input.name)[Symbol.asyncIterator]();
    const first = await parts.next();
    if (!input.readOnce) await parts.return?.();
    return new Opening(input, first.done === true ? undefined : first.value, parts);
  }

  /** A pass over the parts: the only one of a stream. */
  parts(): AsyncIterable<IndexPart> {
    if (!this.input.readOnce) return indexParts(this.input.chunks(), this.input.name);
    const started = this.#started;
    this.#started = undefined;
    if (started !== undefined) return started;
    throw new StorageError(
      'UNSUPPORTED',
      `${quote(this.input.name)} is a stream, which can be read once. Save it as a file to read it in another way.`,
      { context: { file: this.input.name } },
    );
  }
}

async function* continued(
  first: IndexPart | undefined,
  rest: AsyncIterator<IndexPart>,
): AsyncGenerator<IndexPart> {
  try {
    if (first !== undefined) yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function* readIndex(
  state: IndexState,
  opening: Opening,
  sources: SourceFiles | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<SerializableNode> {
  let profile = profileOf('');
  for await (const part of opening.parts()) {
    throwIfAborted(signal);
    if (part.kind === 'metadata') {
      profile = profileOf(part.metadata.tool);
      state.findings.addTool(part.metadata.tool, part.metadata.toolVersion, profile);
    } else if (part.kind === 'external') state.externals.set(part.symbol.symbol, part.symbol);
    else
      yield* await documentNodes(state, part.document, {
        profile,
        sources,
        prefix: opening.input.prefix ?? '',
      });
  }
}

interface Reading {
  readonly profile: Profile;
  readonly sources: SourceFiles | undefined;
  readonly prefix: string;
}

async function documentNodes(
  state: IndexState,
  document: ScipDocument,
  { profile, sources, prefix }: Reading,
): Promise<SerializableNode[]> {
  const { findings } = state;
  findings.documents++;
  findings.misplaced += document.broken;
  const path = pathInside(document.path, prefix);
  if (path === undefined) {
    findings.note('outside', document.path);
    return [];
  }
  if (state.modulesByPath.has(path)) {
    findings.note('repeated', path);
    return [];
  }
  const encoding = document.encoding === ENCODING.unspecified ? profile.encoding : document.encoding;
  const bytes = await textOf(document, path, sources);
  if (bytes === undefined && sources !== undefined) findings.note('textMissing', path);
  let placed = document;
  let source: SourceText | undefined;
  if (bytes !== undefined) {
    const text = new SourceText(bytes);
    const result = placeOnText(document, text, encoding);
    if (result.fits) {
      placed = result.document;
      source = text;
      findings.withText++;
      findings.misplaced += result.misplaced;
    } else findings.note('textDiffers', path);
  }
  return readDocument(state, placed, {
    profile,
    path,
    language: languageOfDocument(document.language, path),
    source,
  });
}

async function textOf(
  { text }: ScipDocument,
  path: string,
  sources: SourceFiles | undefined,
): Promise<Buffer | undefined> {
  const read = await sources?.read(path);
  return read ?? (text === '' ? undefined : Buffer.from(text));
}

/** The path below the root; `undefined` for one that leads out of it. */
function pathInside(path: string, prefix: string): string | undefined {
  const plain = path.includes('/') ? path : path.replaceAll('\\', '/');
  if (plain === '' || plain.startsWith('/') || /^[A-Za-z]:[\\/]/.test(plain) || plain.includes('\0'))
    return undefined;
  const whole = posix.normalize(posix.join(prefix, plain));
  return whole === '..' || whole.startsWith('../') ? undefined : whole;
}

/** What the project's folder was called where it was indexed, else the first file without its endings. */
function projectName(openings: readonly Opening[], inputs: readonly ScipInput[]): string {
  const roots = openings.flatMap(({ metadata }) => metadata?.projectRoot ?? []);
  const folder = roots[0]?.replace(/\/+$/, '').split('/').at(-1) ?? '';
  if (folder !== '' && !folder.endsWith(':')) return decoded(folder);
  const file = inputs[0]?.name
    .split('/')
    .at(-1)
    ?.replace(/(?:\.scip)?(?:\.gz)?$/, '');
  return file || 'project';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function metadataOf(repoId: string): GraphMetadata {
  return {
    repoId,
    lastUpdated: timestampNow(),
    version: 1,
    fileHashes: {},
    totalNodes: 0,
    totalEdges: 0,
    schemaVersion: GRAPH_SCHEMA,
  };
}

function reportOf(state: IndexState, hadSources: boolean): ScipReport {
  const { tools, documents, withText } = state.findings;
  return { indexers: tools, documents, withText, caveats: caveatsOf(state.findings, hadSources) };
}

function withoutDocuments(inputs: readonly ScipInput[]): StorageError {
  const names = inputs.map(({ name }) => quote(name)).join(', ');
  return new StorageError(
    'INVALID_GRAPH',
    `${names} holds no document, as an index does whose indexer failed. Look at what the indexer said, and make it again.`,
    { context: { files: inputs.map(({ name }) => name) } },
  );
}
