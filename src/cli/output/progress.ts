import type { Progress } from '../../storage/index.ts';
import { formatCount } from './numbers.ts';
import { cutMiddle } from './width.ts';

const REDRAW_MILLISECONDS = 100;
const BAR_WIDTH = 24;
const CLEAR_LINE = '\r\u001b[2K';

/** Where progress is shown. */
export interface ProgressTarget {
  write(text: string): unknown;
  readonly columns?: number | undefined;
  /** Told when a line begins to be shown, and when it has gone. */
  readonly shown?: (isShown: boolean) => void;
}

/**
 * One line on a terminal that is drawn over as an operation goes on, with the rate of the phase under way.
 */
export class ProgressBar {
  readonly #target: ProgressTarget;
  readonly #now: () => number;
  #phase: string | undefined;
  #phaseStart = 0;
  #drawn = Number.NEGATIVE_INFINITY;
  #visible = false;

  /** @param now milliseconds */
  constructor(target: ProgressTarget, now: () => number = () => performance.now()) {
    this.#target = target;
    this.#now = now;
  }

  update(progress: Progress): void {
    const now = this.#now();
    if (progress.phase !== this.#phase) {
      this.#phase = progress.phase;
      this.#phaseStart = now;
    } else if (now - this.#drawn < REDRAW_MILLISECONDS) {
      return;
    }
    this.#drawn = now;
    const line = progressLine(progress, (now - this.#phaseStart) / 1000, (this.#target.columns ?? 80) - 1);
    if (!this.#visible) this.#target.shown?.(true);
    this.#target.write(`${CLEAR_LINE}${line}`);
    this.#visible = true;
  }

  /** Takes the line away, so that other text can be written. */
  clear(): void {
    if (this.#visible) {
      this.#target.write(CLEAR_LINE);
      this.#target.shown?.(false);
    }
    this.#visible = false;
    this.#phase = undefined;
  }
}

/** What people call the phases of an operation. */
const PHASES: Readonly<Record<string, string>> = {
  'read bytes': 'reading the file (bytes)',
  'write characters': 'writing the file (characters)',
  'hash files': 'looking which files have changed',
  analyse: 'analysing',
  compile: 'reading source files',
  read: 'reading files',
  'read edges': 'reading edges',
  nodes: 'nodes',
  edges: 'edges',
  graph: 'reading the graph',
  compare: 'comparing with what is stored',
  generations: 'removing old copies',
  verdicts: 'judging nodes',
};
const REMAINING_AFTER_SECONDS = 3;

function phaseInWords(phase: string): string {
  return PHASES[phase] ?? phase.replace(/^run /, 'waiting for ');
}

/**
 * How long the rest takes at the rate so far: `  about 12 s left`, once there has been time to know the rate.
 */
function remaining(done: number, total: number, seconds: number): string {
  if (seconds < REMAINING_AFTER_SECONDS || done <= 0 || done >= total) return '';
  const left = Math.ceil((seconds * (total - done)) / done);
  return `  about ${left < 60 ? `${left} s` : `${Math.ceil(left / 60)} min`} left`;
}

/** `nodes  ████████░░░░  66%  2,920 of 4,422  11,500/s  about 4 s left`, without what does not fit. */
export function progressLine(progress: Progress, seconds: number, width: number): string {
  const { done, total } = progress;
  const phase = phaseInWords(progress.phase);
  const rate = seconds > 0.2 ? `  ${formatCount(Number((done / seconds).toPrecision(3)))}/s` : '';
  if (total === undefined || total === 0) return cutMiddle(`${phase}  ${formatCount(done)}${rate}`, width);
  const share = Math.min(1, done / total);
  const amount = `${Math.floor(share * 100)}%  ${formatCount(done)} of ${formatCount(total)}${rate}`;
  const counts = `${amount}${remaining(done, total, seconds)}`;
  const filled = Math.round(share * BAR_WIDTH);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
  const long = `${phase}  ${bar}  ${counts}`;
  return long.length <= width ? long : cutMiddle(`${phase}  ${counts}`, width);
}
