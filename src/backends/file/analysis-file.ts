import { join } from 'node:path';
import { diskError } from '../../errors/disk-error.ts';
import { quote, StorageError } from '../../errors/index.ts';
import { decodeUtf8, parseJson } from '../../formats/parse-json.ts';
import { type AnalysisRow, analysisRowFromJson } from '../../storage/index.ts';
import { analysisFileName } from './analysis-folder.ts';
import { openFile, regularFile, versionOf } from './graph-file.ts';

const REMEDY = 'Restore it, store the analysis again, or delete the file.';

/** A result as it was read, and the version of its file. */
export interface AnalysisFile {
  readonly row: AnalysisRow;
  readonly version: string;
}

/**
 * The result in a file, `undefined` if that is gone. The repository is the one whose folder it lies in,
 * whatever the file says: a copied folder is a copy.
 * @throws `CORRUPT` naming the file
 */
export async function readAnalysis(
  folder: string,
  name: string,
  repoId: string | undefined,
): Promise<AnalysisFile | undefined> {
  const found = await regularFile(folder, name);
  const handle = found && (await openFile(found.path));
  if (found === undefined || handle === undefined) return undefined;
  const path = join(folder, name);
  try {
    const version = versionOf(await handle.stat({ bigint: true }));
    const text = decodeUtf8(await handle.readFile(), path, 1, REMEDY);
    const row = checkedRow(parseJson(text, path, 1, REMEDY), path, name);
    return { row: { ...row, repoId: repoId ?? row.repoId }, version };
  } catch (error) {
    throw diskError(error, path);
  } finally {
    await handle.close();
  }
}

/** The version of a result's file, without reading it; undefined where there is none. */
export async function currentAnalysisVersion(folder: string, name: string): Promise<string | undefined> {
  const found = await regularFile(folder, name);
  return found && versionOf(found.stat);
}

function checkedRow(value: unknown, path: string, name: string): AnalysisRow {
  let row: AnalysisRow;
  try {
    row = analysisRowFromJson(value);
  } catch (error) {
    const { message, context } = error as StorageError;
    throw corrupt(path, `holds no analysis: ${message}`, { ...context, file: path }, error);
  }
  if (analysisFileName(row.id) === name) return row;
  throw corrupt(path, `holds the analysis ${quote(row.id)}, which does not belong there.`, { file: path });
}

function corrupt(path: string, problem: string, context: object, cause?: unknown): StorageError {
  return new StorageError('CORRUPT', `File ${quote(path)} ${problem} ${REMEDY}`, {
    context: { ...context },
    cause,
  });
}
