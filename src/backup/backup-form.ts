/**
 * A backup, one JSON value a line, UTF-8, lines ended by a line feed, mostly gzipped:
 *
 * 1. `{"codeprism":"backup","format":1,"repositories":N}`
 * 2. N graphs in the NDJSON form (`src/formats/ndjson-form.ts`), one after the other
 * 3. `{"backup_end":{"sha256":"…"}}`, the hash of all lines before it, their line feeds included
 *
 * So a backup that was cut off or altered is noticed before anything of it is restored.
 */
export const BACKUP_FORMAT = 1;

/** The first line of a backup: its form and when it was made. */
export interface BackupHeader {
  readonly codeprism: 'backup';
  readonly format: number;
  readonly repositories: number;
}

/** The last line of a backup: how much came before it, and its checksum. */
export interface BackupEnd {
  readonly backup_end: { readonly sha256: string };
}

/** One repository of a backup. */
export interface BackedUpGraph {
  readonly repoId: string;
  readonly nodes: number;
  readonly edges: number;
}
