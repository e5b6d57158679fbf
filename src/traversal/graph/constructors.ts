import { attribute, type SerializableNode } from '../../graph/index.ts';
import { languageOf } from './language.ts';

const JAVASCRIPT = ['constructor'];
const PYTHON = ['__init__', '__new__'];
/**
 * What languages call their constructors, by language or file extension; in all
 * others it may be any of these, or the class's name.
 */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  javascript: JAVASCRIPT,
  typescript: JAVASCRIPT,
  js: JAVASCRIPT,
  jsx: JAVASCRIPT,
  mjs: JAVASCRIPT,
  cjs: JAVASCRIPT,
  ts: JAVASCRIPT,
  tsx: JAVASCRIPT,
  mts: JAVASCRIPT,
  cts: JAVASCRIPT,
  python: PYTHON,
  py: PYTHON,
  pyi: PYTHON,
  rust: ['new'],
  rs: ['new'],
  ruby: ['initialize'],
  rb: ['initialize'],
  php: ['__construct'],
  swift: ['init'],
  kotlin: ['constructor', 'init'],
  kt: ['constructor', 'init'],
};
const ANY = ['constructor', '__init__', 'new', '<init>'];

/**
 * Whether a method of a class constructs it (liveness, "constructors"): its `subkind` is `constructor`, or it
 * has the name that its language gives to constructors.
 */
export function isConstructor(
  method: Pick<SerializableNode, 'name' | 'file' | 'attributes'>,
  className: string,
): boolean {
  if (attribute(method.attributes, 'subkind') === 'constructor') return true;
  const language = languageOf(method);
  const own = Object.hasOwn(NAMES, language) ? NAMES[language] : undefined;
  if (own !== undefined) return own.includes(method.name);
  return method.name === className || ANY.includes(method.name);
}
