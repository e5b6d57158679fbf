/** Up to `count` of `candidates` that a person may have meant by `wanted`, nearest first (edit distance). */
export function nearest(wanted: string, candidates: Iterable<string>, count = 3): string[] {
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  const scored: { candidate: string; distance: number }[] = [];
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > limit && !contains(candidate, wanted)) continue;
    const distance = contains(candidate, wanted) ? 1 : editDistance(wanted, candidate, limit);
    if (distance <= limit) scored.push({ candidate, distance });
  }
  scored.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return scored.slice(0, count).map((entry) => entry.candidate);
}

function contains(candidate: string, wanted: string): boolean {
  return wanted.length >= 3 && candidate.toLowerCase().includes(wanted.toLowerCase());
}

/**
 * Levenshtein distance by the two-row method; gives `limit + 1` as soon as no row can stay within the limit.
 */
function editDistance(a: string, b: string, limit: number): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current[column] = Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, substitution);
    }
    if (Math.min(...current) > limit) return limit + 1;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
}
