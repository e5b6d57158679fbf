import { type Packed, unpackColumns } from '../data/columns.ts';
import type { ColumnName, ReportHeader } from '../data/report-data.ts';

/** Unpacks what the page carries: gzipped columns as base64. */
export async function loadData(base64: string): Promise<Packed<ReportHeader, ColumnName>> {
  const packed = new Blob([bytesOf(base64.trim())]);
  const stream = packed.stream().pipeThrough(new DecompressionStream('gzip'));
  return unpackColumns(new Uint8Array(await new Response(stream).arrayBuffer()));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
