import type { EntryRules } from '../../../storage/index.ts';
import { globToRegex, type Life, languageOf } from '../../../traversal/index.ts';
import type { Row } from '../connection.ts';
import { DERIVED_TYPES, propertyOf, typeOf } from '../names.ts';
import type { Statement } from '../statement.ts';
import * as cypher from '../statements.generated.ts';
import type { EntrySources } from './dead-code.ts';
import { withExpansion } from './expansion.ts';
import type { GenerationReader } from './generation-reader.ts';

const LIVES: readonly Life[] = ['dead', 'test-only', 'alive'];

export interface Entry {
  readonly key: string;
  readonly file: string;
  readonly language: string;
}

/** A node to be judged. */
export interface Candidate {
  readonly id: string;
  readonly language: string;
  readonly life: Life;
}

/** The entry points in key order, which is the order in which they are locked. */
export async function findEntries(reader: GenerationReader, rules: Required<EntryRules>): Promise<Entry[]> {
  const attributes = Object.entries(rules.attributes);
  const row = await reader.tx.one(cypher.entryPoints, {
    ...reader.range,
    kinds: rules.kinds,
    names: rules.names,
    ids: rules.ids,
    filePatterns: rules.files.map((glob) => globToRegex(glob, 'path')),
    attributeName: attributes.map(([name]) => propertyOf(name)),
    attributeValue: attributes.map(([, value]) => value),
  });
  const keys = row.key as readonly string[];
  const files = row.file as readonly string[];
  const languages = languagesOf(row);
  return keys.map((key, index) => ({ key, file: files[index] ?? '', language: languages[index] ?? '' }));
}

/** The relationship types through which life spreads by reference. */
export async function livenessTypes(
  reader: GenerationReader,
  kinds: readonly string[] | undefined,
): Promise<string[]> {
  if (kinds !== undefined) return kinds.map(typeOf);
  const { types } = await reader.tx.one(cypher.relationshipTypes, {});
  return (types as readonly string[]).filter((type) => !DERIVED_TYPES.includes(type));
}

export async function languagesWithEdges(
  reader: GenerationReader,
  types: readonly string[],
): Promise<ReadonlySet<string>> {
  return new Set(languagesOf(await reader.tx.one(cypher.filesWithEdges, { ...reader.range, types })));
}

/** Every node to be judged, with how far life reaches it: the expansion itself. */
export async function candidatesWithLife(
  reader: GenerationReader,
  kinds: readonly string[],
  types: readonly string[],
  { all, outsideTests }: EntrySources,
): Promise<Candidate[]> {
  const row = await reader.tx.one(throughLifelines(cypher.livesOfCandidates, types), {
    ...reader.range,
    kinds,
    all,
    outsideTests,
  });
  const lives = row.life as readonly number[];
  const languages = languagesOf(row);
  return (row.id as readonly string[]).map((id, index) => ({
    id,
    language: languages[index] ?? '',
    life: LIVES[lives[index] ?? 0] ?? 'dead',
  }));
}

/** From the entry source (rule 1), by reference (rule 2), and from a node to its container (rule 3). */
export function throughLifelines<Parameter extends string>(
  statement: Statement<Parameter>,
  types: readonly string[],
): Statement<Parameter> {
  return withExpansion(statement, ['ENTRY', 'DECLARED_IN', ...types], Number.POSITIVE_INFINITY);
}

function languagesOf(row: Row): string[] {
  const languages = row.language as readonly string[];
  return (row.file as readonly string[]).map((file, index) =>
    languageOf({ file, attributes: { language: languages[index] ?? '' } }),
  );
}
