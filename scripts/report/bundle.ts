import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '../..');
const SOURCE = join(ROOT, 'src/report/page');
const BUILT = join(ROOT, 'dist/report/page');
/** What is bundled into the script, whose licences the page shows. */
const LIBRARIES = ['d3-hierarchy'];

/** Bundles script and style of the page, and puts the licences of what is bundled into it. */
export async function buildPage(): Promise<{ readonly bytes: number }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(SOURCE, 'main.ts'), join(SOURCE, 'page.css')],
    outdir: BUILT,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    absWorkingDir: ROOT,
    format: 'iife',
    target: ['chrome123', 'firefox121', 'safari17.5'],
    charset: 'utf8',
    legalComments: 'none',
  });
  const bundled = Object.keys(metafile.inputs).flatMap(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  );
  const unknown = bundled.filter((name) => !LIBRARIES.includes(name));
  if (unknown.length > 0) throw new Error(`The page bundles ${unknown[0]}, whose licence it does not show.`);
  const html = await readFile(join(SOURCE, 'page.html'), 'utf8');
  const texts = new Map(
    outputFiles.map(({ path, text }) => [path.endsWith('.css') ? 'page.css' : 'page.js', text]),
  );
  const licences = await Promise.all(LIBRARIES.map(licenceOf));
  texts.set(
    'page.html',
    html.replace('{{licences}}', () => licences.join('\n')),
  );
  await mkdir(BUILT, { recursive: true });
  for (const [name, text] of texts) await replaceFile(join(BUILT, name), text);
  return { bytes: [...texts.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0) };
}

async function licenceOf(library: string): Promise<string> {
  const text = await readFile(join(ROOT, 'node_modules', library, 'LICENSE'), 'utf8');
  return `${library}\n${text}`.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Tests may read the page while others build it. */
async function replaceFile(path: string, text: string): Promise<void> {
  const aside = `${path}.${process.pid}.partial`;
  await writeFile(aside, text);
  await rename(aside, path);
}
