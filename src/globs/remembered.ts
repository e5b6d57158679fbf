/** Many nodes share a file, so each path is matched once. */
export function remembered(matches: (path: string) => boolean): (path: string) => boolean {
  const known = new Map<string, boolean>();
  return (path) => {
    let answer = known.get(path);
    if (answer === undefined) {
      answer = matches(path);
      known.set(path, answer);
    }
    return answer;
  };
}
