import type { Caveat } from '../storage/index.ts';

/** Says how many ends that a walk reached are not stored, which is why they are not among its answers. */
export function danglingEndsCaveats(ends: number): readonly Caveat[] {
  if (ends === 0) return [];
  const message =
    ends === 1
      ? '1 end of these edges is not stored, so it is not listed.'
      : `${ends} ends of these edges are not stored, so they are not listed.`;
  return [{ code: 'dangling-ends', message }];
}

/** For caveats that are kept: an answer is the caller's to change. */
export function copyCaveats(caveats: readonly Caveat[]): readonly Caveat[] {
  return caveats.map((caveat) => ({ ...caveat }));
}
