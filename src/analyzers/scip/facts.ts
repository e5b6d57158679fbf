import type { NodeKind } from './kinds.ts';

/** What facts about a declaration are read from. */
export interface Declaration {
  readonly kind: NodeKind;
  readonly name: string;
  readonly language: string;
  /** The declaration as the indexer wrote it down, where it did. */
  readonly signature: string;
  /** The words before the name, where there is a text. */
  readonly head: string | undefined;
  /** Whether it stands in a file or namespace, and not in a class or function. */
  readonly isTopLevel: boolean;
  /** Whether it stands in a class. */
  readonly isMember: boolean;
}

/** Facts about who may use a declaration; what is not known is left out. */
export interface Exposure {
  readonly exported?: 'true' | 'false';
  readonly visibility?: 'public' | 'protected' | 'private' | 'package';
}

type Reader = (declaration: Declaration) => Exposure;

const READERS: Readonly<Record<string, Reader>> = {
  typescript: ofScript,
  javascript: ofScript,
  python: ofPython,
  go: ofGo,
  rust: ofRust,
  java: ofJava,
};

/** Who may use a declaration, as its language says it by a word, a letter or a name. */
export function exposureOf(declaration: Declaration): Exposure {
  const { kind, language, isTopLevel, isMember } = declaration;
  if (kind.kind === 'Parameter' || (!isTopLevel && !isMember)) return {};
  const reader = Object.hasOwn(READERS, language) ? READERS[language] : undefined;
  return reader?.(declaration) ?? {};
}

function ofScript({ head, name, isMember }: Declaration): Exposure {
  if (isMember) {
    if (name.startsWith('#')) return { visibility: 'private' };
    if (head === undefined) return {};
    const word = /\b(private|protected)\b/.exec(head)?.[1];
    return { visibility: (word as 'private' | 'protected' | undefined) ?? 'public' };
  }
  return head === undefined ? {} : { exported: /\bexport\b/.test(head) ? 'true' : 'false' };
}

function ofPython({ name, isTopLevel }: Declaration): Exposure {
  const isSpecial = name.startsWith('__') && name.endsWith('__');
  const isPublic = isSpecial || !name.startsWith('_');
  const visibility = isPublic ? 'public' : name.startsWith('__') ? 'private' : 'protected';
  return isTopLevel ? { exported: isPublic ? 'true' : 'false', visibility } : { visibility };
}

function ofGo({ name }: Declaration): Exposure {
  const isPublic = /^\p{Lu}/u.test(name);
  return { exported: isPublic ? 'true' : 'false', visibility: isPublic ? 'public' : 'package' };
}

function ofRust({ signature, head }: Declaration): Exposure {
  const text = signature !== '' ? signature : head;
  if (text === undefined) return {};
  // `pub(crate)` is written in the source alone.
  const pub = /^\s*pub\b(\s*\()?/.exec(
    head !== undefined && /\bpub\b/.test(head) ? head.slice(head.lastIndexOf('pub')) : text,
  );
  if (pub === null) return { exported: 'false', visibility: 'private' };
  return pub[1] === undefined
    ? { exported: 'true', visibility: 'public' }
    : { exported: 'false', visibility: 'package' };
}

function ofJava({ signature, head, kind }: Declaration): Exposure {
  const text = signature !== '' ? signature : head;
  if (text === undefined || kind.subkind === 'enum-member') return {};
  const word = /\b(public|protected|private)\b/.exec(text)?.[1] as
    | 'public'
    | 'protected'
    | 'private'
    | undefined;
  return {
    exported: word === 'public' || word === 'protected' ? 'true' : 'false',
    visibility: word ?? 'package',
  };
}

/** The names in `__all__`; `null` where a module has none. */
export function publicNames(text: string): ReadonlySet<string> | null {
  const lists = [...text.matchAll(/^__all__\s*(?::[^=\n]+)?\+?=\s*[[(]([^\])]*)[\])]/gm)];
  if (lists.length === 0) return null;
  return new Set(
    lists.flatMap(([, list = '']) => [...list.matchAll(/["']([^"']+)["']/g)].map(([, name]) => name ?? '')),
  );
}

const GENERATED = /^(?:\/\/|#|\/\*|--).*(?:@generated|Code generated .* DO NOT EDIT|DO NOT EDIT)/m;

/** Whether a file says of itself, near its beginning, that a program wrote it. */
export function isGenerated(text: string): boolean {
  return GENERATED.test(text.slice(0, 1_000));
}

const LANGUAGES: Readonly<Record<string, string>> = {
  ts: 'typescript',
  tsx: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  js: 'javascript',
  jsx: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  py: 'python',
  pyi: 'python',
  go: 'go',
  rs: 'rust',
  java: 'java',
  kt: 'kotlin',
  kts: 'kotlin',
  scala: 'scala',
  cs: 'csharp',
  rb: 'ruby',
  php: 'php',
  dart: 'dart',
  c: 'c',
  h: 'c',
  cc: 'cpp',
  cpp: 'cpp',
  cxx: 'cpp',
  hpp: 'cpp',
  swift: 'swift',
};

/** The language of a document: as the indexer names it, else by the file's ending. */
export function languageOfDocument(language: string, path: string): string {
  if (language !== '') return language.toLowerCase();
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return (Object.hasOwn(LANGUAGES, ending) ? LANGUAGES[ending] : undefined) ?? ending;
}
