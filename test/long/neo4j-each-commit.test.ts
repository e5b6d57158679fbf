import { describe, expect, test } from 'vitest';
import { proxiedWorkplace } from '../integration/support/proxied-workplace.ts';
import { WRITES } from '../integration/support/writes.ts';

const place = proxiedWorkplace();
/** More transactions than any of these writes has. */
const MOST_COMMITS = 80;

describe('a write whose connection is cut at one commit, whichever, happens once and reports what it did', () => {
  test.each(
    WRITES.flatMap((write) =>
      (['lose answer', 'lose request'] as const).map((how) => ({ ...write, write, how })),
    ),
  )('$title: $how', { timeout: 300_000 }, async ({ write, how }) => {
    const expected = await place.expected(write);
    await using store = await place.open(write.options);
    let number = 0;
    for (let cut = true; cut && number < MOST_COMMITS; ) {
      const interruption = place.proxy.interrupt({ request: 'COMMIT', number: ++number, how });
      await place.makes(write, store, expected);
      cut = interruption.happened;
    }
    // Else too little was put to the test, or not all.
    expect(number).toBeGreaterThan(3);
    expect(number).toBeLessThan(MOST_COMMITS);
  });
});
