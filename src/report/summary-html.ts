import type { AnalysisOrigin } from '../repository/coverage.ts';
import type { KindCount } from '../storage/index.ts';
import type { ReportHeader } from './data/report-data.ts';
import { htmlText } from './html-text.ts';

const COUNT = new Intl.NumberFormat('en-US');

/** The numbers of the page, which can be read without its script. */
export function summaryHtml(header: ReportHeader): string {
  const { summary, cycles, dead } = header;
  const tiles: readonly (readonly [string, number])[] = [
    ['Symbols', summary.totalNodes],
    ['Edges', summary.totalEdges],
    ['Files', summary.files],
    ['Dead', dead.verdicts.dead],
    ['Used by tests alone', dead.verdicts['test-only']],
    ['Cycles of files', cycles.file.total],
    ['Edges to what is not stored', summary.danglingEdges],
  ];
  return [
    `<dl class="tiles">${tiles.map(([name, value]) => `<div><dt>${name}</dt><dd>${COUNT.format(value)}</dd></div>`).join('')}</dl>`,
    ...freshness(header).map((line) => `<p>${htmlText(line)}</p>`),
    caveatList(header.caveats),
    '<div class="columns">',
    kindTable('Symbols by kind', summary.nodesByKind),
    kindTable('Edges by kind', summary.edgesByKind),
    '</div>',
  ].join('\n');
}

/** Which state of the source the page shows. */
function freshness({ storedAt, revision, origins, dead }: ReportHeader): string[] {
  const judged = Object.values(dead.verdicts).reduce((sum, count) => sum + count, 0);
  return [
    `Stored ${storedAt}, revision ${revision}.`,
    ...origins.map(originLine),
    ...(origins.length === 0 ? ['Imported: which state of the source it shows is not known.'] : []),
    `${COUNT.format(judged)} symbols judged from ${COUNT.format(dead.entryPoints)} entry points.`,
  ];
}

function originLine({ analyzer, version, seconds, git, coverage }: AnalysisOrigin): string {
  const at = git === undefined ? '' : ` at commit ${git.commit.slice(0, 12)}`;
  const on = git?.branch === undefined ? '' : ` on ${git.branch}`;
  const dirty = git?.dirty === true ? ', with changes that are not committed' : '';
  const date = new Date(seconds * 1_000);
  const time = Number.isNaN(date.getTime()) ? '' : `, ${date.toISOString()}`;
  const missed = Object.values(coverage?.unknown ?? {}).reduce((sum, count) => sum + count, 0);
  const left = Object.values(coverage?.skipped ?? {}).reduce((sum, count) => sum + count, 0);
  const gaps = [
    ...(missed > 0 ? [`the target of ${COUNT.format(missed)} uses is not known`] : []),
    ...(left > 0 ? [`${COUNT.format(left)} files were left out`] : []),
  ];
  return `Analysed by ${analyzer} ${version}${at}${on}${dirty}${time}.${gaps.length > 0 ? ` Of these, ${gaps.join(' and ')}.` : ''}`;
}

function caveatList(caveats: readonly string[]): string {
  if (caveats.length === 0) return '';
  const items = caveats.map((text) => `<li>${htmlText(text)}</li>`).join('');
  return `<details><summary>What these answers cannot know (${caveats.length})</summary><ul>${items}</ul></details>`;
}

function kindTable(caption: string, counts: readonly KindCount[]): string {
  if (counts.length === 0) return '';
  const rows = counts.map(
    ({ kind, count }) =>
      `<tr><th scope="row">${htmlText(kind)}</th><td class="number">${COUNT.format(count)}</td></tr>`,
  );
  return `<table><caption>${caption}</caption><tbody>${rows.join('')}</tbody></table>`;
}
