import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { strToU8, zipSync } from 'fflate';
import { diskError } from '../../errors/disk-error.ts';
import { StorageError } from '../../errors/index.ts';
import type { ResolvedStore } from '../../manager/resolve-store.ts';
import { desktopOpener, openAddress } from '../desktop.ts';
import { type KitExamples, kitExamples } from '../explore-examples.ts';
import { printable } from '../output/width.ts';
import { chooseRepository } from '../repository.ts';
import type { Cli } from '../session.ts';

const KIT = fileURLToPath(new URL('../../../cypher/explore/', import.meta.url));
const STYLE = 'codeprism.grass';
const SCRIPTS = 'saved-scripts.zip';
/** A line of a script that sets a parameter: what stands before the value, its name, and the value. */
const HINT = /(:param (\w+) => )'([^']*)'/g;

interface ExploreFlags {
  readonly out: string;
  readonly browser?: string;
  readonly open: boolean;
}

interface ExploreReport {
  readonly repoId: string;
  /** The page of Neo4j Browser, with the connection filled in, never a password. */
  readonly address: string;
  readonly style: string;
  readonly scripts: string;
}

/** Adds the command `explore`. */
export function addExplore(program: Command, cli: Cli): void {
  program
    .command('explore')
    .description('open Neo4j Browser on a repository, with a style and saved scripts for code graphs')
    .argument('[REPO]', 'the repository; may be left out where only one is stored')
    .option('--out <FOLDER>', 'where the style and the scripts are written', 'codeprism-explore')
    .option('--no-open', 'only print the address, also where there is a desktop')
    .option('--browser <URL>', "Browser's address (default: port 7474 of the store's server)")
    .addHelpText(
      'after',
      '\nWhere there is a desktop the address is opened, else it is only printed. The scripts get examples that the repository holds.\n\nExample:\n  codeprism-neo4j explore ajv --store bolt://localhost:7687',
    )
    .action(async (named: string | undefined, flags: ExploreFlags) => {
      const resolved = await cli.store();
      const address = browserAddress(resolved, flags.browser);
      await cli.withStore(async (session) => {
        const repoId = await chooseRepository(session, named);
        const examples = await kitExamples(session, repoId);
        const report = { repoId, address, ...(await writeKit(flags.out, repoId, examples)) };
        const opener = flags.open && !cli.output.json ? await desktopOpener(cli.terminal) : undefined;
        await cli.output.answer(report, () => reportText(report, opener !== undefined));
        if (opener !== undefined) openAddress(opener, address);
      });
    });
}

/** @throws `CONFIG_INVALID` for a store that is no Neo4j, or an address that is none */
function browserAddress(store: ResolvedStore, given: string | undefined): string {
  if (store.kind !== 'neo4j') {
    throw new StorageError(
      'CONFIG_INVALID',
      'Neo4j Browser shows graphs that are in Neo4j. Name a server with --store, such as bolt://localhost:7687.',
    );
  }
  const server = new URL(store.uri.replace(/^(?:neo4j|bolt)(?:\+\w+)?:/, 'http:'));
  const page = pageOf(given ?? `http://${server.hostname}:7474/browser/`);
  const user = store.username === undefined ? '' : `${encodeURIComponent(store.username)}@`;
  page.searchParams.set('dbms', store.uri.replace('://', `://${user}`).replace(/\?.*$/, ''));
  if (store.database !== undefined) page.searchParams.set('db', store.database);
  return page.href;
}

function pageOf(address: string): URL {
  const page = URL.canParse(address) ? new URL(address) : undefined;
  if (page?.protocol === 'http:' || page?.protocol === 'https:') return page;
  throw new StorageError(
    'CONFIG_INVALID',
    '--browser is no address of a page. Give one such as http://localhost:7474/browser/.',
  );
}

/** Writes the style and the scripts, their hints naming the repository and what it holds. */
async function writeKit(
  folder: string,
  repoId: string,
  examples: KitExamples,
): Promise<Pick<ExploreReport, 'style' | 'scripts'>> {
  const { literal } = await import('../../backends/neo4j/export/cypher-text.ts');
  const hinted = (text: string): string =>
    text.replace(HINT, (hint, start: string, name: string, value: string) => {
      const chosen = name === 'repo' ? repoId : examples.get(value);
      return chosen === undefined ? hint : `${start}${literal(chosen)}`;
    });
  const files: Record<string, Uint8Array> = {};
  for (const entry of await readdir(KIT, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    for (const name of await readdir(join(KIT, entry.name))) {
      const text = await readFile(join(KIT, entry.name, name), 'utf8');
      files[`${entry.name}/${name}`] = strToU8(hinted(text));
    }
  }
  const [style, scripts] = [join(folder, STYLE), join(folder, SCRIPTS)];
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(style, await readFile(join(KIT, STYLE)));
    await writeFile(scripts, zipSync(files));
  } catch (error) {
    throw diskError(error, folder);
  }
  return { style, scripts };
}

function reportText({ address, style, scripts }: ExploreReport, isOpened: boolean): string {
  return [
    isOpened ? 'Neo4j Browser opens; connect there:' : 'Open Neo4j Browser and connect:',
    `  ${printable(address)}`,
    'Then drop onto its window, one after the other:',
    `  ${printable(style)}  colours, sizes and captions`,
    `  ${printable(scripts)}  questions, which then stand under Favorites (the star)`,
    'Run overview/choose-repository first.',
  ].join('\n');
}
