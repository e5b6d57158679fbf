import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';

/** Takes a picture of a report where its map and its matrix meet. */
export async function takeReportPicture(chromium: Browser, page: string, path: string): Promise<void> {
  const window = await chromium.newPage({ viewport: { width: 1280, height: 1000 } });
  await window.goto(pathToFileURL(page).href);
  await window.locator('html[data-state=ready]').waitFor();
  await window.evaluate('document.getElementById("map").scrollIntoView()');
  await window.screenshot({ path });
  await window.close();
}
