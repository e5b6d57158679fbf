import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DECLARATION_KINDS, type DeadCodeItem, openStore, type SerializableNode } from '../../src/index.ts';
import { type Analyzer, analyzeRepository } from '../../src/repository/index.ts';
import { type Label, type LabelledProgram, labelsOf } from './programs/labelled-program.ts';

/** From here on an item is called certain. */
const CERTAIN = 0.9;

/** What was found of one program beside what is true. */
export interface LabelledResult {
  readonly about: string;
  readonly labels: number;
  /** Of the labels, those that the answer agrees with. */
  readonly right: number;
  /** A sentence for each that it does not agree with. */
  readonly wrong: readonly string[];
}

/** Judges a labelled program from its source, with the entry points that its own files name. */
export async function judgeLabelled(program: LabelledProgram, analyzer: Analyzer): Promise<LabelledResult> {
  const folder = await mkdtemp(join(tmpdir(), 'labelled-'));
  try {
    for (const [path, text] of Object.entries(program.files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await using store = await openStore('memory:');
    await analyzeRepository(store, folder, analyzer, { repoId: 'program' });
    const graph = await store.graph.loadGraph('program');
    const { items } = await store.queries.deadCode('program', {
      verdicts: ['dead', 'test-only', 'unknown'],
      limit: Number.MAX_SAFE_INTEGER,
    });
    const labels = labelsOf(program);
    const wrong = labels.flatMap((label) => problemsOf(label, graph?.nodes ?? [], items));
    return { about: program.about, labels: labels.length, right: labels.length - wrong.length, wrong };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is wrong about a line, in a sentence; nothing where the answer is right. */
function problemsOf(
  label: Label,
  nodes: readonly SerializableNode[],
  items: readonly DeadCodeItem[],
): string[] {
  const { file, line, says } = label;
  const declared = nodes.filter(
    (node) => node.file === file && node.span.startLine === line && JUDGED.has(node.kind),
  );
  const found = declared.map((node) => answerFor(items.find(({ id }) => id === node.id)));
  const isRight =
    says === 'not judged'
      ? found.every((answer) => answer.verdict === 'alive')
      : found.length > 0 && found.every((answer) => agrees(answer, says));
  if (isRight) return [];
  const told = found.map(({ verdict, confidence, doubts }) =>
    [verdict, ...(verdict === 'dead' ? [confidence.toFixed(2), ...doubts] : [])].join(' '),
  );
  return [`${file}:${line} is ${says}, and was found ${told.join(' and ') || 'nowhere'}`];
}

const JUDGED: ReadonlySet<string> = new Set(DECLARATION_KINDS.filter((kind) => kind !== 'Module'));

type Answer = Pick<DeadCodeItem, 'confidence' | 'doubts'> & { readonly verdict: string };

function answerFor(item: DeadCodeItem | undefined): Answer {
  return item ?? { verdict: 'alive', confidence: 0, doubts: [] };
}

/** What is dead must be certain, and what may live must be in that doubt. */
function agrees({ verdict, confidence, doubts }: Answer, says: string): boolean {
  const [word = '', doubt] = says.split(' ');
  if (word === 'doubt')
    return verdict === 'dead' && confidence < CERTAIN && doubts.some((name) => name === doubt);
  return verdict === word && (word !== 'dead' || confidence >= CERTAIN);
}
