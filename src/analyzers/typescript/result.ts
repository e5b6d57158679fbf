import type { AnalysisCoverage } from '../../repository/index.ts';
import { type Coverage, sumOf } from './coverage.ts';
import type { Project } from './project.ts';

/** Problems that are kept; a project with more has one that is not in its files. */
const MOST_PROBLEMS = 100;

/** What was not understood of a project, from what was not of each file. */
export function coverageOf(
  project: Project,
  files: Iterable<Coverage>,
  broken: readonly string[],
): AnalysisCoverage {
  const skipped: Record<string, number> = {};
  for (const { reason } of project.skipped) skipped[reason] = (skipped[reason] ?? 0) + 1;
  const { known, unknown } = sumOf(files);
  const syntax = broken.map((file) => ({
    file,
    problem: 'has a syntax error; what could be read of it is in the graph',
  }));
  return { known, unknown, skipped, problems: [...project.problems, ...syntax].slice(0, MOST_PROBLEMS) };
}
