import { existingFolder, hashFiles } from '../../../repository/folder-files.ts';
import type { NodeSummary, ReadOptions } from '../../../storage/index.ts';
import { readConfigs } from '../configs.ts';
import { compileSources, readProject } from '../project.ts';
import { Reading } from '../reading.ts';
import { loadTypeScript } from '../typescript.ts';
import { TYPESCRIPT_FILES } from '../typescript-analyzer.ts';
import { Removal } from './removal.ts';
import type { Verification } from './verification.ts';

/** What else goes, what the folder was, and how long it may take. */
export interface VerifyOptions extends ReadOptions {
  /**
   * Further nodes that nothing alive needs, and that go as well: that one of
   * them refers to an item is no reason to keep it.
   */
  readonly goneToo?: readonly NodeSummary[];
  /**
   * The files' hashes as they were analysed (`GraphMetadata.fileHashes`):
   * what lies in a file that differs is not checked.
   */
  readonly fileHashes?: Readonly<Record<string, string>>;
  /** What is open then is not checked. Default 5 minutes. */
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 5 * 60_000;

/**
 * Asks the TypeScript compiler what breaks in a folder without some declarations. All of them
 * are cut out at once, in memory alone; what an error is about comes back, and then what that
 * needs, until there is no error that was not there before. So what is verified can go together.
 * Nothing of the folder is run or written. What the compiler does not check, such as JavaScript
 * without `checkJs` or values of type `any`, it cannot miss.
 *
 * @param items declarations of any analyzer, found by name and lines
 * @returns one answer for each item, by its id
 * @throws `NOT_FOUND` for a folder that is not there, `UNSUPPORTED`
 * without a compiler, `UNAVAILABLE`, `ABORTED`
 */
export async function verifyRemovals(
  folder: string,
  items: readonly NodeSummary[],
  options: VerifyOptions = {},
): Promise<ReadonlyMap<string, Verification>> {
  const { goneToo = [], fileHashes = {}, timeoutMs = DEFAULT_TIMEOUT_MS, signal } = options;
  const deadline = performance.now() + timeoutMs;
  const home = await existingFolder(folder);
  const hashes = await hashFiles(home, TYPESCRIPT_FILES, options);
  const removal = new Removal(await readingOf(home, Object.keys(hashes)));
  const isOther = ({ file }: NodeSummary): boolean =>
    fileHashes[file] !== undefined && hashes[file] !== undefined && fileHashes[file] !== hashes[file];
  const found = items.map((item) => ({
    id: item.id,
    symbol: isOther(item) ? 'its file has changed since the analysis' : removal.add(item),
  }));
  for (const node of goneToo) if (!isOther(node)) removal.addToo(node);
  await removal.settle(signal, deadline);
  return new Map(
    found.map(({ id, symbol }): [string, Verification] => [
      id,
      typeof symbol === 'string' ? { state: 'not-checked', reason: symbol } : removal.answer(symbol),
    ]),
  );
}

/** The folder compiled as the analyzer does, with JavaScript checked where a configuration wants that. */
async function readingOf(folder: string, files: readonly string[]): Promise<Reading> {
  const { ts: compiler } = await loadTypeScript(folder);
  const project = readProject(compiler, folder, files);
  const configs = readConfigs(compiler, project.folder, files, () => {});
  const checkJs = configs.some(({ options }) => options.checkJs === true);
  const checked = { ...project, options: { ...project.options, checkJs } };
  return new Reading(checked, compileSources(checked, checked.sources));
}
