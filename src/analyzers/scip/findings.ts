import type { Profile } from './profiles/index.ts';

/** What was seen in an index that its reader should know, counted as it is read. */
export class Findings {
  /** Indexers, with their versions, in the order of the files. */
  readonly tools: string[] = [];
  /** What these indexers never say. */
  readonly limits: string[] = [];
  documents = 0;
  /** Documents whose text was read. */
  withText = 0;
  /** Documents whose text was not there. */
  textMissing = 0;
  /** Documents whose text is not the one that was indexed. */
  textDiffers = 0;
  /** Documents that lie outside of the project. */
  outside = 0;
  /** Documents of a path that came before. */
  repeated = 0;
  /** Occurrences without a range that makes sense in the text. */
  misplaced = 0;
  /** Mentions of locals that their document does not define. */
  undefinedLocals = 0;
  /** Declarations whose extent the index does not give. */
  guessed = 0;
  /** The first few paths of each kind, for people. */
  readonly examples: Map<'textMissing' | 'textDiffers' | 'outside' | 'repeated', string[]> = new Map<
    'textMissing' | 'textDiffers' | 'outside' | 'repeated',
    string[]
  >();

  addTool(tool: string, version: string, { limits }: Profile): void {
    const name = `${tool || 'unknown'} ${version}`.trim();
    if (!this.tools.includes(name)) this.tools.push(name);
    for (const limit of limits) if (!this.limits.includes(limit)) this.limits.push(limit);
  }

  note(kind: 'textMissing' | 'textDiffers' | 'outside' | 'repeated', path: string): void {
    this[kind]++;
    const known = this.examples.get(kind);
    if (known === undefined) this.examples.set(kind, [path]);
    else if (known.length < 3) known.push(path);
  }
}
