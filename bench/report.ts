import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { type Figure, type Goal, isMet, median, type Row, type Side, type Unit } from './rows.ts';

/** Where and when the figures were taken. */
export interface Header {
  /** Left out where none was needed. */
  readonly server?: string;
  readonly node: string;
  readonly processor: string;
  readonly cores: number;
  /** ISO 8601, in UTC. */
  readonly date: string;
  readonly rounds: number;
}

export function headerOf(
  server: { readonly version: string; readonly source: string } | undefined,
  rounds: number,
): Header {
  return {
    ...(server !== undefined && { server: `Neo4j ${server.version} (${server.source})` }),
    node: process.version,
    processor: cpus()[0]?.model ?? 'unknown processor',
    cores: availableParallelism(),
    date: new Date().toISOString(),
    rounds,
  };
}

export function headerText({ server, node, processor, cores, date, rounds }: Header): string {
  return `${server === undefined ? '' : `${server}, `}Node ${node}, ${processor}, ${cores} cores, ${date}\nRounds: ${rounds}. Medians, with the least and the most in brackets.`;
}

/** The rows of a section as lines of text. */
export function tableText(rows: readonly Row[]): string {
  const cells = [
    ['', 'ours', '', 'beside', '', 'figure', 'goal'],
    ...rows
      .filter((row) => row.missing === undefined)
      .map((row) => [
        row.name,
        ...sideCells(row.ours),
        ...sideCells(row.yardstick),
        row.figure === undefined ? '' : figureText(row.figure),
        row.figure?.goal === undefined
          ? ''
          : `${goalText(row.figure.goal, row.figure.unit)}: ${verdict(row.figure)}`,
      ]),
  ];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...(cells.length > 1 ? lines : []), ...notesOf(rows)].map((line) => `  ${line}`).join('\n');
}

function notesOf(rows: readonly Row[]): string[] {
  return rows.flatMap(({ name, notes = [], missing }) => [
    ...(missing === undefined ? notes.map((note) => `${name}: ${note}`) : [`${name}: MISSING: ${missing}`]),
  ]);
}

function sideCells(side: Side | undefined): [time: string, rate: string] {
  if (side === undefined) return ['', ''];
  if (side.mebibytes !== undefined) return [`${side.name} ${median(side.mebibytes).toFixed(0)} MiB`, ''];
  const seconds = median(side.seconds);
  const rate =
    side.rows === undefined ? '' : `${Math.round(side.rows / seconds).toLocaleString('en')} rows/s`;
  return [`${side.name} ${seconds < 1 ? seconds.toFixed(3) : seconds.toFixed(2)} s`, rate];
}

function figureText({ values, unit }: Figure): string {
  const range = `${amount(Math.min(...values), unit)} … ${amount(Math.max(...values), unit)}`;
  return `${inUnit(amount(median(values), unit), unit)} (${range})`;
}

function goalText(goal: Goal, unit: Unit): string {
  return 'atLeast' in goal ? `≥ ${inUnit(goal.atLeast, unit)}` : `≤ ${inUnit(goal.atMost, unit)}`;
}

function verdict(figure: Figure): string {
  return isMet(figure) ? 'met' : 'MISSED';
}

function amount(value: number, unit: Unit): string {
  return value.toFixed(unit === 'times' ? 2 : 1);
}

function inUnit(value: number | string, unit: Unit): string {
  const names = {
    times: '×',
    percent: ' %',
    milliseconds: ' ms',
    mebibytes: ' MiB',
    'bytes a row': ' bytes a row',
  };
  return `${value}${names[unit]}`;
}

/** Everything in numbers, every round of it, with the medians and whether each goal was met. */
export async function writeJson(file: string, header: Header, rows: readonly Row[]): Promise<void> {
  const judged = rows.map((row) =>
    row.figure === undefined
      ? row
      : { ...row, figure: { ...row.figure, median: median(row.figure.values), met: isMet(row.figure) } },
  );
  await writeFile(file, `${JSON.stringify({ ...header, rows: judged }, null, 2)}\n`);
}
