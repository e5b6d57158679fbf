import { readAnalysis } from './analysis-file.ts';
import { AnalysisFolder, analysisFileNames } from './analysis-folder.ts';

/** The repositories of which a store's folder holds results of analyses. @throws `CORRUPT` */
export async function analysisRepositories(storeDirectory: string): Promise<string[]> {
  const folder = new AnalysisFolder(storeDirectory);
  const repoIds = new Set<string>();
  for (const path of await folder.all()) {
    const [name] = analysisFileNames((await folder.names(path)) ?? []);
    const file = name === undefined ? undefined : await readAnalysis(path, name, undefined);
    // A copied folder is the repository's that it is named after.
    if (file !== undefined && folder.of(file.row.repoId) === path) repoIds.add(file.row.repoId);
  }
  return [...repoIds];
}
