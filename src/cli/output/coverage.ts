import type { AnalysisCoverage } from '../../repository/index.ts';
import { formatAmount, formatCount } from './numbers.ts';
import { printable } from './width.ts';

const PROBLEMS_SHOWN = 5;

/** What an analysis did not understand, in a few lines; none where it understood everything. */
export function coverageText({ known, unknown, skipped, problems }: AnalysisCoverage): string[] {
  const missed = Object.values(unknown).reduce((sum, count) => sum + count, 0);
  const total = known + missed;
  const share = total === 0 ? 0 : (missed / total) * 100;
  const uses = `The target of ${formatCount(missed)} of ${formatAmount(total, 'use')} (${share.toFixed(1)} %) is not known`;
  return [
    ...(missed === 0 ? [] : [`${uses}: ${byCount(unknown)}`]),
    ...(Object.keys(skipped).length === 0 ? [] : [`Files left out: ${byCount(skipped)}`]),
    ...problems.slice(0, PROBLEMS_SHOWN).map(({ file, problem }) => printable(`${file} ${problem}`)),
    ...(problems.length > PROBLEMS_SHOWN
      ? [`${problems.length - PROBLEMS_SHOWN} more files have problems`]
      : []),
  ];
}

function byCount(counts: Readonly<Record<string, number>>): string {
  const sorted = Object.entries(counts).toSorted(([, a], [, b]) => b - a);
  return sorted.map(([reason, count]) => `${formatCount(count)} ${reason}`).join(', ');
}
