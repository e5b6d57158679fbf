import { describe, expect, test } from 'vitest';
import type { Imports } from '../../../scripts/arrows/imports.ts';
import { pictureIn } from '../../../scripts/arrows/picture.ts';
import { arrowProblems } from '../../../scripts/arrows/problems.ts';

const picture = pictureIn(`
# A document

\`\`\`mermaid
flowchart TB
  top[top: all of it --> shown] --> backends & side
  subgraph backends
    one & two
  end
  backends --> base[base: the ground]
  side --> base
\`\`\`
`);

/** Every part has a file, so that nothing else is wrong. */
const GROUND: Imports = new Map([
  ['index.ts', ['top/a.ts']],
  ['top/a.ts', ['backends/one/a.ts', 'base/a.ts']],
  ['side/a.ts', ['base/a.ts']],
  ['backends/one/a.ts', ['base/a.ts', 'backends/one/b.ts']],
  ['backends/one/b.ts', []],
  ['backends/two/a.ts', []],
  ['base/a.ts', []],
]);

const problemsWith = (...more: readonly (readonly [string, readonly string[]])[]): string[] =>
  arrowProblems(new Map([...GROUND, ...more]), picture);

describe('the check of arrows', () => {
  test('finds nothing where imports follow the arrows, over several of them too', () => {
    expect(problemsWith()).toEqual([]);
  });

  test.each([
    ['against an arrow', 'base/b.ts', 'top/a.ts', 'no arrow leads from base to top'],
    ['between parts that no arrow joins', 'side/b.ts', 'backends/one/b.ts', 'from side to backends/one'],
    [
      'from one backend to another',
      'backends/one/c.ts',
      'backends/two/a.ts',
      'from backends/one to backends/two',
    ],
    ['of what is for users', 'top/b.ts', 'index.ts', 'for users alone'],
  ])('finds an import %s', (_, file, target, problem) => {
    expect(problemsWith([file, [target]])).toEqual([expect.stringContaining(problem)]);
  });

  test('finds a circle of files within a part, once, and not what only leads to it', () => {
    expect(
      problemsWith(['base/b.ts', ['base/c.ts']], ['base/c.ts', ['base/d.ts']], ['base/d.ts', ['base/c.ts']]),
    ).toEqual(['a circle of imports: src/base/c.ts → src/base/d.ts → src/base/c.ts']);
  });

  test('finds a folder that the picture does not show, and one that it shows in vain', () => {
    const imports = new Map([...GROUND, ['new/a.ts', []], ['new/b.ts', []]]);
    imports.delete('side/a.ts');
    expect(arrowProblems(imports, picture)).toEqual([
      'src/new is in no part of the picture',
      'the picture shows side, but src/side has no file',
    ]);
  });

  test('finds arrows that lead back', () => {
    const back = pictureIn('```mermaid\nflowchart TB\n  a --> b --> a\n```\n');
    expect(arrowProblems(new Map(), back).slice(0, 2)).toEqual([
      "the picture's arrows lead from a back to a",
      "the picture's arrows lead from b back to b",
    ]);
  });
});
