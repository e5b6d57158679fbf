/**
 * What could move a cursor, forge a line, end a text or turn the direction of
 * reading: Unicode's controls (C0, DEL, C1), line and paragraph separators, and marks
 * of direction. Names in a graph may hold any of them.
 */
export const CONTROLS: RegExp = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** As JSON and most languages escape a character: `\u009b`. */
export function escapedControl(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A control character to be looked at: Unicode's picture, such as ␀, and ⟨U+009B⟩ where it has none. */
export function controlPicture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** JSON with every control character escaped, which is the same value to whoever reads it as JSON. */
export function controlFreeJson(json: string): string {
  // Line feeds in it are layout.
  return json.replace(CONTROLS, (character) => (character === '\n' ? character : escapedControl(character)));
}
