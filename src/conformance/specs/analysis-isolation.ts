import { compareIds } from '../../graph/index.ts';
import type { AnalysisResult } from '../../storage/index.ts';
import { same } from '../assertions.ts';
import { BARE_NAMES, NAMES } from '../cases/names.ts';
import { analysisOf } from '../fixtures.ts';
import type { Spec, Trial } from '../trial.ts';

/** The promise: results belong to one repository. */
export const analysisIsolation: Spec = {
  name: 'analysis-isolation',
  define(test) {
    for (const [what, names] of NAMES) {
      test(`keeps results of repositories apart: ${what}`, async (trial) => {
        const unique = trial.repo();
        const repositories = names.map((name) => name.replace('~', unique));
        for (const repoId of repositories) await trial.claim(repoId);
        await areApart(trial, repositories);
      });

      test(`keeps results of one repository apart: ${what}`, async ({ analysis, repo }) => {
        const repoId = repo();
        const given = names
          .map((id, index) => analysisOf(repoId, id, { data: index, metadata: { index: `${index}` } }))
          .sort(compareIds);
        for (const result of given) await analysis.storeAnalysis(result);
        same(await analysis.findAnalysis(repoId), given);
        for (const [index, result] of given.entries()) {
          same(await analysis.loadAnalysis(repoId, result.id), result);
          same(await analysis.deleteAnalysis(repoId, result.id), true);
          same(await analysis.findAnalysis(repoId), given.slice(index + 1));
        }
      });
    }

    test('takes any name for a repository: the empty one, dots, a slash, NUL', async (trial) => {
      for (const repoId of BARE_NAMES) await trial.claim(repoId);
      await areApart(trial, BARE_NAMES);
    });

    test('keeps apart ids that run into their repository', async ({ analysis, repo }) => {
      const unique = repo();
      for (const separator of ['|', '/', ':', '\0', '.', '-', '']) {
        const [left, right] = [unique, `${unique}${separator}a`];
        await analysis.storeAnalysis(analysisOf(left, `a${separator}b`, { data: 'left' }));
        await analysis.storeAnalysis(analysisOf(right, 'b', { data: 'right' }));
        same((await analysis.loadAnalysis(left, `a${separator}b`))?.data, 'left');
        same((await analysis.loadAnalysis(right, 'b'))?.data, 'right');
        same(await analysis.deleteAnalysesOf(left), 1);
        same(await analysis.deleteAnalysesOf(right), 1);
      }
    });

    test('cleans up in the one repository that is named', async ({ analysis, repo }) => {
      const [given, other] = [repo(), repo()];
      for (const repoId of [given, other]) await analysis.storeAnalysis(analysisOf(repoId, 'a'));
      const before = { seconds: 2_000_000_000, nanoseconds: 0 };
      same(await analysis.cleanupOldResults(before, { repoId: given }), 1);
      same((await analysis.findAnalysis(other)).length, 1);
    });
  },
};

/** Each repository holds its own result of the one id, until that alone is deleted. */
async function areApart({ analysis }: Trial, repositories: readonly string[]): Promise<void> {
  const given = repositories.map((repoId, index) => analysisOf(repoId, 'a', { data: index }));
  for (const result of given) await analysis.storeAnalysis(result);
  const areStored = async (results: readonly AnalysisResult[]): Promise<void> => {
    for (const result of results) same(await analysis.findAnalysis(result.repoId), [result]);
  };
  await areStored(given);
  for (const [index, { repoId }] of given.entries()) {
    same(await analysis.deleteAnalysesOf(repoId), 1);
    same(await analysis.findAnalysis(repoId), []);
    if (index === 0) await areStored(given.slice(1));
  }
}
