import { inCodePointOrder } from '../../../../graph/code-point-order.ts';
import { folderOf, GroupPairs } from '../../../../traversal/index.ts';
import { withTypes } from '../../cypher/expansion-text.ts';
import { kindOf } from '../../cypher/names.ts';
import * as cypher from '../../cypher/statements.generated.ts';
import { edgeTypes } from '../edge-types.ts';
import type { GenerationReader } from '../generation-reader.ts';

/** What nodes are grouped by. */
export type GroupLevel = 'file' | 'folder';

/** All edges of one kind from one file to another. */
export interface FileReference {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly count: number;
  readonly weight: number;
}

/** Which files refer to which others by edges of some kinds; counted in the database. */
export async function readFileReferences(
  reader: GenerationReader,
  edgeKinds: readonly string[] | undefined,
): Promise<readonly FileReference[]> {
  const types = await edgeTypes(reader, edgeKinds);
  if (types.length === 0) return [];
  const rows = await reader.tx.run(withTypes(cypher.filePairs, types), reader.range);
  return rows.flatMap((row) => {
    const [type, count, weight] = [row.type, row.count, row.weight];
    return row.target.map((to, index) => ({
      from: row.file,
      to,
      kind: kindOf(type[index] ?? ''),
      count: count[index] ?? 0,
      weight: weight[index] ?? 0,
    }));
  });
}

/** The path of the group that a file belongs to. */
export function groupPath(level: GroupLevel): (file: string) => string {
  return level === 'file' ? (file) => file : folderOf;
}

/** The same between files or folders; the paths are those that refer to others or are referred to. */
export function groupPairs(references: readonly FileReference[], level: GroupLevel): GroupPairs {
  const pathOf = groupPath(level);
  const crossing = references.filter(({ from, to }) => pathOf(from) !== pathOf(to));
  const paths = inCodePointOrder([
    ...new Set(crossing.flatMap(({ from, to }) => [pathOf(from), pathOf(to)])),
  ]);
  const numbers = new Map(paths.map((path, number) => [path, number]));
  const numberOf = (file: string): number => numbers.get(pathOf(file)) ?? 0;
  const pairs = new GroupPairs(paths);
  for (const { from, to, kind, count, weight } of crossing) {
    pairs.add(numberOf(from), numberOf(to), kind, count, weight);
  }
  return pairs;
}
