const KEYS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Makes one stop of the Tab key of many buttons: the arrow keys go to the nearest one in
 * their direction, Home and End to the first and last.
 */
export function moveByArrows(container: HTMLElement): void {
  container.onkeydown = (event) => {
    const buttons = Array.from(container.querySelectorAll<HTMLElement>('button'));
    const from = document.activeElement as HTMLElement;
    const to = buttons.includes(from) ? wanted(event.key, from, buttons) : undefined;
    if (to === undefined) return;
    event.preventDefault();
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  };
}

function wanted(key: string, from: HTMLElement, buttons: readonly HTMLElement[]): HTMLElement | undefined {
  if (key === 'Home') return buttons[0];
  if (key === 'End') return buttons.at(-1);
  const direction = KEYS[key];
  return direction === undefined ? undefined : nearestIn(direction, from, buttons);
}

/** What lies aside counts double, so that a row or column is followed. */
function nearestIn(
  [x, y]: readonly [number, number],
  from: HTMLElement,
  buttons: readonly HTMLElement[],
): HTMLElement | undefined {
  const start = middle(from);
  let best: HTMLElement | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of buttons) {
    const at = middle(candidate);
    const ahead = (at.x - start.x) * x + (at.y - start.y) * y;
    const aside = Math.abs((at.x - start.x) * y) + Math.abs((at.y - start.y) * x);
    if (ahead <= 0 || ahead + 2 * aside >= least) continue;
    least = ahead + 2 * aside;
    best = candidate;
  }
  return best;
}

function middle({ offsetLeft, offsetTop, offsetWidth, offsetHeight }: HTMLElement): {
  readonly x: number;
  readonly y: number;
} {
  return { x: offsetLeft + offsetWidth / 2, y: offsetTop + offsetHeight / 2 };
}
