import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entriesOf } from './api/entries.ts';
import { surfaceOf } from './api/surface.ts';

/**
 * Compares what users can import with `docs/public-api.txt`, so that a change of the public surface is seen
 * by whoever reads the change. `--write` accepts it.
 */

const ROOT = join(import.meta.dirname, '..');
const REPORT = 'docs/public-api.txt';
const HEAD = `What users can import, by entry. \`npm run generate\` writes this file, \`npm run check:api\` compares it.\n\n`;

const entries = entriesOf(ROOT);
const surface = HEAD + surfaceOf(ROOT, entries);
if (process.argv.includes('--write')) writeFileSync(join(ROOT, REPORT), surface);
const isSame = readFileSync(join(ROOT, REPORT), 'utf8') === surface;
if (!isSame)
  console.error(`${REPORT} differs from what is exported: npm run generate, and read the difference`);
console.log(
  `${entries.length} entries of the package checked, ${isSame ? 'none differs' : 'not as reported'}`,
);
process.exitCode = isSame ? 0 : 1;
