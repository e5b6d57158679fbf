/** What messages of the library call a thing, and what a person at the terminal calls it. */
const SENTENCES: readonly (readonly [library: string, terminal: string])[] = [
  [
    'Look for it with findNodes and a glob such as *part*.',
    "Look for it by a part of its name: find '*part*'.",
  ],
  ['Give more time in timeoutMs, or ask for less.', 'Give more time with --timeout, or ask for less.'],
  ['Leave mark out, or store', 'Leave out --mark, or store'],
  ['Give entryPoints to choose.', '--entry chooses.'],
  ['Give others in entryPoints.', 'Choose others with --entry or --entry-….'],
  ['Open it without the option readOnly to write.', 'Leave out --dry-run, or readOnly in the configuration.'],
  ['Open it without readOnly to write.', 'Leave out --dry-run, or readOnly in the configuration.'],
];

const OPTIONS: Readonly<Record<string, string>> = {
  verdicts: '--include',
  minConfidence: '--min-confidence',
  livenessKinds: '--edge-kind',
  edgeKinds: '--edge-kind',
  kinds: '--node-kind',
  testFiles: '--tests',
  'entryPoints.ids': '--entry-id',
  'entryPoints.files': '--entry-files',
  'entryPoints.kinds': '--entry-kinds',
  'entryPoints.names': '--entry-names',
  depth: '--depth',
  limit: '--limit',
  cursor: '--cursor',
  repoId: '--repo',
  database: '--database',
  username: '--username',
};

/**
 * A message of the library as the terminal says it: options and
 * commands in place of options and methods of calls.
 */
export function inTerminalWords(message: string): string {
  const spoken = SENTENCES.reduce(
    (text, [library, terminal]) => text.replace(library, () => terminal),
    message,
  );
  return spoken.replace(/^Option ([\w.]+) /, (whole, option: string) => {
    const known = OPTIONS[option];
    return known === undefined ? whole : `${known} `;
  });
}
