/**
 * A small program in which every declaration in question says at the end of its line
 * what is true of it: `//: alive`, `//: test-only`, `//: dead`, `//: doubt NAME`
 * where nothing in the program tells, or `//: not judged`.
 */
export interface LabelledProgram {
  /** The rule or doubt that it is about. */
  readonly about: string;
  readonly files: Readonly<Record<string, string>>;
}

/** What is true of what is declared in a line. */
export interface Label {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly says: string;
}

/** The labels of a program, in its own order. */
export function labelsOf({ files }: LabelledProgram): Label[] {
  return Object.entries(files).flatMap(([file, text]) =>
    text.split('\n').flatMap((line, index) => {
      const [, says] = /(?:\/\/|#): (.+)$/.exec(line) ?? [];
      return says === undefined ? [] : [{ file, line: index + 1, says: says.trim() }];
    }),
  );
}
