const COMMA = 0x2c;
const ZERO = 0x30;

/**
 * Reads whole numbers below 2^32 that are joined by commas: a quarter of
 * the work of parsing them as JSON, and no list.
 * @param into must have room for them @returns the place behind the last one
 */
export function readIntegers(text: string, into: Uint32Array, place: number): number {
  if (text === '') return place;
  let value = 0;
  let next = place;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COMMA) {
      into[next++] = value;
      value = 0;
    } else value = 10 * value + (code - ZERO);
  }
  into[next++] = value;
  return next;
}

/** The columns of rows that stand one value after the other. */
export function columnsOf(values: Uint32Array, width: number): readonly Uint32Array[] {
  const rows = values.length / width;
  return Array.from({ length: width }, (_, column) => {
    const taken = new Uint32Array(rows);
    for (let row = 0; row < rows; row++) taken[row] = values[row * width + column] ?? 0;
    return taken;
  });
}
