import { quote } from '../../errors/index.ts';
import type { WriteReport } from '../../storage/index.ts';
import { formatAmount, formatCount } from './numbers.ts';
import { printable } from './width.ts';

const MOST_FIELDS = 10;

/** What a write was given and did not store, a line for each sort; none where there was nothing. */
export function lossLines({ givenAgain, ignoredFields }: WriteReport): string[] {
  return [...againLines(givenAgain), ...fieldLines(ignoredFields)];
}

/** The same behind the repository's name, where several are named. */
export function lossesOf(report: WriteReport): string[] {
  const lines = lossLines(report);
  return lines.length === 0 ? [] : [printable(`${report.repoId}:`), ...lines];
}

function againLines({ nodes, edges }: WriteReport['givenAgain']): string[] {
  const amounts = [
    ...(nodes.rows > 0 ? [formatAmount(nodes.rows, 'node')] : []),
    ...(edges.rows > 0 ? [formatAmount(edges.rows, 'edge')] : []),
  ];
  if (amounts.length === 0) return [];
  const were = nodes.rows + edges.rows === 1 ? 'was' : 'were';
  const first = [
    ...nodes.first.map(quote),
    ...edges.first.map(({ source, kind, target }) => quote(`${source} -${kind}-> ${target}`)),
  ];
  return [
    `${amounts.join(' and ')} ${were} given again; the last counts:`,
    ...first.map((label) => printable(`  ${label}`)),
    ...(nodes.rows + edges.rows > first.length ? ['  …'] : []),
  ];
}

function fieldLines(fields: WriteReport['ignoredFields']): string[] {
  const names = Object.entries(fields);
  if (names.length === 0) return [];
  const shown = names.slice(0, MOST_FIELDS).map(([name, count]) => `${name} (${formatCount(count)})`);
  const more = names.length > MOST_FIELDS ? ', …' : '';
  return [printable(`Fields that are no part of a graph are not stored: ${shown.join(', ')}${more}`)];
}
