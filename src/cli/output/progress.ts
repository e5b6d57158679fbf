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
}

/** One line on a terminal that is drawn over as an operation goes on, with the rate of the phase under way. */
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
    this.#target.write(`${CLEAR_LINE}${line}`);
    this.#visible = true;
  }

  /** Takes the line away, so that other text can be written. */
  clear(): void {
    if (this.#visible) this.#target.write(CLEAR_LINE);
    this.#visible = false;
    this.#phase = undefined;
  }
}

/** `nodes  ████████░░░░  66%  2,920 of 4,422  11,500/s`, without what does not fit. */
export function progressLine(progress: Progress, seconds: number, width: number): string {
  const { phase, done, total } = progress;
  const rate = seconds > 0.2 ? `  ${formatCount(Number((done / seconds).toPrecision(3)))}/s` : '';
  if (total === undefined || total === 0) return cutMiddle(`${phase}  ${formatCount(done)}${rate}`, width);
  const share = Math.min(1, done / total);
  const counts = `${Math.floor(share * 100)}%  ${formatCount(done)} of ${formatCount(total)}${rate}`;
  const filled = Math.round(share * BAR_WIDTH);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
  const long = `${phase}  ${bar}  ${counts}`;
  return long.length <= width ? long : cutMiddle(`${phase}  ${counts}`, width);
}
