/** What `doctor` found out about one thing that the package may use. */
export interface Check {
  readonly name: string;
  /** `missing`: not there; `failed`: there, and not usable. */
  readonly state: 'ok' | 'missing' | 'failed';
  /** Whether the chosen store cannot do without it. */
  readonly isNeeded: boolean;
  /** A version, an address, a reason; no credential. */
  readonly found: string;
  /** What to do about it, or what it is for. */
  readonly hint?: string;
}

type Outcome = Omit<Check, 'name' | 'isNeeded'>;

/**
 * One line of the doctor's report.
 * @param isNeeded whether nothing works without it
 */
export function check(name: string, outcome: Outcome, isNeeded = false): Check {
  return { name, isNeeded, ...outcome };
}
