/** A column of numbers, one for each row. */
export type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Columns by name, and whatever else belongs to them as a JSON value. */
export interface Packed<Header, Name extends string> {
  readonly header: Header;
  readonly columns: Readonly<Record<Name, Column>>;
}

const TYPES = { Uint8Array, Uint16Array, Uint32Array, Float64Array };
type TypeName = keyof typeof TYPES;

interface Place {
  readonly name: string;
  readonly type: TypeName;
  readonly rows: number;
}

/** The widest number begins at a multiple of this, as typed arrays want it. */
const ALIGNMENT = 8;

/**
 * Puts columns and header into one run of bytes: the length of the head, the head
 * as JSON, the columns. Numbers are little-endian.
 */
export function packColumns<Header, Name extends string>({
  header,
  columns,
}: Packed<Header, Name>): Uint8Array {
  const given = Object.entries<Column>(columns);
  const places = given.map(
    ([name, column]): Place => ({
      name,
      type: column.constructor.name as TypeName,
      rows: column.length,
    }),
  );
  const head = new TextEncoder().encode(JSON.stringify({ header, places }));
  const starts = startsOf(places, head.length);
  const bytes = new Uint8Array(starts.at(-1) ?? 0);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, Uint32Array.BYTES_PER_ELEMENT);
  for (const [index, [, { buffer, byteOffset, byteLength }]] of given.entries())
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), starts[index]);
  return bytes;
}

/** The other way; the columns share the given bytes, which must begin at the start of their buffer. */
export function unpackColumns<Header, Name extends string>(bytes: Uint8Array): Packed<Header, Name> {
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const text = new TextDecoder().decode(bytes.subarray(4, 4 + length));
  const { header, places } = JSON.parse(text) as { header: Header; places: Place[] };
  const starts = startsOf(places, length);
  const columns = places.map(({ name, type, rows }, index) => [
    name,
    new TYPES[type](bytes.buffer as ArrayBuffer, starts[index], rows),
  ]);
  return { header, columns: Object.fromEntries(columns) as Record<Name, Column> };
}

/** Where each column begins, and where the last one ends. */
function startsOf(places: readonly Place[], headLength: number): number[] {
  const starts = [aligned(Uint32Array.BYTES_PER_ELEMENT + headLength)];
  for (const { type, rows } of places)
    starts.push(aligned((starts.at(-1) ?? 0) + rows * TYPES[type].BYTES_PER_ELEMENT));
  return starts;
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}
