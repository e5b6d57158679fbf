import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Libsql from 'libsql';
import { afterEach, vi } from 'vitest';
import type { Driver } from '../../../src/backends/sqlite/driver/driver.ts';
import { loadDriver } from '../../../src/backends/sqlite/driver/load-driver.ts';
import {
  openSqliteCache,
  openSqliteStore,
  type SqliteCacheOptions,
} from '../../../src/backends/sqlite/index.ts';
import type { CacheStorage, GraphStore } from '../../../src/storage/index.ts';

// Other processes are started, and writes wait for the disk, which others may keep busy.
vi.setConfig({ testTimeout: 120_000 });

/** What everything here opens files by: two drivers in one process drop each other's locks. */
export const driver: Driver = await loadDriver();

const folders: string[] = [];
const stores: AsyncDisposable[] = [];
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const store of stores.splice(0)) await store[Symbol.asyncDispose]();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A folder of its own, and in it the path of a database that is not there yet. */
export async function newFile(): Promise<{ folder: string; file: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'codeprism-sqlite-'));
  folders.push(folder);
  return { folder, file: join(folder, 'graph.db') };
}

/** Opens a store that is closed after the test. */
export async function open(file: string, busyTimeoutMilliseconds = 5_000): Promise<GraphStore> {
  const store = await openSqliteStore({ file, busyTimeoutMilliseconds });
  stores.push(store);
  return store;
}

/** Opens a cache that is closed after the test. */
export async function openCache(options: SqliteCacheOptions): Promise<CacheStorage> {
  const cache = await openSqliteCache(options);
  stores.push(cache);
  return cache;
}

/** Runs SQL past the store. */
export function sql(file: string, statements: string): void {
  const database = driver.open(file);
  database.exec(statements);
  database.close();
}

/** The first value that a query past the store gives. */
export function valueIn(file: string, query: string): unknown {
  const database = driver.open(file);
  const row = database.prepare(query).get([]);
  database.close();
  return row?.[0];
}

/**
 * How SQLite goes about a statement, step by step; asked of the package
 * itself, for a driver gives no more than one row.
 */
export function planOf(file: string, statement: string): readonly string[] {
  const database = new Libsql(file);
  const rows = database.prepare(`EXPLAIN QUERY PLAN ${statement}`).raw().all([]) as unknown[][];
  database.close();
  return rows.map((row) => String(row[3]));
}

/** Starts a program of `programs/`, which is killed after the test. */
export function start(name: string, args: readonly string[], imports: readonly string[] = []): ChildProcess {
  const program = fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url));
  const loaders = ['tsx', ...imports].flatMap((loader) => ['--import', loader]);
  const child = spawn(process.execPath, [...loaders, program, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

/** Resolves at the `count`th time that the program says this, and fails if it ends before. */
export function says(child: ChildProcess, word: string, count = 1): Promise<void> {
  let told = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (data) => {
      told += String(data);
      if (told.split(word).length > count) resolve();
    });
    child.once('close', () => reject(new Error(`It ended without having said ${word}: ${told}`)));
  });
}

export function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once('close', () => resolve()));
}
