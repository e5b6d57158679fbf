import { originText } from '../repository/coverage.ts';
import type { Caveat, KindCount } from '../storage/index.ts';
import { htmlText } from './html-text.ts';
import type { ReportFacts } from './report-data.ts';

const COUNT = new Intl.NumberFormat('en-US');

/** The numbers of the page, which can be read without its script. */
export function summaryHtml(facts: ReportFacts): string {
  const { summary, verdicts } = facts;
  const tiles: readonly (readonly [string, number])[] = [
    ['Symbols', summary.totalNodes],
    ['Edges', summary.totalEdges],
    ['Files', summary.files],
    ['Dead', verdicts.dead],
    ['Used by tests alone', verdicts['test-only']],
    ['Cycles of files', facts.cyclesOfFiles],
    ['Edges to what is not stored', summary.danglingEdges],
  ];
  return [
    `<dl class="tiles">${tiles.map(([name, value]) => `<div><dt>${name}</dt><dd>${COUNT.format(value)}</dd></div>`).join('')}</dl>`,
    ...freshness(facts).map((line) => `<p>${htmlText(line)}</p>`),
    caveatList(facts.caveats),
    '<div class="columns">',
    kindTable('Symbols by kind', summary.nodesByKind),
    kindTable('Edges by kind', summary.edgesByKind),
    '</div>',
  ].join('\n');
}

/** Which state of the source the page shows. */
function freshness({ storedAt, revision, origins, verdicts, entryPoints }: ReportFacts): string[] {
  const judged = Object.values(verdicts).reduce((sum, count) => sum + count, 0);
  const made = origins.map((origin) => `${originText(origin).replace(/^a/, 'A')}.`);
  return [
    `Stored ${storedAt}, revision ${revision}.`,
    ...(made.length > 0 ? made : ['Imported: which state of the source it shows is not known.']),
    `${COUNT.format(judged)} symbols judged from ${COUNT.format(entryPoints)} entry points.`,
  ];
}

function caveatList(caveats: readonly Caveat[]): string {
  if (caveats.length === 0) return '';
  const items = caveats.map(({ message }) => `<li>${htmlText(message)}</li>`).join('');
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
