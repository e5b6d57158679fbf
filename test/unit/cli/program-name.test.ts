import { expect, test } from 'vitest';
import { programName } from '../../../src/cli/terminal.ts';

test.each([
  ['/repo/dist/cli/main.js', '/repo', 'node dist/cli/main.js'],
  ['/my repo/dist/cli/main.js', '/', "node 'my repo/dist/cli/main.js'"],
  ['/app/node_modules/.bin/codeprism-neo4j', '/app', 'npx codeprism-neo4j'],
  ['/usr/local/bin/codeprism-neo4j', '/app', 'codeprism-neo4j'],
  [undefined, '/app', 'codeprism-neo4j'],
])('%s called in %s is %s', (script, folder, name) => {
  expect(programName(script, folder)).toBe(name);
});
