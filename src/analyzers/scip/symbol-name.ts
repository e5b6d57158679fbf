/** What a descriptor names, by the sign that ends it. */
export type DescriptorKind =
  | 'namespace'
  | 'type'
  | 'term'
  | 'method'
  | 'parameter'
  | 'type-parameter'
  | 'meta'
  | 'macro';

/** One step of a symbol's name, such as a class or a method in it. */
export interface Descriptor {
  readonly name: string;
  readonly kind: DescriptorKind;
  /** Where it begins in the symbol's text. */
  readonly start: number;
}

/** A symbol of SCIP in its parts: `scheme manager package version descriptors`. */
export interface SymbolName {
  readonly scheme: string;
  readonly manager: string;
  readonly package: string;
  readonly version: string;
  /** Outermost first; at least one. */
  readonly descriptors: readonly Descriptor[];
  /** Where the version begins in the symbol's text. */
  readonly versionStart: number;
  /** Where the descriptors begin. */
  readonly start: number;
}

const LOCAL = 'local ';
const SIGNS: Readonly<Record<string, DescriptorKind>> = {
  '/': 'namespace',
  '#': 'type',
  '.': 'term',
  ':': 'meta',
  '!': 'macro',
};

/** Whether a symbol has a meaning only within its document. */
export function isLocalSymbol(symbol: string): boolean {
  return symbol.startsWith(LOCAL);
}

/**
 * Takes a global symbol apart; `undefined` for a local one and for what has no descriptor. Names need no
 * back-ticks, whatever letters they are made of: not every indexer writes them where the grammar wants them.
 */
export function parseSymbol(symbol: string): SymbolName | undefined {
  if (isLocalSymbol(symbol)) return undefined;
  const parts: string[] = [];
  let position = 0;
  let versionStart = 0;
  while (parts.length < 4) {
    if (parts.length === 3) versionStart = position;
    const end = endOfPart(symbol, position);
    if (end === -1) return undefined;
    const part = symbol.slice(position, end).replaceAll('  ', ' ');
    parts.push(part === '.' ? '' : part);
    position = end + 1;
  }
  const descriptors: Descriptor[] = [];
  for (let at = position; at < symbol.length; ) {
    const found = descriptorAt(symbol, at);
    if (found === undefined) return undefined;
    descriptors.push(found.descriptor);
    at = found.end;
  }
  const [scheme = '', manager = '', name = '', version = ''] = parts;
  if (descriptors.length === 0) return undefined;
  return { scheme, manager, package: name, version, descriptors, versionStart, start: position };
}

/** The space that ends a part; two of them stand for one in its text. */
function endOfPart(symbol: string, from: number): number {
  for (let at = symbol.indexOf(' ', from); at !== -1; at = symbol.indexOf(' ', at + 2)) {
    if (symbol[at + 1] !== ' ') return at;
  }
  return -1;
}

interface Found {
  readonly descriptor: Descriptor;
  readonly end: number;
}

function descriptorAt(symbol: string, start: number): Found | undefined {
  const opener = symbol[start];
  if (opener === '(') return enclosed(symbol, start, ')', 'parameter');
  if (opener === '[') return enclosed(symbol, start, ']', 'type-parameter');
  const name = nameAt(symbol, start);
  const sign = symbol[name.end] ?? '';
  const kind = Object.hasOwn(SIGNS, sign) ? SIGNS[sign] : undefined;
  if (kind !== undefined) return { descriptor: { name: name.text, kind, start }, end: name.end + 1 };
  if (sign !== '(') return undefined;
  const close = symbol.indexOf(').', name.end);
  if (close === -1) return undefined;
  return { descriptor: { name: name.text, kind: 'method', start }, end: close + 2 };
}

function enclosed(symbol: string, start: number, closer: string, kind: DescriptorKind): Found | undefined {
  const name = nameAt(symbol, start + 1);
  if (symbol[name.end] !== closer) return undefined;
  return { descriptor: { name: name.text, kind, start }, end: name.end + 1 };
}

function nameAt(symbol: string, start: number): { readonly text: string; readonly end: number } {
  if (symbol[start] !== '`') {
    let end = start;
    while (end < symbol.length && !'/#.:!()[]'.includes(symbol.charAt(end))) end++;
    return { text: symbol.slice(start, end), end };
  }
  let text = '';
  let from = start + 1;
  for (let tick = symbol.indexOf('`', from); tick !== -1; tick = symbol.indexOf('`', from)) {
    text += symbol.slice(from, tick);
    if (symbol[tick + 1] !== '`') return { text, end: tick + 1 };
    // A doubled back-tick is one in the name.
    text += '`';
    from = tick + 2;
  }
  return { text: symbol.slice(start + 1), end: symbol.length };
}

/** The symbol that contains this one, as text; `undefined` for the outermost. */
export function parentSymbol(symbol: string, name: SymbolName): string | undefined {
  const last = name.descriptors.at(-1);
  return last === undefined || name.descriptors.length < 2 ? undefined : symbol.slice(0, last.start);
}

/** The symbol without its package's version, so that a release does not rename everything. */
export function withoutVersion(symbol: string, { versionStart, start }: SymbolName): string {
  return `${symbol.slice(0, versionStart)}. ${symbol.slice(start)}`;
}
