export type { BackedUpGraph } from './backup-form.ts';
export { checkBackup, type RestoreOptions, restoreBackup } from './restore-backup.ts';
export { type BackupOptions, writeBackup } from './write-backup.ts';
