import { setImmediate } from 'node:timers/promises';
import type ts from 'typescript';
import { throwIfAborted } from '../../../errors/index.ts';
import type { Reading } from '../reading.ts';
import { type Cut, cutText } from './cuts.ts';

/** What the compiler says against a program now and did not before. */
export interface NewError {
  /** The file as it was: positions are the same in both. */
  readonly source: ts.SourceFile;
  readonly diagnostic: ts.DiagnosticWithLocation;
}

/** A program with some declarations cut out of it, in memory. */
export interface TrialInput {
  readonly cuts: ReadonlyMap<ts.SourceFile, readonly Cut[]>;
  /** The files in which anything may break. */
  readonly affected: Iterable<ts.SourceFile>;
  readonly signal?: AbortSignal | undefined;
  /** The end of the time, as `performance.now()` counts it. */
  readonly deadline: number;
}

/**
 * What the compiler has against it that it had not before; `undefined` where the time was up.
 * @throws `ABORTED`
 */
export async function newErrors(reading: Reading, input: TrialInput): Promise<NewError[] | undefined> {
  const { program } = reading;
  const trial = programWithout(reading, input.cuts);
  const found: NewError[] = [];
  for (const source of input.affected) {
    // Checking takes no signal: between two files the process looks whether anyone wants it to stop.
    await setImmediate();
    throwIfAborted(input.signal);
    if (performance.now() > input.deadline) return undefined;
    const edited = trial.getSourceFile(source.fileName);
    if (edited === undefined) continue;
    const after = [
      ...(edited === source ? [] : trial.getSyntacticDiagnostics(edited)),
      ...trial.getSemanticDiagnostics(edited),
    ].filter(isLocated);
    if (after.length === 0) continue;
    const before = new Set(program.getSemanticDiagnostics(source).map(placeOf));
    for (const diagnostic of after) if (!before.has(placeOf(diagnostic))) found.push({ source, diagnostic });
  }
  return found;
}

function programWithout(
  { compiler, program, project }: Reading,
  cuts: ReadonlyMap<ts.SourceFile, readonly Cut[]>,
): ts.Program {
  const edited = new Map<string, ts.SourceFile>();
  for (const [source, ofSource] of cuts) edited.set(source.fileName, without(compiler, source, ofSource));
  const host: ts.CompilerHost = {
    ...project.host,
    getSourceFile: (name, version, onError) =>
      edited.get(name) ?? program.getSourceFile(name) ?? project.host.getSourceFile(name, version, onError),
  };
  const rootNames = program.getRootFileNames();
  return compiler.createProgram({
    rootNames,
    options: program.getCompilerOptions(),
    host,
    oldProgram: program,
  });
}

function without(compiler: Reading['compiler'], source: ts.SourceFile, cuts: readonly Cut[]): ts.SourceFile {
  // What is left of a module stays one.
  const end = compiler.isExternalModule(source) ? '\nexport {};' : '';
  const { fileName, languageVersion, impliedNodeFormat } = source;
  const options = { languageVersion, ...(impliedNodeFormat !== undefined && { impliedNodeFormat }) };
  return compiler.createSourceFile(
    fileName,
    cutText(source, cuts) + end,
    options,
    false,
    scriptKindOf(source),
  );
}

/** TypeScript with or without JSX, JavaScript …, as the compiler has found it; its types do not show it. */
function scriptKindOf(source: ts.SourceFile): ts.ScriptKind | undefined {
  return (source as { readonly scriptKind?: ts.ScriptKind }).scriptKind;
}

function isLocated(diagnostic: ts.Diagnostic): diagnostic is ts.DiagnosticWithLocation {
  return diagnostic.category === 1 && diagnostic.start !== undefined && diagnostic.file !== undefined;
}

/** The same complaint in other words is no new one. */
function placeOf({ start, code }: ts.Diagnostic): string {
  return `${start}:${code}`;
}
