import { nearest, quote, StorageError } from '../errors/index.ts';

/** The URL schemes of Neo4j's own drivers. */
export const NEO4J_SCHEMES = ['neo4j', 'neo4j+s', 'neo4j+ssc', 'bolt', 'bolt+s', 'bolt+ssc'] as const;

const KNOWN_SCHEMES = ['memory', 'file', 'sqlite', ...NEO4J_SCHEMES];
const FORMS =
  'Known are memory:, file:DIR, sqlite:FILE, and neo4j:// or bolt:// (also +s and +ssc) with [user:password@]host[:port][/database].';

/** What a store URL says by itself, before options and environment complete it. */
export type ParsedUrl =
  | { readonly kind: 'memory' }
  | { readonly kind: 'file'; readonly directory: string }
  | { readonly kind: 'sqlite'; readonly file: string }
  | {
      readonly kind: 'neo4j';
      /** Without credentials and database. */
      readonly uri: string;
      readonly username: string | undefined;
      readonly password: string | undefined;
      readonly database: string | undefined;
    };

/**
 * Reads a store URL. No error quotes any part of it that could be a credential.
 * @param place how errors call the URL: their first words
 * @param home what `~/` stands for, where it is known
 * @throws `CONFIG_INVALID`
 */
export function parseStoreUrl(url: string, place: string, home: string | undefined): ParsedUrl {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === 'memory') return parseMemory(url, place);
  if (scheme === 'file') return { kind: 'file', directory: pathOf(url, place, home, FILE_FORM) };
  if (scheme === 'sqlite') return { kind: 'sqlite', file: pathOf(url, place, home, SQLITE_FORM) };
  if (NEO4J_SCHEMES.some((known) => known === scheme)) return parseNeo4j(url, place);
  throw unknownScheme(url, scheme, place);
}

function parseMemory(url: string, place: string): ParsedUrl {
  if (url.length > 'memory:'.length) throw wrongUrl(place, 'has something behind memory:', 'Write memory:.');
  return { kind: 'memory' };
}

/** How the URLs of one embedded backend are written. */
interface PathForm {
  /** Such as `file:`. */
  readonly prefix: string;
  readonly path: string;
  readonly noun: string;
}

const FILE_FORM: PathForm = { prefix: 'file:', path: 'DIR', noun: 'folder' };
const SQLITE_FORM: PathForm = { prefix: 'sqlite:', path: 'FILE', noun: 'file' };

/**
 * `file:DIR` is taken literally, `file:///DIR` is a file URL with its percent encoding; `sqlite:` likewise.
 */
function pathOf(url: string, place: string, home: string | undefined, form: PathForm): string {
  const { prefix, path, noun } = form;
  const rest = url.slice(prefix.length);
  if (/\?[\w-]+=/.test(rest)) {
    const remedy = `Give options to the program, not in the URL; a ? in a path is %3F behind ${prefix}//.`;
    throw wrongUrl(place, 'has parameters, which no path has', remedy);
  }
  if (rest === '') throw wrongUrl(place, `names no ${noun}`, `Write ${prefix}${path}.`);
  if (/^~(?=[\\/]|$)/.test(rest)) {
    if (home === undefined)
      throw wrongUrl(place, 'starts with ~, and the home folder is not known', 'Write the whole path.');
    return home + rest.slice(1);
  }
  if (!rest.startsWith('//')) return rest;
  if (!rest.startsWith('///')) {
    const remedy = `Write ${prefix}${path} for a relative ${noun}, ${prefix}///${path} for an absolute one.`;
    throw wrongUrl(place, `names a host where a ${noun} is wanted`, remedy);
  }
  return decoded(rest.slice(/^\/\/\/[a-z]:/i.test(rest) ? 3 : 2), place);
}

function parseNeo4j(text: string, place: string): ParsedUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.hostname === '' || strayCredential(url)) {
    const remedy =
      'Write neo4j://[user:password@]host[:port][/database], with @ : / ? # in a password as %40 %3A %2F %3F %23.';
    throw wrongUrl(place, 'is no complete Neo4j address', remedy);
  }
  const path = url.pathname.replace(/^\//, '').replace(/\/$/, '');
  if (path.includes('/')) throw wrongUrl(place, 'names more than one database', 'Write /database once.');
  const mayRoute = url.protocol.startsWith('neo4j');
  if (url.search !== '' && (!mayRoute || /[?&](user|username|password|token)=/i.test(url.search))) {
    const remedy =
      'Give credentials as user:password@ or by the environment; a routing context goes with neo4j:// only.';
    throw wrongUrl(place, 'has parameters that are not for this place', remedy);
  }
  const given = (part: string): string | undefined => (part === '' ? undefined : decoded(part, place));
  return {
    kind: 'neo4j',
    uri: `${url.protocol}//${url.host}${url.search}`,
    username: given(url.username),
    password: given(url.password),
    database: given(path),
  };
}

/**
 * An unescaped `/`, `?` or `#` in a password ends the authority early
 * and leaves the rest of it, and an @, behind.
 */
function strayCredential(url: URL): boolean {
  return url.hash !== '' || url.pathname.includes('@') || url.search.includes('@');
}

function decoded(text: string, place: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrongUrl(place, 'has a broken percent encoding', 'Write a single % as %25.');
  }
}

function unknownScheme(url: string, scheme: string | undefined, place: string): StorageError {
  // `user:password@host` looks like a scheme too, and must not be quoted.
  const quotable = url.includes('://') || !url.includes('@');
  if (scheme === undefined || /^[a-z]$/.test(scheme)) {
    const hint = quotable && url !== '' ? ` For a folder write ${quote(`file:${url}`)}.` : '';
    return wrongUrl(place, url === '' ? 'is empty' : 'has no scheme', FORMS + hint);
  }
  if (!quotable) return wrongUrl(place, 'has no scheme', FORMS);
  if (!url.includes('//')) {
    const server = /^[\w.-]+:\d+/.test(url) ? ` For a server write ${quote(`bolt://${url}`)}.` : '';
    return wrongUrl(place, `has the unknown scheme ${quote(scheme)}`, FORMS + server);
  }
  if (/^https?$/.test(scheme)) {
    const host = URL.canParse(url) ? new URL(url).hostname : '';
    const remedy =
      host === '' || url.includes('@') ? FORMS : `Give Bolt's address: ${quote(`bolt://${host}:7687`)}.`;
    return wrongUrl(place, 'is the address of a page, such as Neo4j Browser', remedy);
  }
  const near = nearest(scheme, KNOWN_SCHEMES, 1).map((known) => ` Did you mean ${known}?`);
  return wrongUrl(place, `has the unknown scheme ${quote(scheme)}`, FORMS + near.join(''));
}

function wrongUrl(place: string, problem: string, remedy: string): StorageError {
  return new StorageError('CONFIG_INVALID', `${place} ${problem}. ${remedy}`, {
    context: { place },
  });
}
