import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from './chromium-path.ts';

/**
 * Starts the Chromium of this machine without a window; no name but
 * this machine's own can be looked up in it.
 * @throws Error saying what to install.
 */
export async function startChromium(): Promise<Browser> {
  const executablePath = chromiumPath(process.env);
  if (executablePath === undefined) {
    throw new Error(
      'Chromium is needed to look at Neo4j Browser: npx tsx scripts/prepare-tests.ts gets it, or set CHROME_PATH.',
    );
  }
  return chromium.launch({
    executablePath,
    args: ['--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'],
    timeout: 60_000,
  });
}
