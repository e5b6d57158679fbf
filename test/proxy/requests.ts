/** The requests of a Bolt client by their tags. */
const REQUESTS = {
  1: 'HELLO',
  2: 'GOODBYE',
  15: 'RESET',
  16: 'RUN',
  17: 'BEGIN',
  18: 'COMMIT',
  19: 'ROLLBACK',
  47: 'DISCARD',
  63: 'PULL',
  84: 'TELEMETRY',
  102: 'ROUTE',
  106: 'LOGON',
  107: 'LOGOFF',
} as const;

export type BoltRequest = (typeof REQUESTS)[keyof typeof REQUESTS];

export function requestOf(tag: number): string {
  return (REQUESTS as Readonly<Record<number, string>>)[tag] ?? `0x${tag.toString(16)}`;
}

/** SUCCESS, IGNORED and FAILURE end the answer to a request; records come before. */
export function endsAnswer(tag: number | undefined): boolean {
  return tag === 0x70 || tag === FAILURE || tag === 0x7e;
}

export const FAILURE = 0x7f;
