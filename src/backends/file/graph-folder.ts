import { isUtf8 } from 'node:buffer';
import { readdir } from 'node:fs/promises';
import { diskError, systemCode } from '../../errors/disk-error.ts';
import {
  escapedStem,
  foldedName,
  GRAPH_SUFFIXES,
  isHashedStem,
  isSafeId,
  METADATA_SUFFIX,
  unescapedId,
} from './file-names.ts';
import { storedRepoId } from './graph-file.ts';

/** What lies in the folder: nothing below it and nothing beside it is ever looked at. */
export interface FolderNames {
  /** Every name that is UTF-8. */
  readonly all: ReadonlySet<string>;
  /** Stems of files, or links, that are named as graphs are. */
  readonly graphs: ReadonlySet<string>;
}

/** Which file belongs to which repository, decided by what lies in the folder at the moment of the call. */
export class GraphFolder {
  readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
  }

  async names(): Promise<FolderNames> {
    const entries = await readdir(this.directory, { withFileTypes: true, encoding: 'buffer' }).catch(
      (error) => {
        if (systemCode(error) === 'ENOENT') return [];
        throw diskError(error, this.directory);
      },
    );
    const all = new Set<string>();
    const graphs = new Set<string>();
    for (const entry of entries) {
      if (!isUtf8(entry.name)) continue;
      const name = entry.name.toString();
      all.add(name);
      const suffix = GRAPH_SUFFIXES.find((one) => name.endsWith(one));
      if (suffix !== undefined && (entry.isFile() || entry.isSymbolicLink()))
        graphs.add(name.slice(0, -suffix.length));
    }
    return { all, graphs };
  }

  /** The ids of all repositories that have a graph file, of either form. */
  async repositories(): Promise<string[]> {
    const { graphs } = await this.names();
    const ids = new Set<string>();
    for (const stem of graphs) ids.add(await this.#idOf(stem));
    return [...ids];
  }

  /** The stem of the repository's graph file, `undefined` where it has none. */
  async find(id: string): Promise<string | undefined> {
    return (await this.stemsOf(id, await this.names()))[0];
  }

  /** All stems that name this repository: CodePrism may have written its own beside an escaped one. */
  async stemsOf(id: string, names: FolderNames): Promise<string[]> {
    const stems: string[] = [];
    for (const stem of new Set([id, escapedStem(id)])) {
      if (names.graphs.has(stem) && (await this.#belongsTo(stem, id))) stems.push(stem);
    }
    return stems;
  }

  /** The stem to write the repository under: that of its file, else its own id, else an escaped one. */
  async stemToWrite(id: string, names: FolderNames): Promise<string> {
    const [existing] = await this.stemsOf(id, names);
    if (existing !== undefined) return existing;
    return isSafeId(id) && !hasClash(id, names) ? id : escapedStem(id);
  }

  async #belongsTo(stem: string, id: string): Promise<boolean> {
    if (!isHashedStem(stem)) return (unescapedId(stem) ?? stem) === id;
    const stored = await storedRepoId(this.directory, stem);
    // A hashed file that is too damaged to say its id is still found, so that loading it says what is wrong.
    if (stored === undefined) return true;
    return escapedStem(stored) === stem ? stored === id : stem === id;
  }

  async #idOf(stem: string): Promise<string> {
    if (!isHashedStem(stem)) return unescapedId(stem) ?? stem;
    // A file that leads nowhere or elsewhere is reported when it is asked for; it hides nobody else's.
    const stored = await storedRepoId(this.directory, stem).catch(() => undefined);
    return stored !== undefined && escapedStem(stored) === stem ? stored : stem;
  }
}

/** Whether another id's file has a name that some file system would take for this one's. */
function hasClash(id: string, names: FolderNames): boolean {
  for (const suffix of [...GRAPH_SUFFIXES, METADATA_SUFFIX]) {
    const wanted = foldedName(id + suffix);
    for (const name of names.all) {
      if (name !== id + suffix && foldedName(name) === wanted) return true;
    }
  }
  return false;
}
