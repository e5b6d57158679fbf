import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';

/** What it takes to look at a report. */
export interface ReportFigures {
  /** Milliseconds from the address to a page that can be used. */
  readonly opened: number;
  /** Milliseconds from a click to the next picture, by what was clicked. */
  readonly clicks: Readonly<Record<string, number>>;
  /**
   * The most memory that the page's process has taken, in mebibytes; `undefined` where that cannot be read.
   */
  readonly mebibytes: number | undefined;
}

/** What is clicked, by its place in the page. */
const CLICKS: Readonly<Record<string, string>> = {
  symbol: '#hotspots-table tbody button',
  'another symbol': '#explorer .box:not(.root)',
  file: '#map-picture .cell:not(.head)',
  folder: '#map-picture .head',
  'a pair of folders': '#matrix-table td button',
};

/** From an event to the picture that follows it. */
const MEASURE = `async (act) => {
  const started = performance.now();
  act();
  await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 0)));
  return performance.now() - started;
}`;

/** Opens a page from the disk in a Chromium of its own, uses it, and says what that took. */
export async function measuredReport(chromium: Browser, file: string): Promise<ReportFigures> {
  const page = await chromium.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    const started = performance.now();
    await page.goto(pathToFileURL(file).href);
    await page.locator('html[data-state=ready]').waitFor();
    const opened = performance.now() - started;
    const clicks: Record<string, number> = {};
    for (const [name, selector] of Object.entries(CLICKS)) {
      const clicked = `() => document.querySelector(${JSON.stringify(selector)})?.click()`;
      clicks[name] = await page.evaluate(`(${MEASURE})(${clicked})`);
    }
    clicks.search = await page.evaluate(`(${MEASURE})(() => {
      const field = document.getElementById('search');
      field.value = 'get';
      field.dispatchEvent(new Event('input'));
    })`);
    return { opened, clicks, mebibytes: await memoryOf(chromium, page) };
  } finally {
    await page.close();
  }
}

async function memoryOf(chromium: Browser, page: Page): Promise<number | undefined> {
  await page.bringToFront();
  const session = await chromium.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  try {
    const peaks = renderers.map(async ({ id }) => {
      const [, peak] = /^VmHWM:\s+(\d+) kB$/m.exec(await readFile(`/proc/${id}/status`, 'utf8')) ?? [];
      return Number(peak) / 1_024;
    });
    return Math.max(...(await Promise.all(peaks)));
  } catch {
    // Only Linux has that file.
    return undefined;
  }
}
