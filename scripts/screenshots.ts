import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BrowserWindow } from '../test/browser/support/browser-window.ts';
import { startChromium } from '../test/browser/support/chromium.ts';
import { startLocalServer } from '../test/server/index.ts';
import { run } from '../test/unit/cli/run.ts';
import { takeReportPicture } from './report/picture.ts';

/**
 * Takes the pictures of docs/explore.md, the example graph in a server of its own,
 * seen through the kit; and that of docs/report.md.
 */

const ROOT = join(import.meta.dirname, '..');
const IMAGES = join(ROOT, 'docs/images');

interface Picture {
  readonly file: string;
  readonly folder: string;
  readonly title: string;
  /** A parameter's line, typed before. */
  readonly hint?: string;
}

const PICTURES: readonly Picture[] = [
  { file: 'modules.png', folder: 'overview', title: 'Modules and imports' },
  {
    file: 'callers.png',
    folder: 'call-graph',
    title: 'Who calls it',
    hint: ":param name => 'checkStrictMode'",
  },
  { file: 'dead-code.png', folder: 'dead-code', title: 'Marked as dead' },
  { file: 'file-cycles.png', folder: 'cycles', title: 'Mutual file dependencies' },
];

async function takeAll(window: BrowserWindow): Promise<void> {
  await window.toggleScripts();
  await window.toggleFolder('overview');
  await window.runScript('Choose the repository');
  await window.toggleFolder('overview');
  for (const { file, folder, title, hint } of PICTURES) {
    if (hint !== undefined) await window.type(hint);
    await window.toggleFolder(folder);
    const answer = await window.runScript(title);
    if (answer.error !== undefined) throw new Error(`${title}: ${answer.error}`);
    if (answer.isGraph) await window.showWhole(answer);
    await window.page.screenshot({ path: join(IMAGES, file) });
    console.log(`docs/images/${file}`);
    if (answer.isGraph) await window.page.getByTitle('Close fullscreen').click();
    await window.toggleFolder(folder);
  }
}

const folder = await mkdtemp(join(tmpdir(), 'codeprism-screenshots-'));
await using server = await startLocalServer({ heap: '1g', onNotice: console.log });
const chromium = await startChromium();
try {
  const env = { NEO4J_URI: server.uri, NEO4J_USERNAME: server.username, NEO4J_PASSWORD: server.password };
  const command = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(args, { env });
    if (code !== 0) throw new Error(stderr);
    return stdout;
  };
  await command('import', join(ROOT, 'examples/graphs/ajv-8.20.0.json.gz'));
  await command('dead-code', 'ajv', '--mark');
  const shown = await command('explore', 'ajv', '--out', folder, '--browser', `${server.httpUri}/browser/`);
  const [address = ''] = /http\S+/.exec(shown) ?? [];
  const window = await BrowserWindow.open(chromium, address);
  await window.connect(server.password);
  await window.drop(join(folder, 'codeprism.grass'));
  await window.drop(join(folder, 'saved-scripts.zip'));
  await takeAll(window);
  const page = join(folder, 'report.html');
  await command('report', 'ajv', '--out', page);
  await takeReportPicture(chromium, page, join(IMAGES, 'report.png'));
  console.log('docs/images/report.png');
} finally {
  await chromium.close();
  await rm(folder, { recursive: true, force: true });
}
