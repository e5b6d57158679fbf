import type ts from 'typescript';
import { groupBy } from '../../../graph/index.ts';
import type { NodeSummary } from '../../../storage/index.ts';
import type { DeclaredSymbol } from '../file-declarations.ts';
import type { Reading } from '../reading.ts';
import { culprits } from './culprits.ts';
import { type Cut, cutOf } from './cuts.ts';
import { SourceLinks } from './source-links.ts';
import { type NewError, newErrors } from './trial.ts';
import type { Verification } from './verification.ts';

/** What may be cut out of a program together: all that was added, less what turns out to be needed. */
export class Removal {
  readonly #reading: Reading;
  readonly #links: SourceLinks;
  readonly #sources: readonly ts.SourceFile[];
  readonly #removed = new Map<DeclaredSymbol, readonly Cut[]>();
  readonly #kept = new Map<DeclaredSymbol, Verification>();

  constructor(reading: Reading) {
    this.#reading = reading;
    this.#sources = reading.project.sources.flatMap((file) => reading.sourceOf(file) ?? []);
    this.#links = new SourceLinks(reading, this.#sources);
  }

  /** @returns the symbol that is to go, or why it cannot be tried */
  add(node: NodeSummary): DeclaredSymbol | string {
    const found = declaredAs(this.#reading, node);
    if (typeof found === 'string') return found;
    const cuts = cutsOf(this.#reading, found);
    if (typeof cuts === 'string') return cuts;
    this.#removed.set(found, cuts);
    return found;
  }

  /** The same for what is not asked about itself, if it stands at the top of its file. */
  addToo(node: NodeSummary): void {
    const found = declaredAs(this.#reading, node);
    if (typeof found === 'string' || found.isLocal || found.parent?.parent !== undefined) return;
    const cuts = cutsOf(this.#reading, found);
    if (typeof cuts !== 'string' && !this.#removed.has(found)) this.#removed.set(found, cuts);
  }

  /** Puts back whatever is needed, until nothing breaks. @throws `ABORTED` */
  async settle(signal: AbortSignal | undefined, deadline: number): Promise<void> {
    // After something is put back only a few files can break anew; in the end all are looked at.
    let few: ReadonlySet<ts.SourceFile> | undefined;
    while (this.#removed.size > 0) {
      const cuts = this.#cuts();
      const affected = few ?? this.#affected(cuts);
      const errors = await newErrors(this.#reading, { cuts, affected, signal, deadline });
      if (errors === undefined) {
        const reason = 'the time was up before the compiler had answered';
        this.#keepAll(this.#removed.keys(), { state: 'not-checked', reason });
        return;
      }
      if (errors.length === 0 && few === undefined) return;
      few = errors.length === 0 ? undefined : this.#putBack(errors);
    }
  }

  answer(symbol: DeclaredSymbol): Verification {
    return this.#kept.get(symbol) ?? { state: 'verified' };
  }

  /** @returns the files that were or may be broken */
  #putBack(errors: readonly NewError[]): Set<ts.SourceFile> {
    const before = new Set(this.#removed.keys());
    const suspects = new Set<DeclaredSymbol>();
    for (const error of errors) {
      const blame = culprits(this.#reading, error, before);
      this.#keepAll(blame.sure, { state: 'breaks', ...toldOf(this.#reading, error) });
      for (const suspect of blame.suspects) suspects.add(suspect);
    }
    const [first] = errors;
    if (this.#removed.size === before.size && first !== undefined) {
      const { message, file, line } = toldOf(this.#reading, first);
      const reason = `something breaks without it or others that were tried with it: ${file}:${line}: ${message}`;
      this.#keepAll(this.#suspectsOf(errors, suspects), { state: 'not-checked', reason });
    }
    const back = [...before].filter((symbol) => !this.#removed.has(symbol));
    return new Set([
      ...errors.map(({ source }) => source),
      ...back.flatMap(({ declarations }) => declarations[0]?.getSourceFile() ?? []),
    ]);
  }

  /** What errors that name nothing may be about: what stood in their files, else anything. */
  #suspectsOf(errors: readonly NewError[], named: ReadonlySet<DeclaredSymbol>): Iterable<DeclaredSymbol> {
    if (named.size > 0) return named;
    const sources = new Set(errors.map(({ source }) => source));
    const beside = [...this.#removed.keys()].filter(({ declarations }) =>
      declarations.some((node) => sources.has(node.getSourceFile())),
    );
    return beside.length > 0 ? beside : this.#removed.keys();
  }

  /** With what they stand in: a part is nowhere without its whole. */
  #keepAll(symbols: Iterable<DeclaredSymbol>, answer: Verification): void {
    for (const symbol of [...symbols]) {
      for (let part: DeclaredSymbol | undefined = symbol; part !== undefined; part = part.parent) {
        if (this.#removed.delete(part)) this.#kept.set(part, answer);
      }
    }
  }

  #cuts(): Map<ts.SourceFile, Cut[]> {
    const gone = new Set([...this.#removed.keys()].flatMap(({ declarations }) => declarations));
    const aliases = this.#links.aliases.filter(({ declarations }) =>
      declarations.every((declaration) => gone.has(declaration)),
    );
    const cuts = [...[...this.#removed.values()].flat(), ...aliases.map(({ cut }) => cut)];
    const bySource = groupBy(cuts, ({ node }) => node.getSourceFile());
    return new Map([...bySource].map(([source, own]) => [source, outermost(own)]));
  }

  /** Where anything may break: in what is edited, and in whatever imports what others may notice of it. */
  #affected(cuts: ReadonlyMap<ts.SourceFile, readonly Cut[]>): Set<ts.SourceFile> {
    const { compiler } = this.#reading;
    const outward = new Set<ts.SourceFile>();
    for (const symbol of this.#removed.keys()) {
      const source = symbol.declarations[0]?.getSourceFile();
      if (source !== undefined && isSeenOutside(this.#reading, symbol)) outward.add(source);
    }
    for (const { source, cut, isExport } of this.#links.aliases)
      if (isExport && cuts.get(source)?.includes(cut)) outward.add(source);
    if ([...outward].some((source) => !compiler.isExternalModule(source))) return new Set(this.#sources);
    return new Set([...cuts.keys(), ...this.#links.withImporters(outward)]);
  }
}

/** The symbol of the program that a node stands for, or why there is none. */
function declaredAs(reading: Reading, { id, name, kind, file, span }: NodeSummary): DeclaredSymbol | string {
  if (!/\.[cm]?[jt]sx?$/.test(file)) return 'the TypeScript compiler does not read its language';
  const source = reading.sourceOf(file);
  if (source === undefined || reading.fileOf(source) === undefined)
    return 'its file is not among the sources of the folder';
  if (kind === 'Module') return 'it is no declaration that could be cut out';
  if (!isChecked(reading, source)) return 'the compiler does not check the types of its file';
  const line = (position: number): number => source.getLineAndCharacterOfPosition(position).line + 1;
  const fits = ({ declarations }: DeclaredSymbol): boolean =>
    declarations.some(
      (node) => line(node.getStart(source)) === span.startLine && line(node.end) === span.endLine,
    );
  const { symbols } = reading.declarationsOf(source, file);
  const named = symbols.filter((symbol) => symbol.name === name && fits(symbol));
  return named.find((symbol) => symbol.id === id) ?? named[0] ?? 'nothing of its name stands there now';
}

function isChecked(reading: Reading, source: ts.SourceFile): boolean {
  const [, word] = /^\s*\/\/\s*@ts-(check|nocheck)\b/m.exec(source.text) ?? [];
  if (word !== undefined) return word === 'check';
  return !/\.[cm]?jsx?$/.test(source.fileName) || reading.project.options.checkJs === true;
}

/** How a symbol goes with all its parts, also those that stand outside it. */
function cutsOf(reading: Reading, symbol: DeclaredSymbol): readonly Cut[] | string {
  const cuts: Cut[] = [];
  for (const declaration of [...symbol.declarations, ...partsOutside(reading, symbol)]) {
    const cut = cutOf(reading.compiler, declaration);
    if (typeof cut === 'string') return cut;
    cuts.push(cut);
  }
  return cuts;
}

/** Declarations of members that are added by an assignment after what they belong to. */
function partsOutside(reading: Reading, symbol: DeclaredSymbol): ts.Node[] {
  const source = symbol.declarations[0]?.getSourceFile();
  const file = source && reading.fileOf(source);
  if (source === undefined || file === undefined) return [];
  const isInside = (node: ts.Node): boolean =>
    symbol.declarations.some((whole) => whole.pos <= node.pos && node.end <= whole.end);
  return reading
    .declarationsOf(source, file)
    .symbols.filter(({ parent }) => parent === symbol)
    .flatMap(({ declarations }) => declarations.filter((node) => !isInside(node)));
}

/** Whether anything outside its file may depend on a symbol. */
function isSeenOutside({ compiler }: Reading, { isLocal, parent, declarations }: DeclaredSymbol): boolean {
  if (isLocal) return false;
  const isAtTop = parent?.parent === undefined;
  if (!isAtTop) return true;
  return declarations.some(
    (node) =>
      !compiler.isExternalModule(node.getSourceFile()) ||
      (compiler.getCombinedModifierFlags(node as ts.Declaration) & compiler.ModifierFlags.Export) !== 0 ||
      compiler.isExportAssignment(node) ||
      compiler.isModuleDeclaration(node),
  );
}

/** The cuts that lie in no other. */
function outermost(cuts: readonly Cut[]): Cut[] {
  const sorted = cuts.toSorted((a, b) => a.node.pos - b.node.pos || b.node.end - a.node.end);
  let end = -1;
  return sorted.filter(({ node }) => {
    if (node.end <= end) return false;
    end = node.end;
    return true;
  });
}

function toldOf(reading: Reading, { source, diagnostic }: NewError) {
  const { messageText: text } = diagnostic;
  return {
    code: diagnostic.code,
    message: typeof text === 'string' ? text : text.messageText,
    file: reading.fileOf(source) ?? source.fileName,
    line: source.getLineAndCharacterOfPosition(diagnostic.start).line + 1,
  };
}
