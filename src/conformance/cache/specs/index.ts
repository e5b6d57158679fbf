import type { CacheSpec } from '../trial.ts';
import { expiry } from './expiry.ts';
import { invalidation } from './invalidation.ts';
import { lifecycle } from './lifecycle.ts';
import { limit } from './limit.ts';
import { refusals } from './refusals.ts';
import { stats } from './stats.ts';
import { values } from './values.ts';

/** Every subject, in the order in which failures are best read. */
export const CACHE_SPECS: readonly CacheSpec[] = [
  values,
  expiry,
  limit,
  invalidation,
  stats,
  refusals,
  lifecycle,
];
