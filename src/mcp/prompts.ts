/** A prompt that a person can choose in a host. */
export interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The argument it takes, if any: its name and meaning. */
  readonly argument?: readonly [name: string, meaning: string];
  text(value: string | undefined): string;
}

/** Ways of work that a host offers by name. */
export const PROMPTS: readonly Prompt[] = [
  {
    name: 'review_diff',
    title: 'Review a diff',
    description: 'Looks at what a change may break before it is merged.',
    argument: ['diff', 'The text of the diff.'],
    text: (diff) =>
      `Review this change. Call impact with its diff, look at what is affected outside the changed files, and trace the callers of each changed signature. Name the tests to run. Say what you could not check.\n\n${diff ?? ''}`,
  },
  {
    name: 'remove_dead_code',
    title: 'Remove dead code safely',
    description: 'Finds code that nothing reaches and removes it in small steps.',
    text: () =>
      'Find code to delete. Call dead_code, take the surest items, and for each call why_alive with if_deleted. Delete nothing whose doubts you cannot settle by reading the code. Delete one root at a time, run the tests, and say what you left and why.',
  },
  {
    name: 'get_to_know',
    title: 'Get to know a repository',
    description: 'Explains how a repository hangs together.',
    argument: ['repository', 'Which one; may be left out where only one is stored.'],
    text: (repository) =>
      `Explain how ${repository ?? 'the stored repository'} hangs together. Call structure for the summary, the hotspots, the dependencies between folders and the cycles. Then trace the callees of its main entry points. End with a map of ten lines at most.`,
  },
];
