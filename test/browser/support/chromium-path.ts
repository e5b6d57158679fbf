import { join } from 'node:path';
import { foldersOnPath, isExecutable } from '../../support/programs-on-path.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ON_MACOS = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Where Chromium is: what CHROME_PATH names, else the first that is on the PATH or where macOS keeps it. */
export function chromiumPath(env: NodeJS.ProcessEnv): string | undefined {
  if (env.CHROME_PATH) return env.CHROME_PATH;
  const onPath = foldersOnPath(env).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ON_MACOS].find(isExecutable);
}
