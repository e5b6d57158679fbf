import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importsIn } from './arrows/imports.ts';
import { pictureIn } from './arrows/picture.ts';
import { arrowProblems } from './arrows/problems.ts';

/**
 * Checks every import below `src`, of types too: against the arrows of the picture
 * in `docs/architecture.md`, and for circles of files.
 */

const ROOT = join(import.meta.dirname, '..');
const DOCUMENT = 'docs/architecture.md';

const imports = importsIn(join(ROOT, 'src'));
const problems = arrowProblems(imports, pictureIn(readFileSync(join(ROOT, DOCUMENT), 'utf8')));
for (const problem of problems) console.error(problem);
console.log(
  `the imports of ${imports.size} files checked against ${DOCUMENT}, ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
