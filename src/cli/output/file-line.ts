import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withSlashes } from '../../globs/glob-matcher.ts';
import type { Column, Linker } from './table.ts';

/** The column that says where something is: `lib/ajv.ts:12`. */
export function fileLine<Row>(value: (row: Row) => string): Column<Row> {
  return { title: 'FILE:LINE', value, isPlace: true };
}

/** The column of ids, which only `--ids` shows. */
export const idColumn: Column<{ readonly id: string }> = { title: 'ID', value: ({ id }) => id, isId: true };

/**
 * Leads to files below a folder, where they are there: a graph may be
 * of another version, or of another folder.
 */
export function fileLinker(folder: string): Linker {
  return (place) => {
    const [, file = '', line = ''] = /^(.+):(\d+)$/.exec(place) ?? [];
    const path = resolve(folder, withSlashes(file));
    if (file === '' || relative(folder, path).startsWith('..') || !existsSync(path)) return undefined;
    return `${pathToFileURL(path).href}#L${line}`;
  };
}
