import type { SerializableNode } from '../../graph/index.ts';
import { languageOf } from '../graph/language.ts';

const JAVASCRIPT = [
  'toString',
  'toJSON',
  'toLocaleString',
  'valueOf',
  'then',
  'next',
  'return',
  'throw',
  'inspect',
];
const JVM = ['toString', 'equals', 'hashCode', 'compareTo', 'finalize', 'close', 'run', 'call', 'iterator'];
const SERIALISATION = [
  'readObject',
  'writeObject',
  'readResolve',
  'writeReplace',
  'readExternal',
  'writeExternal',
];
const PYTHON = ['setUp', 'tearDown', 'setUpClass', 'tearDownClass', 'setUpModule', 'tearDownModule'];
const RUBY = [
  'initialize',
  'method_missing',
  'respond_to_missing?',
  'to_s',
  'to_str',
  'inspect',
  'each',
  'call',
  'hash',
];
const GO = [
  'init',
  'main',
  'String',
  'Error',
  'ServeHTTP',
  'MarshalJSON',
  'UnmarshalJSON',
  'Len',
  'Less',
  'Swap',
];
const RUST = [
  'drop',
  'fmt',
  'next',
  'deref',
  'deref_mut',
  'eq',
  'cmp',
  'partial_cmp',
  'hash',
  'default',
  'from',
  'clone',
];
const DOTNET = ['ToString', 'Equals', 'GetHashCode', 'Dispose', 'DisposeAsync', 'GetEnumerator', 'CompareTo'];

/** Names that languages or their runtimes call by themselves, by language or file extension. */
const NAMES: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [
    { languages: ['javascript', 'js', 'jsx', 'mjs', 'cjs'], names: JAVASCRIPT },
    { languages: ['typescript', 'ts', 'tsx', 'mts', 'cts'], names: JAVASCRIPT },
    { languages: ['python', 'py', 'pyi'], names: PYTHON },
    { languages: ['java', 'kotlin', 'kt', 'scala', 'groovy'], names: [...JVM, ...SERIALISATION] },
    { languages: ['ruby', 'rb'], names: RUBY },
    { languages: ['go'], names: GO },
    { languages: ['rust', 'rs'], names: RUST },
    { languages: ['csharp', 'c#', 'cs', 'fsharp', 'fs', 'vb'], names: DOTNET },
  ].flatMap(({ languages, names }) => languages.map((language) => [language, new Set(names)] as const)),
);
const WITH_DUNDERS = new Set(['python', 'py', 'pyi', 'php']);
const DUNDER = /^__\w+__$/;
const MAGIC = /^__\w+$/;
/** Well-known symbols, and names that are worked out when the program runs. */
const SYMBOL = /Symbol\.|^@@|^\[/;

/** Whether the node's language or runtime calls its name by itself. */
export function isProtocolName(node: Pick<SerializableNode, 'name' | 'file' | 'attributes'>): boolean {
  const language = languageOf(node);
  if (WITH_DUNDERS.has(language) && (language === 'php' ? MAGIC : DUNDER).test(node.name)) return true;
  const names = NAMES.get(language);
  return names !== undefined && (names.has(node.name) || (names.has('toJSON') && SYMBOL.test(node.name)));
}
