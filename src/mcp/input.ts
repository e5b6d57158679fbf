import { z } from 'zod';
import { StorageError } from '../errors/index.ts';
import type { NodeSelector } from '../storage/index.ts';

/** Fields that tools share, so that the same field means the same everywhere. */
export const repositoryField: z.ZodOptional<z.ZodString> = z
  .string()
  .optional()
  .describe('The repository; may be left out where only one is stored.');

/** The most items to answer with. */
export const limitField: z.ZodOptional<z.ZodNumber> = z
  .number()
  .int()
  .min(1)
  .max(500)
  .optional()
  .describe('The most items of a page. Default 50; a page also ends where the answer would become long.');

/** Where an earlier answer ended. */
export const cursorField: z.ZodOptional<z.ZodString> = z
  .string()
  .optional()
  .describe('Goes on with a list: the cursor of the answer before.');

/** What names a node. */
export const nodeFields: Readonly<Record<'name' | 'id' | 'file' | 'kind', z.ZodOptional<z.ZodString>>> = {
  name: z.string().optional().describe("A symbol's exact name, or its id."),
  id: z.string().optional().describe("A symbol's id, where a name fits several."),
  file: z.string().optional().describe('Narrows the name to this file.'),
  kind: z.string().optional().describe('Narrows the name to this kind, such as Function.'),
};

/** How many items an answer has where nothing is said. */
export const DEFAULT_LIMIT = 50;

interface NamedNode {
  readonly name?: string | undefined;
  readonly id?: string | undefined;
  readonly file?: string | undefined;
  readonly kind?: string | undefined;
}

/** @throws `CONFIG_INVALID` where nothing is named */
export function selectorOf({ name, id, file, kind }: NamedNode): NodeSelector {
  if (id !== undefined) return { id };
  if (name === undefined)
    throw new StorageError('CONFIG_INVALID', 'Name the symbol: "name", or "id" where a name fits several.');
  if (file === undefined && kind === undefined) return name;
  return { name, ...(file !== undefined && { file }), ...(kind !== undefined && { kind }) };
}
