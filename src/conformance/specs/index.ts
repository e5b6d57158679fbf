import type { Spec } from '../trial.ts';
import { abort } from './abort.ts';
import { aliasing } from './aliasing.ts';
import { analyses } from './analyses.ts';
import { analysisData } from './analysis-data.ts';
import { analysisIsolation } from './analysis-isolation.ts';
import { callGraph } from './call-graph.ts';
import { callPath } from './call-path.ts';
import { concurrency } from './concurrency.ts';
import { cycles } from './cycles.ts';
import { dangling } from './dangling.ts';
import { deadCode } from './dead-code.ts';
import { deadCodeDoubts } from './dead-code-doubts.ts';
import { deadCodeExports } from './dead-code-exports.ts';
import { deleteEdges } from './delete-edges.ts';
import { deleteGraph } from './delete-graph.ts';
import { deleteNodes } from './delete-nodes.ts';
import { dependencies } from './dependencies.ts';
import { dryRun } from './dry-run.ts';
import { exists } from './exists.ts';
import { findNodes } from './find-nodes.ts';
import { hostileData } from './hostile-data.ts';
import { hotspots } from './hotspots.ts';
import { ifDeleted } from './if-deleted.ts';
import { impact } from './impact.ts';
import { isolation } from './isolation.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { list } from './list.ts';
import { load } from './load.ts';
import { losses } from './losses.ts';
import { maintenance } from './maintenance.ts';
import { metadata } from './metadata.ts';
import { queryOptions } from './query-options.ts';
import { randomEdits } from './random-edits.ts';
import { refusals } from './refusals.ts';
import { replaceFiles } from './replace-files.ts';
import { revision } from './revision.ts';
import { store } from './store.ts';
import { stream } from './stream.ts';
import { summary } from './summary.ts';
import { updateEdges } from './update-edges.ts';
import { updateNodes } from './update-nodes.ts';
import { walks } from './walks.ts';
import { whyAlive } from './why-alive.ts';

/** Every subject, in the order in which failures are best read: a later one builds on the earlier. */
export const SPECS: readonly Spec[] = [
  store,
  losses,
  load,
  stream,
  updateNodes,
  updateEdges,
  deleteNodes,
  deleteEdges,
  replaceFiles,
  dryRun,
  dangling,
  metadata,
  revision,
  list,
  deleteGraph,
  exists,
  isolation,
  hostileData,
  limits,
  refusals,
  aliasing,
  abort,
  lifecycle,
  maintenance,
  concurrency,
  randomEdits,
  findNodes,
  walks,
  callGraph,
  callPath,
  impact,
  deadCode,
  deadCodeDoubts,
  deadCodeExports,
  whyAlive,
  ifDeleted,
  cycles,
  dependencies,
  hotspots,
  summary,
  queryOptions,
  analyses,
  analysisData,
  analysisIsolation,
];
