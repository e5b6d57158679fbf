import { describe, quote, StorageError } from '../../errors/index.ts';

/** @throws `INVALID_GRAPH` if a caller without types gave no list */
export function checkList<Row>(value: readonly Row[], name: string): readonly Row[] {
  if (Array.isArray(value)) return value;
  throw new StorageError(
    'INVALID_GRAPH',
    `${name} must be an array but is ${describe(value)}. Give a list.`,
    {
      context: { field: name },
    },
  );
}

/** A list of strings that UTF-8 can hold. @throws `INVALID_GRAPH` naming the position */
export function checkTextList(value: readonly string[], name: string): readonly string[] {
  for (const [index, text] of checkList(value, name).entries()) {
    if (typeof text === 'string' && text.isWellFormed()) continue;
    const problem =
      typeof text === 'string' ? `holds a lone surrogate (${quote(text)})` : `is ${describe(text)}`;
    throw new StorageError('INVALID_GRAPH', `${name}[${index}] ${problem}. Give well-formed strings.`, {
      context: { field: name, index },
    });
  }
  return value;
}
