import { styleText } from 'node:util';
import { diskError } from '../../errors/disk-error.ts';
import { controlFreeJson } from '../../formats/control-characters.ts';
import type { Caveat, Progress, QueryList } from '../../storage/index.ts';
import type { GlobalFlags, Screen, Terminal } from '../terminal.ts';
import { formatCount } from './numbers.ts';
import { ProgressBar } from './progress.ts';
import { silentKeys } from './silent-keys.ts';
import { type Column, table } from './table.ts';
import { inTerminalWords } from './terminal-words.ts';
import { printable } from './width.ts';
import { wrappedLines } from './wrap.ts';

/** The most rows of a table that a screen holds beside what is said about it. */
const SCREEN_ROWS = 20;

type Style = Parameters<typeof styleText>[0];

/** Answers go to stdout, as text or JSON; everything said beside them goes to stderr. */
export class Output {
  readonly json: boolean;
  readonly #terminal: Terminal;
  readonly #talks: boolean;
  readonly #isQuiet: boolean;
  readonly #showsIds: boolean;
  readonly #bar: ProgressBar | undefined;

  constructor(terminal: Terminal, flags: GlobalFlags) {
    this.#terminal = terminal;
    this.json = flags.json === true;
    this.#isQuiet = flags.quiet === true;
    this.#showsIds = flags.ids === true;
    this.#talks = !this.json && !this.#isQuiet;
    const draws = terminal.stderr.isTTY === true && terminal.env.TERM !== 'dumb';
    const { stderr } = terminal;
    const target = {
      write: (text: string) => stderr.write(text),
      get columns() {
        return stderr.columns;
      },
      shown: silentKeys(terminal),
    };
    this.#bar = this.#talks && draws ? new ProgressBar(target) : undefined;
  }

  get onProgress(): ((progress: Progress) => void) | undefined {
    const bar = this.#bar;
    return bar && ((progress) => bar.update(progress));
  }

  /**
   * How many rows a list shows unless the user says otherwise: what a
   * screen holds, and elsewhere the library's default.
   */
  get rows(): number | undefined {
    return this.#terminal.stdout.isTTY === true && !this.json ? SCREEN_ROWS : undefined;
  }

  /** A command's answer: one JSON document of `value` with `--json`, else the text. */
  async answer(value: unknown, text: () => string): Promise<void> {
    await (this.json ? this.printJson(value) : this.print(text()));
  }

  /** One JSON document to stdout, which does nothing to a terminal either. */
  async printJson(value: unknown): Promise<void> {
    await this.print(controlFreeJson(JSON.stringify(value, undefined, 2)));
  }

  /** Lines to stdout. A reader that has gone away (`| head`) is no failure. */
  async print(text: string): Promise<void> {
    this.#bar?.clear();
    await written(this.#terminal.stdout, `${text}\n`);
  }

  /** Lines to stderr that `--quiet` and `--json` leave out. */
  talk(text: string): void {
    if (this.#talks) this.complain(text);
  }

  /** What nobody may overlook: to stderr, with `--json` as JSON, and only with `--quiet` not at all. */
  note(text: string | undefined): void {
    if (text === undefined || this.#isQuiet) return;
    this.complain(this.json ? controlFreeJson(JSON.stringify({ note: text })) : printable(`note: ${text}`));
  }

  /**
   * Why the exit code is what it is, where nothing was thrown: to stderr in any case, with `--json` as JSON.
   */
  fail(text: string): void {
    this.complain(
      this.json ? controlFreeJson(JSON.stringify({ problem: text })) : this.alarm(printable(text)),
    );
  }

  /** Lines to stderr in any case, wrapped between words on a terminal. */
  complain(text: string): void {
    this.#bar?.clear();
    const { isTTY, columns } = this.#terminal.stderr;
    const shown = isTTY === true && columns !== undefined && !this.json ? wrappedLines(text, columns) : text;
    this.#terminal.stderr.write(`${shown}\n`);
  }

  /**
   * What a list cannot show of itself: that it was cut, and what it does not know.
   * @param what it lists, where there are several
   */
  talkAbout(list: QueryList<unknown>, what?: string): void {
    if (list.truncated) {
      const amount = `${formatCount(list.items.length)} of ${formatCount(list.total)}`;
      const shown = what === undefined ? `${amount} shown` : `${amount} ${what} shown`;
      this.talk(this.#styled(this.#terminal.stderr, 'dim', `${shown}; --limit ${list.total} shows all`));
    }
    for (const caveat of list.caveats) this.talk(caveatText(caveat));
  }

  /**
   * @param screen where it will be printed: a terminal's width decides
   * what is wrapped; a pipe gets everything whole
   */
  table<Row>(
    rows: readonly Row[],
    columns: readonly Column<Row>[],
    screen: 'stdout' | 'stderr' = 'stdout',
  ): string {
    const target = this.#terminal[screen];
    const { head, lines } = table(
      rows,
      columns.filter(({ isId }) => isId !== true || this.#showsIds),
      target.isTTY === true ? target.columns : undefined,
      this.#terminal.linkTo?.[screen],
    );
    return [this.#styled(target, 'bold', head), ...lines].join('\n');
  }

  /** Columns of the terminal that answers go to; a pipe gets everything whole. */
  get width(): number {
    const { isTTY, columns } = this.#terminal.stdout;
    return isTTY === true && columns !== undefined ? columns : Number.POSITIVE_INFINITY;
  }

  strong(text: string): string {
    return this.#styled(this.#terminal.stdout, 'bold', text);
  }

  alarm(text: string): string {
    return this.#styled(this.#terminal.stderr, ['bold', 'red'], text);
  }

  #styled(screen: Screen, style: Style, text: string): string {
    const { env } = this.#terminal;
    if (screen.isTTY !== true || env.NO_COLOR || env.TERM === 'dumb') return text;
    return styleText(style, text, { validateStream: false });
  }
}

/** A caveat as a line. */
export function caveatText({ message }: Caveat): string {
  return printable(`note: ${inTerminalWords(message)}`);
}

function written(stream: Screen, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) =>
      error && !isClosedPipe(error) ? reject(diskError(error, 'the output')) : resolve(),
    );
  });
}

/** Whether the reader of our output has gone away. */
export function isClosedPipe(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}
