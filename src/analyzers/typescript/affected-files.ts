import type { AnalysisState } from './analysis-state.ts';
import type { Project } from './project.ts';
import type { Shape } from './shape.ts';

/** What has to be read again after a change. */
export interface Affected {
  readonly files: ReadonlySet<string>;
  /** Whether what the entry modules export may have changed. */
  readonly isPublicOpen: boolean;
}

/** What changed in a project's sources. */
export interface SourceChanges {
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Of the changed sources. */
  readonly shapes: ReadonlyMap<string, Shape>;
}

/**
 * The sources whose rows may differ after a change: those that changed, and all that depend, through whatever
 * chain of imports, on one that looks different from outside, is gone, or leads its imports elsewhere.
 * `undefined` where every file may be affected: a file that others see without importing it has changed.
 */
export function affectedFiles(
  state: AnalysisState,
  project: Project,
  changes: SourceChanges,
): Affected | undefined {
  const { changed, removed, shapes } = changes;
  const reshaped = new Set(removed);
  for (const file of changed) if (state.files[file]?.shape !== shapes.get(file)?.hash) reshaped.add(file);
  for (const file of reshaped) {
    if (state.files[file]?.isGlobal === true || shapes.get(file)?.isGlobal === true) return undefined;
  }
  const isNew = changed.some((file) => state.files[file] === undefined);
  if (isNew || removed.length > 0) for (const file of redirected(state, project, changed)) reshaped.add(file);
  const files = new Set([...changed, ...dependents(state, reshaped)]);
  for (const file of removed) files.delete(file);
  return { files, isPublicOpen: reshaped.size > 0 };
}

/** The unchanged files of whose imports any leads elsewhere now. */
function redirected(state: AnalysisState, project: Project, changed: readonly string[]): string[] {
  const isChanged = new Set(changed);
  const sources = new Set(project.sources);
  return Object.entries(state.files)
    .filter(([file]) => !isChanged.has(file) && sources.has(file))
    .filter(([file, { imports }]) =>
      imports.some(([specifier, mode, target]) => {
        const from = `${project.folder}/${file}`;
        const { resolvedModule } = project.resolver.resolve(specifier, from, mode === 0 ? undefined : mode);
        const path = resolvedModule?.resolvedFileName.slice(project.folder.length + 1) ?? '';
        return (sources.has(path) ? path : '') !== target;
      }),
    )
    .map(([file]) => file);
}

/** Files and everything that imports one of them, directly or not. */
function dependents(state: AnalysisState, files: ReadonlySet<string>): ReadonlySet<string> {
  const importers = new Map<string, string[]>();
  for (const [file, { imports }] of Object.entries(state.files)) {
    for (const [, , target] of imports) importers.set(target, [...(importers.get(target) ?? []), file]);
  }
  const found = new Set(files);
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const importer of importers.get(file) ?? []) {
      if (found.has(importer)) continue;
      found.add(importer);
      waiting.push(importer);
    }
  }
  return found;
}
